#include "preview_lines.h"

#include <array>

namespace coldquill {
namespace {

constexpr std::string_view as_before = "\x1b[0m";
constexpr std::string_view upper_half = "\u2580";
constexpr std::array<std::string_view, 5> shades = {" ", "\u2591", "\u2592", "\u2593", "\u2588"};

struct Cell {
  unsigned upper;
  unsigned lower;
  bool operator==(const Cell&) const = default;
};

// 16 is black and 231 white; 232 to 255 are the greys between, in steps of ten from 8.
unsigned fixed_colour(unsigned grey) {
  if (grey < 4) return 16;
  if (grey > 246) return 231;
  return 232 + std::min((std::max(grey, 8u) - 8 + 5) / 10, 23u);
}

std::string colour(unsigned grey, PreviewInk ink) {
  if (ink == PreviewInk::greys) return "5;" + std::to_string(fixed_colour(grey));
  const std::string one = std::to_string(grey);
  return "2;" + one + ";" + one + ";" + one;
}

std::string colours_of(const Cell& cell, PreviewInk ink) {
  return "\x1b[38;" + colour(cell.upper, ink) + ";48;" + colour(cell.lower, ink) + "m";
}

std::vector<Cell> cells_of(const Preview& preview, std::size_t row, bool mirrored) {
  const auto grey = [&](std::size_t x, std::size_t y) -> unsigned {
    const std::size_t at = mirrored ? preview.width - 1 - x : x;
    return y < preview.height ? preview.grey[y * preview.width + at] : 0;
  };
  std::vector<Cell> out;
  for (std::size_t x = 0; x < preview.width; ++x) out.push_back({grey(x, row), grey(x, row + 1)});
  return out;
}

std::string in_colours(const std::vector<Cell>& cells, PreviewInk ink) {
  std::string out;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i == 0 || !(cells[i] == cells[i - 1])) out += colours_of(cells[i], ink);
    out += upper_half;
  }
  return out + std::string(as_before);
}

std::string in_shades(const std::vector<Cell>& cells) {
  std::string out;
  for (const Cell& cell : cells) out += shades[(cell.upper + cell.lower) * shades.size() / 511];
  return out;
}

}  // namespace

std::vector<std::string> preview_lines(const Preview& preview, PreviewInk ink, bool mirrored) {
  std::vector<std::string> lines;
  if (preview.grey.size() != preview.width * preview.height) return lines;
  for (std::size_t row = 0; row < preview.height; row += 2) {
    const auto cells = cells_of(preview, row, mirrored);
    lines.push_back(ink == PreviewInk::letters ? in_shades(cells) : in_colours(cells, ink));
  }
  return lines;
}

}  // namespace coldquill
