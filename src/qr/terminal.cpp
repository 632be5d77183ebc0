#include "terminal.h"

namespace coldquill {
namespace {

// Black (16) on white (231) of the fixed 256-colour cube: unlike the first sixteen colours, no
// theme changes these.
constexpr std::string_view black_on_white = "\x1b[38;5;16;48;5;231m";
constexpr std::string_view as_before = "\x1b[0m";

// The cell whose upper and lower half are printed or left.
std::string_view cell(bool upper, bool lower) {
  if (upper) return lower ? "\u2588" : "\u2580";
  return lower ? "\u2584" : " ";
}

// A printed half is a dark module, except with light ink. The half below the last row of an odd
// number of rows belongs to the border.
std::string line_of(const QrSymbol& symbol, int y, bool printed) {
  std::string out;
  for (int x = -quiet_zone; x < symbol.size() + quiet_zone; ++x) {
    out += cell(symbol.dark(x, y) == printed, symbol.dark(x, y + 1) == printed);
  }
  return out;
}

// CBOR around a fragment: array of 5, two counts, length, checksum, head of the octets; and the
// checksum of the bytewords (BCR-2020-005, BCR-2020-012).
constexpr std::size_t largest_head = 1 + 3 + 3 + 5 + 5 + 3 + 4;
// "UR:" "/" "9999-9999" "/"
constexpr std::size_t longest_marks = 3 + 1 + 9 + 1;

}  // namespace

std::vector<std::string> qr_lines(const QrSymbol& symbol, QrInk ink) {
  std::vector<std::string> lines;
  for (int y = -quiet_zone; y < symbol.size() + quiet_zone; y += 2) {
    std::string line = line_of(symbol, y, ink != QrInk::light);
    if (ink == QrInk::colours) line = std::string(black_on_white) + line + std::string(as_before);
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string qr_text(const QrSymbol& symbol, QrInk ink) {
  std::string out;
  for (const std::string& line : qr_lines(symbol, ink)) out += line + "\n";
  return out;
}

QrRoom qr_room(int version) {
  const auto side = static_cast<std::size_t>(17 + 4 * version + 2 * quiet_zone);
  return {side, (side + 1) / 2};
}

int largest_version_in(std::size_t columns, std::size_t rows) {
  int version = largest_qr_version;
  while (version > 0 && (qr_room(version).columns > columns || qr_room(version).rows > rows)) {
    --version;
  }
  return version;
}

std::size_t largest_ur_fragment(int version, std::string_view type) {
  if (version == 0) return 0;
  const std::size_t text = longest_capital_text(version);
  const std::size_t taken = longest_marks + type.size() + 2 * largest_head;
  return text > taken ? (text - taken) / 2 : 0;
}

}  // namespace coldquill
