// PNG (ISO/IEC 15948) with one bit a pixel, in stored blocks (RFC 1951 3.2.4).
#include <coldquill/base/writer.h>

#include "canvas.h"
#include "pictures.h"

namespace coldquill {
namespace {

// CRC-32 as in ISO/IEC 15948 D, bit by bit: these pictures are small.
std::uint32_t crc32(ByteView bytes) {
  std::uint32_t crc = 0xffffffff;
  for (const std::uint8_t byte : bytes) {
    crc ^= byte;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xedb88320 : 0);
  }
  return ~crc;
}

// RFC 1950, 8.2
std::uint32_t adler32(ByteView bytes) {
  std::uint32_t low = 1;
  std::uint32_t high = 0;
  for (const std::uint8_t byte : bytes) {
    low = (low + byte) % 65521;
    high = (high + low) % 65521;
  }
  return high << 16 | low;
}

void write_chunk(Writer& out, std::string_view type, ByteView data) {
  Writer named;
  named.text(type).bytes(data);
  out.u32be(static_cast<std::uint32_t>(data.size())).bytes(named.view()).u32be(crc32(named.view()));
}

// The zlib form (RFC 1950) of data, not compressed.
Bytes stored(ByteView data) {
  constexpr std::size_t longest_block = 65535;
  Writer out;
  out.u8(0x78).u8(0x01);
  for (ByteView rest = data; !rest.empty();) {
    const ByteView block = rest.first(std::min(rest.size(), longest_block));
    rest = rest.subspan(block.size());
    const auto size = static_cast<std::uint16_t>(block.size());
    out.u8(rest.empty() ? 1 : 0).u16le(size).u16le(static_cast<std::uint16_t>(~size)).bytes(block);
  }
  out.u32be(adler32(data));
  return out.take();
}

// A row of pixels: filter 0, then eight pixels an octet, white is 1.
Bytes packed(const std::vector<bool>& pixels) {
  Bytes out(1 + (pixels.size() + 7) / 8);
  for (std::size_t x = 0; x < pixels.size(); ++x) {
    if (!pixels[x]) out[1 + x / 8] = static_cast<std::uint8_t>(out[1 + x / 8] | 0x80 >> x % 8);
  }
  return out;
}

Bytes pixels_of(const Canvas& canvas) {
  Bytes out;
  for (int y = 0; y < canvas.rows(); ++y) {
    const Bytes row = packed(canvas.row(y));
    for (int again = 0; again < canvas.scale(); ++again) append(out, row);
  }
  return out;
}

}  // namespace

Bytes qr_png(const QrSymbol& symbol, int scale) {
  const Canvas canvas(symbol, Canvas::modules_for(symbol), scale);
  Writer header;
  // One bit deep, grey; the usual compression and filters; not interlaced.
  header.u32be(canvas.side()).u32be(canvas.side()).u8(1).u8(0).u8(0).u8(0).u8(0);
  Writer out;
  out.text("\x89PNG\r\n\x1a\n");
  write_chunk(out, "IHDR", header.view());
  write_chunk(out, "IDAT", stored(pixels_of(canvas)));
  write_chunk(out, "IEND", {});
  return out.take();
}

}  // namespace coldquill
