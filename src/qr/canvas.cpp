#include "canvas.h"

#include "pictures.h"

namespace coldquill {

Canvas::Canvas(const QrSymbol& symbol, int modules, int scale)
    : symbol_(symbol),
      modules_(modules),
      scale_(scale),
      margin_((modules - symbol.size()) / 2),
      side_(static_cast<std::uint32_t>(modules * scale)) {
  COLDQUILL_ASSERT(1 <= scale && scale <= largest_scale);
  COLDQUILL_ASSERT(modules_for(symbol) <= modules);
}

std::vector<bool> Canvas::row(int y) const {
  std::vector<bool> pixels;
  pixels.reserve(side_);
  for (int x = 0; x < modules_; ++x) {
    pixels.insert(pixels.end(), static_cast<std::size_t>(scale_),
                  symbol_.dark(x - margin_, y - margin_));
  }
  return pixels;
}

}  // namespace coldquill
