// Rows of a terminal: text that is known to fit, and how it stands out.
#pragma once

#include <coldquill/base/bytes.h>

namespace coldquill {

enum class Tone { plain, strong, warning };

struct Row {
  std::string text;  // never wider than the terminal, and never begun by text from outside
  Tone tone = Tone::plain;
  bool must_see = false;  // money, a warning, or what else must not be signed unread
};
using Rows = std::vector<Row>;

// A labelled value: "   label      value", wrapped. Rows that go on have a mark where the value
// stands, so that no part of it can pass for a row of ours.
struct Labelled {
  std::string before{};  // stands in front of the label, in the first row
  std::string_view label;
  std::string value;
  std::size_t label_columns = 12;
  Tone tone = Tone::plain;
  bool must_see = false;
  bool address = false;    // long words stand in groups of four
  bool free_text = false;  // all in a row runs in one direction
};
void add_labelled(Rows& rows, const Labelled& what, std::size_t columns);

// A sentence of ours, behind `indent` spaces; rows that go on have two of them or more.
void add_text(Rows& rows, std::string_view text, std::size_t indent, std::size_t columns,
              Tone tone = Tone::plain, bool must_see = false);

// With line ends; colours: tones become those of ECMA-48, the words stay the same.
std::string painted(std::span<const Row> rows, bool colours);

}  // namespace coldquill
