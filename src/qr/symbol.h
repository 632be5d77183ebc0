// QR symbols (ISO/IEC 18004): texts and octets turned into dark and light modules.
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/result.h>

namespace coldquill {

inline constexpr Reason E_QR_TOO_LARGE{
    "E_QR_TOO_LARGE", Errc::over_limit,
    "This does not fit into one QR code: show it in parts, or write it to a file."};

// The light border that readers need, in modules.
inline constexpr int quiet_zone = 4;
inline constexpr int smallest_qr_version = 1;
inline constexpr int largest_qr_version = 40;

// How much of a symbol may be damaged: about 7, 15, 25 and 30 percent. A screen needs no more than
// low; when a higher level fits into the same version it is taken for nothing.
enum class QrLevel { low, medium, quartile, high };

// The mask that the standard's rules find best: trying all eight takes ten times as long as writing
// the symbol. Readers read any.
inline constexpr int best_mask = -1;

struct QrShape {
  QrLevel level = QrLevel::low;
  int smallest_version = smallest_qr_version;  // 1 to 40, 17 + 4 * version modules a side
  int largest_version = largest_qr_version;    // not below smallest_version
  int mask = best_mask;                        // 0 to 7, or the best of them
};

class QrSymbol {
 public:
  // The shortest mode of the whole text is taken: digits, or 0-9 A-Z space $%*+-./: (which is why
  // URs are written in upper case), or octets. No character set is named inside the symbol.
  // Fails with E_QR_TOO_LARGE.
  static Result<QrSymbol> of_text(std::string_view text, QrShape shape = {});
  // Any octets, as octets. Fails with E_QR_TOO_LARGE.
  static Result<QrSymbol> of_bytes(ByteView bytes, QrShape shape = {});

  // Modules a side without the border: 21 to 177.
  [[nodiscard]] int size() const { return size_; }
  [[nodiscard]] int version() const { return (size_ - 17) / 4; }
  [[nodiscard]] int mask() const { return mask_; }
  // Any place may be asked for; outside of the symbol all is light.
  [[nodiscard]] bool dark(int x, int y) const;

 private:
  friend class SymbolMaker;
  QrSymbol(int size, int mask, Bytes modules)
      : size_(size), mask_(mask), modules_(std::move(modules)) {}

  int size_;
  int mask_;
  Bytes modules_;  // row by row: dark 1, light 0
};

// The longest text of digits and capital letters (the alphanumeric set) that fits at level low.
// version: 1 to 40.
std::size_t longest_capital_text(int version);
// The most octets, or characters of any other text, that fit at level low. version: 1 to 40.
std::size_t most_octets(int version);

}  // namespace coldquill
