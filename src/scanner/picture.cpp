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

namespace {

// The old pixels from one edge to the next, of size pixels made count; at least one.
struct Span {
  std::size_t begin;
  std::size_t end;
};
Span span_of(int size, int count, int at) {
  const auto edge = [&](int n) { return static_cast<std::size_t>(std::int64_t{size} * n / count); };
  return {edge(at), std::max(edge(at + 1), edge(at) + 1)};
}

std::uint8_t mean(const Picture& picture, Span across, Span down) {
  std::size_t sum = 0;
  for (std::size_t y = down.begin; y < down.end; ++y) {
    const auto* row = picture.grey.data() + y * static_cast<std::size_t>(picture.width);
    for (std::size_t x = across.begin; x < across.end; ++x) sum += row[x];
  }
  const std::size_t count = (across.end - across.begin) * (down.end - down.begin);
  return static_cast<std::uint8_t>(sum / count);
}

}  // namespace

Picture preview_of(const Picture& picture, int widest, int highest) {
  if (widest <= 0 || highest <= 0) return {};
  const bool wide = std::int64_t{picture.width} * highest > std::int64_t{picture.height} * widest;
  const auto scaled = [](int side, int to, int from) {
    return std::max(1, static_cast<int>(std::int64_t{side} * to / from));
  };
  Picture out{wide ? widest : scaled(picture.width, highest, picture.height),
              wide ? scaled(picture.height, widest, picture.width) : highest,
              {}};
  out.width = std::min(out.width, picture.width);
  out.height = std::min(out.height, picture.height);
  for (int y = 0; y < out.height; ++y) {
    for (int x = 0; x < out.width; ++x) {
      out.grey.push_back(mean(picture, span_of(picture.width, out.width, x),
                              span_of(picture.height, out.height, y)));
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
