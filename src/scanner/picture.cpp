#include "picture.h"

#include <algorithm>

namespace coldquill {
namespace {

constexpr ByteArray<8> png_mark{0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
constexpr ByteArray<3> jpeg_mark{0xff, 0xd8, 0xff};

bool begins_with(ByteView file, ByteView mark) {
  return file.size() >= mark.size() && equal(file.first(mark.size()), mark);
}

// The mean of the square whose upper left corner is given.
std::uint8_t mean(const Picture& picture, std::size_t left, std::size_t top, std::size_t factor) {
  const auto width = static_cast<std::size_t>(picture.width);
  std::size_t sum = 0;
  for (std::size_t y = top; y < top + factor; ++y) {
    for (std::size_t x = left; x < left + factor; ++x) sum += picture.grey[y * width + x];
  }
  return static_cast<std::uint8_t>(sum / (factor * factor));
}

}  // namespace

Result<void> check_size(std::uint64_t width, std::uint64_t height) {
  if (width == 0 || height == 0) return Error(E_BAD_PICTURE, "the picture has no pixels");
  if (width > longest_side || height > longest_side || width * height > most_pixels) {
    return Error(E_PICTURE_TOO_LARGE, "the picture has " + std::to_string(width) + " x " +
                                          std::to_string(height) + " pixels, the limit is " +
                                          std::to_string(longest_side) + " a side and " +
                                          std::to_string(most_pixels) + " in all");
  }
  return {};
}

Result<Picture> read_picture(ByteView file) {
  if (file.size() > largest_picture) {
    return Error(E_PICTURE_TOO_LARGE, "the file has " + std::to_string(file.size()) +
                                          " bytes, the limit is " +
                                          std::to_string(largest_picture));
  }
  if (begins_with(file, png_mark)) return read_png(file);
  if (begins_with(file, jpeg_mark)) return read_jpeg(file);
  return Error(E_BAD_PICTURE, "this is neither a PNG nor a JPEG picture");
}

Picture shrink(const Picture& picture, int factor) {
  Picture out{std::max(1, picture.width / factor), std::max(1, picture.height / factor), {}};
  // A side shorter than the factor cannot be shrunk: such a picture holds no code either.
  if (picture.width < factor || picture.height < factor) return picture;
  const auto step = static_cast<std::size_t>(factor);
  const auto width = static_cast<std::size_t>(out.width);
  const auto height = static_cast<std::size_t>(out.height);
  out.grey.resize(width * height);
  for (std::size_t y = 0; y < height; ++y) {
    for (std::size_t x = 0; x < width; ++x) {
      out.grey[y * width + x] = mean(picture, x * step, y * step, step);
    }
  }
  return out;
}

Picture invert(Picture picture) {
  for (auto& pixel : picture.grey) pixel = static_cast<std::uint8_t>(255 - pixel);
  return picture;
}

Picture mirror(Picture picture) {
  const auto width = static_cast<std::ptrdiff_t>(picture.width);
  for (auto row = picture.grey.begin(); row != picture.grey.end(); row += width) {
    std::reverse(row, row + width);
  }
  return picture;
}

}  // namespace coldquill
