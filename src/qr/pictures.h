// QR symbols as pictures, each with its light border. These writers are our own, small and without
// compression libraries, because they run beside keys.
#pragma once

#include <coldquill/qr/symbol.h>

namespace coldquill {

// Pixels a module, 1 to 64.
inline constexpr int default_scale = 8;
inline constexpr int largest_scale = 64;

// PNG (ISO/IEC 15948): one bit a pixel, not compressed.
Bytes qr_png(const QrSymbol& symbol, int scale = default_scale);

// SVG 1.1: a white square and one path. One unit a module; scale gives the size in pixels.
std::string qr_svg(const QrSymbol& symbol, int scale = default_scale);

// Animated GIF (GIF89a), again and again without end. Smaller symbols stand in the middle of the
// largest one's square. symbols: at least one. delay: for each frame, in hundredths of a second.
Bytes qr_gif(std::span<const QrSymbol> symbols, std::uint16_t delay, int scale = default_scale);

}  // namespace coldquill
