#include <coldquill/base/columns.h>
#include <utf8proc.h>

#include <algorithm>

namespace coldquill {
namespace {

constexpr std::size_t shortest_grouped = 14;  // of addresses; "bc1pfeessrawgf" is one
constexpr std::size_t group = 4;

struct Character {
  std::size_t octets;
  std::size_t columns;
};

Character first_of(std::string_view text) {
  utf8proc_int32_t point = 0;
  const auto* octets = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  const auto size = utf8proc_iterate(octets, static_cast<utf8proc_ssize_t>(text.size()), &point);
  if (size <= 0) return {1, 1};
  return {static_cast<std::size_t>(size), static_cast<std::size_t>(utf8proc_charwidth(point))};
}

// How many octets fit into so many columns: at least one character.
std::size_t fitting(std::string_view text, std::size_t columns) {
  std::size_t at = 0;
  while (at < text.size()) {
    const Character next = first_of(text.substr(at));
    if (at > 0 && next.columns > columns) break;
    columns -= std::min(columns, next.columns);
    at += next.octets;
  }
  return at;
}

// Where a row ends: at its last space, unless a word alone is longer.
std::size_t row_end(std::string_view text, std::size_t columns) {
  const std::size_t most = fitting(text, columns);
  if (most == text.size() || text[most] == ' ') return most;
  const auto space = text.substr(0, most).rfind(' ');
  const auto first = text.find_first_not_of(' ');
  return space == text.npos || space < first ? most : space;
}

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

std::string word_in_groups(std::string_view word) {
  if (word.size() < shortest_grouped || !std::ranges::all_of(word, is_letter_or_digit)) {
    return std::string(word);
  }
  std::string out(word.substr(0, word.starts_with("0x") ? 2 : 0));
  word.remove_prefix(out.size());
  for (std::size_t at = 0; at < word.size(); at += group) {
    if (at > 0) out += ' ';
    out += word.substr(at, group);
  }
  return out;
}

}  // namespace

std::size_t columns_of(std::string_view utf8) {
  std::size_t out = 0;
  while (!utf8.empty()) {
    const Character next = first_of(utf8);
    out += next.columns;
    utf8.remove_prefix(next.octets);
  }
  return out;
}

std::vector<std::string> wrapped(std::string_view utf8, std::size_t columns) {
  std::vector<std::string> out;
  do {
    const std::size_t end = row_end(utf8, columns);
    out.emplace_back(utf8.substr(0, end));
    utf8.remove_prefix(end);
    if (utf8.starts_with(' ')) utf8.remove_prefix(1);
  } while (!utf8.empty());
  return out;
}

std::string in_groups(std::string_view text) {
  std::string out;
  while (true) {
    const auto end = std::min(text.find(' '), text.size());
    out += word_in_groups(text.substr(0, end));
    if (end == text.size()) return out;
    out += ' ';
    text.remove_prefix(end + 1);
  }
}

std::vector<std::string> wrapped_in_groups(std::string_view text, std::size_t columns) {
  std::vector<std::string> rows(1);
  while (true) {
    const auto end = std::min(text.find(' '), text.size());
    const std::string word = word_in_groups(text.substr(0, end));
    const std::string longer = rows.back().empty() ? word : rows.back() + " " + word;
    if (columns_of(longer) <= columns) {
      rows.back() = longer;
    } else {
      if (rows.back().empty()) rows.pop_back();
      std::ranges::move(wrapped(word, columns), std::back_inserter(rows));
    }
    if (end == text.size()) return rows;
    text.remove_prefix(end + 1);
  }
}

}  // namespace coldquill
