// The symbols of one film: all of one size, so that it does not jump, and with one mask.
#pragma once

#include <coldquill/qr/symbol.h>

#include <set>

namespace coldquill {

class QrFilm {
 public:
  QrFilm() = default;
  explicit QrFilm(QrShape shape) : shape_(shape) {}

  // Makes the film as large as this text needs. Texts of a length that was seen before take no
  // time. Fails with E_QR_TOO_LARGE.
  Result<void> make_room(std::string_view text);
  // The mask is the best one for the first symbol, and is kept: a symbol of version 27 takes less
  // than a millisecond then. A text that finds no room makes the film larger from here on.
  // Fails with E_QR_TOO_LARGE.
  Result<QrSymbol> symbol(std::string_view text);

  [[nodiscard]] int version() const { return shape_.smallest_version; }

 private:
  QrShape shape_;
  std::set<std::size_t> lengths_;
};

}  // namespace coldquill
