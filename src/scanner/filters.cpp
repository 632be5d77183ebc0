#include "filters.h"

#include <algorithm>

namespace coldquill {
namespace {

// Sums over 2 * radius + 1 values, the first and last ones repeated beyond the ends.
// count values that lie step apart.
void box_sums(const std::uint8_t* from, std::uint8_t* to, int count, std::ptrdiff_t step,
              int radius) {
  const auto at = [&](int i) { return unsigned{from[std::clamp(i, 0, count - 1) * step]}; };
  const auto size = static_cast<unsigned>(2 * radius + 1);
  unsigned sum = 0;
  for (int i = -radius; i <= radius; ++i) sum += at(i);
  for (int i = 0; i < count; ++i) {
    to[i * step] = static_cast<std::uint8_t>(sum / size);
    sum += at(i + radius + 1) - at(i - radius);
  }
}

std::uint8_t within(int value) {
  return static_cast<std::uint8_t>(std::clamp(value, 0, 255));
}

}  // namespace

Picture smooth(const Picture& picture, int radius) {
  const std::ptrdiff_t width = picture.width;
  Bytes rows(picture.grey.size());
  for (int y = 0; y < picture.height; ++y) {
    box_sums(&picture.grey[static_cast<std::size_t>(y * width)],
             &rows[static_cast<std::size_t>(y * width)], picture.width, 1, radius);
  }
  Picture out{picture.width, picture.height, Bytes(picture.grey.size())};
  for (int x = 0; x < picture.width; ++x) {
    const auto column = static_cast<std::size_t>(x);
    box_sums(&rows[column], &out.grey[column], picture.height, width, radius);
  }
  return out;
}

Picture sharpen(const Picture& picture) {
  Picture out = smooth(picture, 2);
  for (std::size_t i = 0; i < out.grey.size(); ++i) {
    const int value = picture.grey[i];
    out.grey[i] = within(value + 2 * (value - out.grey[i]));
  }
  return out;
}

Picture enlarge(const Picture& picture) {
  Picture out{picture.width * 2, picture.height * 2, Bytes(picture.grey.size() * 4)};
  const auto at = [&](int x, int y) {
    const int row = std::clamp(y, 0, picture.height - 1);
    const int column = std::clamp(x, 0, picture.width - 1);
    return int{
        picture.grey[static_cast<std::size_t>(row) * static_cast<std::size_t>(picture.width) +
                     static_cast<std::size_t>(column)]};
  };
  auto to = out.grey.begin();
  for (int y = 0; y < out.height; ++y) {
    const int side_y = y / 2 + (y % 2 == 0 ? -1 : 1);
    for (int x = 0; x < out.width; ++x) {
      const int side_x = x / 2 + (x % 2 == 0 ? -1 : 1);
      *to++ = within((9 * at(x / 2, y / 2) + 3 * at(side_x, y / 2) + 3 * at(x / 2, side_y) +
                      at(side_x, side_y) + 8) /
                     16);
    }
  }
  return out;
}

}  // namespace coldquill
