#include <coldquill/qr/film.h>

namespace coldquill {

Result<void> QrFilm::make_room(std::string_view text) {
  if (lengths_.contains(text.size())) return {};
  QrShape shape = shape_;
  shape.mask = 0;  // any: only the size is asked for
  CQ_TRY(symbol, QrSymbol::of_text(text, shape));
  lengths_.insert(text.size());
  shape_.smallest_version = std::max(shape_.smallest_version, symbol.version());
  return {};
}

Result<QrSymbol> QrFilm::symbol(std::string_view text) {
  CQ_TRY(symbol, QrSymbol::of_text(text, shape_));
  shape_.mask = symbol.mask();
  shape_.smallest_version = std::max(shape_.smallest_version, symbol.version());
  return std::move(symbol);
}

}  // namespace coldquill
