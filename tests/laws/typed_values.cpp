#include "typed_values.h"

#include <coldquill/base/uint256.h>
#include <coldquill/codec/eip55.h>

namespace coldquill::laws {

Text quoted(const Text& text) {
  return '"' + text + '"';
}

// All octets zero, all of them 0xFF, or any.
static Bytes edge_octets(Dice& dice, std::size_t size) {
  if (dice.one_in(6)) return Bytes(size, 0);
  if (dice.one_in(6)) return Bytes(size, 0xFF);
  return dice.octets(size);
}

static Bytes other_octets(Bytes octets) {
  octets.back() ^= 1;
  return octets;
}

static Text number_text(Dice& dice, const Bytes& octets) {
  const Uint256 number = *Uint256::from_be(octets);
  switch (dice.below(3)) {
    case 0:
      return number.text();
    case 1:
      return quoted(number.text());
    default:
      return quoted(number.hex());
  }
}

static Value unsigned_value(Dice& dice, std::size_t octets) {
  const Bytes number = edge_octets(dice, octets);
  return {number_text(dice, number), number_text(dice, other_octets(number))};
}

// Of the lowest number the neighbour above, not below.
static Value signed_value(Dice& dice, std::size_t octets) {
  Bytes number = edge_octets(dice, octets);
  number.front() &= 0x7F;
  const Uint256 magnitude = *Uint256::from_be(number);
  const Uint256 next = *magnitude.plus(1);
  const bool largest = next.bytes()[32 - octets] >= 0x80;
  if (dice.one_in(2)) {
    return {magnitude.text(), largest ? Text("0") : next.text()};
  }
  return {quoted("-" + next.text()), magnitude.zero() ? Text("1") : quoted("-" + magnitude.text())};
}

static Value octets_value(const Bytes& octets, const Bytes& other) {
  return {quoted("0x" + to_hex(octets)), quoted("0x" + to_hex(other))};
}

static Value address_value(Dice& dice) {
  const Bytes octets = edge_octets(dice, 20);
  const Bytes other = other_octets(octets);
  if (dice.one_in(2)) return octets_value(octets, other);
  return {quoted(eip55(octets)), quoted(eip55(other))};
}

static Value text_value(Dice& dice) {
  const Text text = text_generated(dice, true);
  const Text other = text_generated(dice, true);
  return {quoted(text), quoted(other == text ? text + "!" : other)};
}

std::size_t number_in(const Text& text) {
  return std::stoul(text.substr(text.find_first_of("0123456789")));
}

Value value_of(Dice& dice, const Text& type) {
  if (type == "bool") return dice.one_in(2) ? Value{"true", "false"} : Value{"false", "true"};
  if (type == "address") return address_value(dice);
  if (type == "string") return text_value(dice);
  if (type == "bytes") {
    const Bytes octets = dice.octets(dice.below(50));
    Bytes other = octets;
    other.push_back(0);
    return octets_value(octets, other);
  }
  if (type.starts_with("uint")) return unsigned_value(dice, number_in(type) / 8);
  if (type.starts_with("int")) return signed_value(dice, number_in(type) / 8);
  const Bytes octets = edge_octets(dice, number_in(type));
  return octets_value(octets, other_octets(octets));
}

Text text_generated(Dice& dice, bool json) {
  struct Piece {
    const char* plain;
    const char* json;
  };
  constexpr Piece pieces[] = {{"pay", "pay"},
                              {" ", " "},
                              {" ", " "},
                              {"\n", "\\n"},
                              {"\n", "\\u000a"},
                              {"\r", "\\r"},
                              {"\t", "\\t"},
                              {"\\", "\\\\"},
                              {"\\n", "\\\\n"},
                              {"\\x0a", "\\\\x0a"},
                              {"\"", "\\\""},
                              {"|", "|"},
                              {"| to: ", "| to: "},
                              {"0x", "0x"},
                              {"\x1b[2J", "\\u001b[2J"},
                              {"7", "7"},
                              {"\u00e9", "\\u00e9"},
                              {"e\u0301", "e\u0301"},
                              {"\u202e", "\u202e"},
                              {"\u200b", "\\u200b"},
                              {"\u6f22", "\u6f22"},
                              {"\U0001f600", "\\ud83d\\ude00"},
                              {"[", "["},
                              {"[U+202E]", "[U+202E]"},
                              {"[0x9B]", "[0x9B]"},
                              {"\x7f", "\x7f"},
                              {"  ", "  "}};
  std::string out;
  for (std::uint64_t i = dice.below(12); i > 0; --i) {
    const Piece& piece = dice.one_of(pieces);
    out += json ? piece.json : piece.plain;
  }
  return out;
}

}  // namespace coldquill::laws
