// Pictures made by tests: drawn, turned, spoilt, and written as PNG or JPEG.
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/qr/symbol.h>

namespace coldquill::test {

struct Image {
  std::size_t width = 0;
  std::size_t height = 0;
  Bytes grey;  // 0 is black

  std::uint8_t& at(std::size_t x, std::size_t y) { return grey[y * width + x]; }
  [[nodiscard]] std::uint8_t at(std::size_t x, std::size_t y) const { return grey[y * width + x]; }
};

Image blank(std::size_t width, std::size_t height, std::uint8_t grey = 255);
// With the border, scale pixels a module.
Image draw(const QrSymbol& symbol, std::size_t scale);
// As draw() of the symbol of this text.
Image draw_text(std::string_view text, std::size_t scale = 4);

Image turned(const Image& image);  // a quarter, clockwise
Image inverted(Image image);
Image mirrored(const Image& image);
Image beside(const Image& left, const Image& right);
// Turns the picture by an angle whose sine and cosine are s and c 65536ths, on a wider white sheet.
Image tilted(const Image& image, int s, int c);
// Adds up to +-strength to each pixel; the same seed gives the same noise.
Image noisy(Image image, int strength, unsigned seed);
// Puts a picture into a larger white one.
Image on_sheet(const Image& image, std::size_t width, std::size_t height, std::size_t left,
               std::size_t top);

Bytes png_of(const Image& image);
// Grey octets and an alpha octet a pixel: black ink on nothing.
Bytes transparent_png_of(const Image& image);
Bytes jpeg_of(const Image& image, int quality);

// The frames of an animated GIF file, read by giflib.
std::vector<Image> frames_of_gif(ByteView gif);

// What zbarimg says about a picture file; empty when it finds nothing.
Bytes zbar_says(ByteView picture);

}  // namespace coldquill::test
