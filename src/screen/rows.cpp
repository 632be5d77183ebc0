#include <coldquill/base/columns.h>
#include <coldquill/screen/rows.h>

#include <algorithm>

namespace coldquill {
namespace {

constexpr std::string_view continued = "| ";
constexpr std::string_view label_goes_on = "> ";
constexpr std::size_t least_indent = 2;    // of rows that go on: names in them are from outside
constexpr std::size_t least_columns = 20;  // of a value: below that a window is of no use

std::string padded(std::string text, std::size_t columns) {
  const std::size_t width = most_columns(text);
  if (width < columns) text.append(columns - width, ' ');
  return text;
}

std::string_view mark_of(Tone tone) {
  switch (tone) {
    case Tone::plain:
      return {};
    case Tone::strong:
      return "\x1b[1m";
    case Tone::warning:
      return "\x1b[1;31m";
  }
  return {};
}

// Words from outside stand between bars, and each row of them runs in one direction.
std::vector<std::string> framed_rows(std::string_view text, std::size_t columns) {
  std::vector<std::string> out;
  for (const std::string_view row : rows_of(text, columns - 2)) {
    out.push_back("|" + std::string(row) + "|");
  }
  return out;
}

std::vector<std::string> value_rows(const Labelled& what, std::size_t columns) {
  if (what.free_text) return framed_rows(what.value, columns);
  const auto rows_of_value = what.address ? &wrapped_in_groups : &wrapped;
  auto rows = rows_of_value(what.value, columns);
  if (rows.size() > 1) rows = rows_of_value(what.value, columns - continued.size());
  return rows;
}

}  // namespace

void add_labelled(Rows& rows, const Labelled& what, std::size_t columns) {
  const std::size_t at = most_columns(what.before) + what.label_columns + 2;
  const std::size_t room = std::max(columns, at + least_columns) - at;
  std::string row = padded(what.before + std::string(what.label), at - 2) + "  ";
  if (most_columns(row) > at) {  // a label that is longer than its column has rows of its own
    const std::string behind(most_columns(what.before), ' ');
    std::string begin = what.before;
    for (const auto part : rows_of(what.label, columns - behind.size() - label_goes_on.size())) {
      rows.push_back({begin + std::string(part), what.tone, what.must_see});
      begin = behind + std::string(label_goes_on);
    }
    row = std::string(at, ' ');
  }
  const std::string before_more =
      what.free_text ? std::string(at, ' ')
                     : std::string(at - continued.size(), ' ') + std::string(continued);
  for (const std::string& part : value_rows(what, room)) {
    rows.push_back({row + part, what.tone, what.must_see});
    row = before_more;
  }
}

void add_text(Rows& rows, std::string_view text, std::size_t indent, std::size_t columns, Tone tone,
              bool must_see) {
  const std::size_t hanging = std::max(indent, least_indent);
  const std::size_t room = std::max(columns, hanging + least_columns) - hanging;
  const auto parts = most_columns(text) <= columns - std::min(columns, indent)
                         ? std::vector<std::string>{std::string(text)}
                         : wrapped(text, room);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    rows.push_back({std::string(i == 0 ? indent : hanging, ' ') + parts[i], tone, must_see});
  }
}

std::string painted(std::span<const Row> rows, bool colours) {
  std::string out;
  for (const Row& row : rows) {
    const std::string_view mark = colours ? mark_of(row.tone) : std::string_view();
    out += mark;
    out += row.text;
    if (!mark.empty()) out += "\x1b[0m";
    out += '\n';
  }
  return out;
}

}  // namespace coldquill
