// A square of pixels with a symbol in its middle.
#pragma once

#include <coldquill/qr/symbol.h>

namespace coldquill {

class Canvas {
 public:
  // modules: the side of the square, at least that of the symbol and its border.
  Canvas(const QrSymbol& symbol, int modules, int scale);

  // Pixels a side.
  [[nodiscard]] std::uint32_t side() const { return side_; }
  // The pixels of one row of modules; each is repeated scale times.
  [[nodiscard]] std::vector<bool> row(int y) const;
  [[nodiscard]] int rows() const { return modules_; }
  [[nodiscard]] int scale() const { return scale_; }

  // The side that a symbol needs.
  static int modules_for(const QrSymbol& symbol) { return symbol.size() + 2 * quiet_zone; }

 private:
  const QrSymbol& symbol_;
  int modules_;
  int scale_;
  int margin_;
  std::uint32_t side_;
};

}  // namespace coldquill
