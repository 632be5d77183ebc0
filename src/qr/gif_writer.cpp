// Animated GIF (GIF89a) of two colours.
#include <coldquill/base/writer.h>

#include "canvas.h"
#include "lzw.h"
#include "pictures.h"

namespace coldquill {
namespace {

std::uint16_t side_of(const Canvas& canvas) {
  return static_cast<std::uint16_t>(canvas.side());
}

// The screen, its two colours (0 white, 1 black), and the wish to be repeated for ever.
void write_head(Writer& out, std::uint16_t side) {
  out.text("GIF89a").u16le(side).u16le(side).u8(0x80).u8(0).u8(0);
  out.u8(255).u8(255).u8(255).u8(0).u8(0).u8(0);
  out.u8(0x21).u8(0xff).u8(11).text("NETSCAPE2.0").u8(3).u8(1).u16le(0).u8(0);
}

Bytes compressed(const Canvas& canvas) {
  Lzw codes;
  for (int y = 0; y < canvas.rows(); ++y) {
    const auto row = canvas.row(y);
    for (int again = 0; again < canvas.scale(); ++again) {
      for (const bool dark : row) codes.pixel(dark);
    }
  }
  return std::move(codes).finish();
}

void write_in_blocks(Writer& out, ByteView data) {
  constexpr std::size_t longest_block = 255;
  while (!data.empty()) {
    const ByteView block = data.first(std::min(data.size(), longest_block));
    out.u8(static_cast<std::uint8_t>(block.size())).bytes(block);
    data = data.subspan(block.size());
  }
  out.u8(0);
}

void write_frame(Writer& out, const Canvas& canvas, std::uint16_t delay) {
  out.u8(0x21).u8(0xf9).u8(4).u8(0).u16le(delay).u8(0).u8(0);
  out.u8(0x2c).u16le(0).u16le(0).u16le(side_of(canvas)).u16le(side_of(canvas)).u8(0);
  out.u8(Lzw::minimum_code_size);
  write_in_blocks(out, compressed(canvas));
}

}  // namespace

Bytes qr_gif(std::span<const QrSymbol> symbols, std::uint16_t delay, int scale) {
  COLDQUILL_ASSERT(!symbols.empty());
  int modules = 0;
  for (const auto& symbol : symbols) modules = std::max(modules, Canvas::modules_for(symbol));
  Writer out;
  write_head(out, side_of(Canvas(symbols.front(), modules, scale)));
  for (const auto& symbol : symbols) write_frame(out, Canvas(symbol, modules, scale), delay);
  out.u8(0x3b);
  return out.take();
}

}  // namespace coldquill
