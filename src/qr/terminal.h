// QR symbols on a terminal: two modules one above the other in each character cell.
#pragma once

#include <coldquill/qr/symbol.h>

namespace coldquill {

enum class QrInk {
  colours,  // black on white, told to the terminal: right on any background
  light,    // no colours; what is printed looks light: for a dark background
  dark,     // no colours; what is printed looks dark: for paper and a light background
};

// The symbol with its border, one text a line, without line ends: UTF-8, block elements (U+2580,
// U+2584, U+2588) and spaces.
std::vector<std::string> qr_lines(const QrSymbol& symbol, QrInk ink);

// The same in one text, a line end behind each line.
std::string qr_text(const QrSymbol& symbol, QrInk ink);

// Room that a symbol of this version takes on the screen, in character cells.
struct QrRoom {
  std::size_t columns;
  std::size_t rows;
};
QrRoom qr_room(int version);

// The largest version that fits into a window; 0 when none does.
int largest_version_in(std::size_t columns, std::size_t rows);

// The most octets in one part of a multi-part UR of this type (BCR-2020-005, such as
// "crypto-psbt") that fit into a symbol of this version; 0 when none do, and for version 0. Numbers
// up to 9999 of 9999 parts are allowed for.
std::size_t largest_ur_fragment(int version, std::string_view type);

}  // namespace coldquill
