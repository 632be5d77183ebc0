#include "symbol.h"

#include <qrcodegen.hpp>

namespace coldquill {

// Turns what the library gives into our own symbol, and its exception into an Error.
class SymbolMaker {
 public:
  static Result<QrSymbol> make(const std::vector<qrcodegen::QrSegment>& segments, QrShape shape,
                               std::size_t length);

 private:
  static QrSymbol copy(const qrcodegen::QrCode& code);
};

namespace {

using qrcodegen::QrCode;
using qrcodegen::QrSegment;

QrCode::Ecc level_of(QrLevel level) {
  switch (level) {
    case QrLevel::medium:
      return QrCode::Ecc::MEDIUM;
    case QrLevel::quartile:
      return QrCode::Ecc::QUARTILE;
    case QrLevel::high:
      return QrCode::Ecc::HIGH;
    case QrLevel::low:
      break;
  }
  return QrCode::Ecc::LOW;
}

// ISO/IEC 18004 table 7, alphanumeric characters at level L.
constexpr std::array<std::uint16_t, 40> capital_texts{
    25,   47,   77,   114,  154,  195,  224,  279,  335,  395,  468,  535,  619,  667,
    758,  854,  938,  1046, 1153, 1249, 1352, 1460, 1588, 1704, 1853, 1990, 2132, 2223,
    2369, 2520, 2677, 2840, 3009, 3183, 3351, 3537, 3729, 3927, 4087, 4296};

// The same table, octets at level L.
constexpr std::array<std::uint16_t, 40> octet_texts{
    17,   32,   53,   78,   106,  134,  154,  192,  230,  271,  321,  367,  425,  458,
    520,  586,  644,  718,  792,  858,  929,  1003, 1091, 1171, 1273, 1367, 1465, 1528,
    1628, 1732, 1840, 1952, 2068, 2188, 2303, 2431, 2563, 2699, 2809, 2953};

// More octets or characters than any symbol takes: not worth asking the library.
constexpr std::size_t hopeless = 7090;

Error too_large(std::size_t length) {
  return {E_QR_TOO_LARGE, std::to_string(length) + " characters do not fit into the QR code"};
}

}  // namespace

QrSymbol SymbolMaker::copy(const QrCode& code) {
  const int size = code.getSize();
  Bytes modules(static_cast<std::size_t>(size * size));
  auto* module = modules.data();
  for (int y = 0; y < size; ++y) {
    for (int x = 0; x < size; ++x) *module++ = code.getModule(x, y) ? 1 : 0;
  }
  return {size, code.getMask(), std::move(modules)};
}

Result<QrSymbol> SymbolMaker::make(const std::vector<QrSegment>& segments, QrShape shape,
                                   std::size_t length) {
  COLDQUILL_ASSERT(smallest_qr_version <= shape.smallest_version &&
                   shape.smallest_version <= shape.largest_version &&
                   shape.largest_version <= largest_qr_version && best_mask <= shape.mask &&
                   shape.mask <= 7);
  try {
    return copy(QrCode::encodeSegments(segments, level_of(shape.level), shape.smallest_version,
                                       shape.largest_version, shape.mask));
  } catch (const qrcodegen::data_too_long&) {
    return too_large(length);
  }
}

Result<QrSymbol> QrSymbol::of_text(std::string_view text, QrShape shape) {
  // The library reads up to the first NUL; as octets nothing is lost.
  if (text.find('\0') != std::string_view::npos) return of_bytes(view_of(text), shape);
  if (text.size() >= hopeless) return too_large(text.size());
  const std::string ended(text);
  return SymbolMaker::make(QrSegment::makeSegments(ended.c_str()), shape, text.size());
}

Result<QrSymbol> QrSymbol::of_bytes(ByteView bytes, QrShape shape) {
  if (bytes.size() >= hopeless) return too_large(bytes.size());
  return SymbolMaker::make({QrSegment::makeBytes(to_bytes(bytes))}, shape, bytes.size());
}

bool QrSymbol::dark(int x, int y) const {
  if (x < 0 || y < 0 || x >= size_ || y >= size_) return false;
  return modules_[static_cast<std::size_t>(y * size_ + x)] != 0;
}

std::size_t longest_capital_text(int version) {
  COLDQUILL_ASSERT(smallest_qr_version <= version && version <= largest_qr_version);
  return capital_texts[static_cast<std::size_t>(version - 1)];
}

std::size_t most_octets(int version) {
  COLDQUILL_ASSERT(smallest_qr_version <= version && version <= largest_qr_version);
  return octet_texts[static_cast<std::size_t>(version - 1)];
}

}  // namespace coldquill
