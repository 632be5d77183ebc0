#include <coldquill/base/columns.h>
#include <coldquill/base/error.h>
#include <coldquill/base/text.h>
#include <utf8proc.h>

#include <algorithm>
#include <utility>

namespace coldquill {
namespace {

// Behind "Skipped, no request: " it ends in the same row.
constexpr std::size_t longest_shown_name = 58;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_ascii_letter_or_digit(char c) {
  return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// "[U+202E]" and "[0x9B]" at the beginning of a text; 0 for anything else.
std::size_t name_at(std::string_view escaped) {
  if (!escaped.starts_with("[U+") && !escaped.starts_with("[0x")) return 0;
  constexpr std::size_t longest = 10;  // [U+10FFFF]
  const auto end = escaped.substr(0, longest).find(']');
  return end == escaped.npos ? 0 : end + 1;
}

// What must not be cut: a character, or the name of one.
struct Piece {
  std::size_t octets;
  std::size_t columns;
  utf8proc_int32_t code;  // of a character
};

Piece first_piece(std::string_view escaped) {
  if (const std::size_t name = name_at(escaped); name > 0) return {name, name, 'U'};
  utf8proc_int32_t code = 0;
  const auto size = utf8proc_iterate(reinterpret_cast<const std::uint8_t*>(escaped.data()),
                                     static_cast<utf8proc_ssize_t>(escaped.size()), &code);
  COLDQUILL_ASSERT(size > 0);  // escaped text is UTF-8
  return {static_cast<std::size_t>(size), code < 0x80 ? std::size_t{1} : std::size_t{2}, code};
}

// The octets of the beginning that fit.
std::size_t fitting(std::string_view escaped, std::size_t columns) {
  std::size_t at = 0;
  while (at < escaped.size()) {
    const Piece piece = first_piece(escaped.substr(at));
    if (piece.columns > columns) break;
    columns -= piece.columns;
    at += piece.octets;
  }
  return at;
}

// Which way a character makes a text run.
enum class Way { either, left_to_right, right_to_left, arabic_number };

Way way_of(utf8proc_int32_t c) {
  switch (utf8proc_get_property(c)->bidi_class) {
    case UTF8PROC_BIDI_CLASS_L:
    case UTF8PROC_BIDI_CLASS_EN:
      return Way::left_to_right;
    case UTF8PROC_BIDI_CLASS_R:
    case UTF8PROC_BIDI_CLASS_AL:
      return Way::right_to_left;
    case UTF8PROC_BIDI_CLASS_AN:
      return Way::arabic_number;
    default:
      return Way::either;
  }
}

// The octets of the first row, all of which run one way. Signs and spaces between two ways go with
// what runs from left to right, where a minus sign belongs; behind the last letter of all they stay
// with it. Nothing behind the row is looked at but the signs that follow a last letter from right
// to left, once for all rows that they fill.
std::size_t row_of_one_way(std::string_view escaped, std::size_t columns) {
  Way way = Way::either;
  std::size_t fits = 0;
  std::size_t settled = 0;  // up to the last character that has a way
  bool full = false;
  for (std::size_t at = 0; at < escaped.size();) {
    const Piece piece = first_piece(escaped.substr(at));
    full = full || piece.columns > columns;
    if (full && (way == Way::either || way == Way::left_to_right)) return fits;
    const Way next = way_of(piece.code);
    if (next != Way::either) {
      const bool apart = next == Way::arabic_number && settled != at;  // two numbers
      if (way != Way::either && (next != way || apart)) {
        return way == Way::left_to_right ? at : settled;
      }
      if (full) return fits;
      way = next;
      settled = at + piece.octets;
    }
    at += piece.octets;
    if (full) continue;
    columns -= piece.columns;
    fits = at;
  }
  return fits;
}

bool is_unbroken(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return is_ascii_letter_or_digit(c) || c == ':'; });
}

// The octets of the first line. inside: the text begins within a word that was broken.
std::size_t line_of_words(std::string_view text, std::size_t columns, bool inside) {
  const std::size_t fits = fitting(text, columns);
  if (fits == text.size() || text[fits] == ' ') return fits;
  const auto space = text.substr(0, fits).rfind(' ');
  if (space != text.npos && space > 0) return space;
  if (inside) return fits;  // its whole word was looked at before
  const auto word = text.substr(0, text.find(' ', 1));
  return is_unbroken(word) ? word.size() : fits;
}

std::string word_in_groups(std::string_view word) {
  constexpr std::size_t shortest_grouped = 14;  // of addresses; "bc1pfeessrawgf" is one
  constexpr std::size_t group = 4;
  const auto digits = std::ranges::count_if(word, is_digit);
  const bool mixed = digits > 0 && std::cmp_less(digits, word.size());
  if (!mixed || word.size() < shortest_grouped ||
      !std::ranges::all_of(word, is_ascii_letter_or_digit)) {
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

// The octets of the first row: up to its last space, unless a word alone is longer.
std::size_t first_row(std::string_view text, std::size_t columns) {
  const std::size_t most = fitting(text, columns);
  if (most == text.size() || text[most] == ' ') return most;
  const auto space = text.substr(0, most).rfind(' ');
  const auto first = text.find_first_not_of(' ');
  return space == text.npos || space < first ? most : space;
}

bool is_usual_in_names(char c) {
  return is_ascii_letter_or_digit(c) ||
         std::string_view("_-+,.@=~/").find(c) != std::string_view::npos;
}

}  // namespace

std::size_t most_columns(std::string_view escaped) {
  std::size_t out = 0;
  while (!escaped.empty()) {
    const Piece piece = first_piece(escaped);
    out += piece.columns;
    escaped.remove_prefix(piece.octets);
  }
  return out;
}

std::vector<std::string_view> rows_of(std::string_view escaped, std::size_t columns) {
  std::vector<std::string_view> out;
  do {
    const std::size_t octets = row_of_one_way(escaped, columns);
    out.push_back(escaped.substr(0, octets));
    escaped.remove_prefix(octets);
  } while (!escaped.empty());
  return out;
}

std::vector<std::string_view> lines_of_words(std::string_view escaped, std::size_t columns) {
  std::vector<std::string_view> out;
  bool inside = false;
  do {
    const std::size_t octets = line_of_words(escaped, columns, inside);
    out.push_back(escaped.substr(0, octets));
    escaped.remove_prefix(octets);
    inside = !escaped.starts_with(' ');
    if (!inside) escaped.remove_prefix(1);
  } while (!escaped.empty());
  return out;
}

std::string with_middle_cut(std::string_view escaped, std::size_t columns) {
  constexpr std::string_view left_out = "...";
  std::size_t needed = most_columns(escaped);
  if (needed <= columns) return std::string(escaped);
  const std::size_t half = (columns - left_out.size()) / 2;
  const std::string_view begin = escaped.substr(0, fitting(escaped, half));
  std::string_view end = escaped;
  while (needed > half) {
    const Piece piece = first_piece(end);
    needed -= piece.columns;
    end.remove_prefix(piece.octets);
  }
  return std::string(begin) + std::string(left_out) + std::string(end);
}

std::string shown_name(std::string_view name) {
  const bool usual = std::ranges::all_of(name, is_usual_in_names);
  if (usual) return with_middle_cut(name, longest_shown_name);
  return "|" + with_middle_cut(escape_text(name), longest_shown_name - 2) + "|";
}

std::vector<std::string> wrapped(std::string_view escaped, std::size_t columns) {
  std::vector<std::string> out;
  do {
    const std::size_t end = first_row(escaped, columns);
    out.emplace_back(escaped.substr(0, end));
    escaped.remove_prefix(end);
    if (escaped.starts_with(' ')) escaped.remove_prefix(1);
  } while (!escaped.empty());
  return out;
}

std::string in_groups(std::string_view escaped) {
  std::string out;
  while (true) {
    const auto end = std::min(escaped.find(' '), escaped.size());
    out += word_in_groups(escaped.substr(0, end));
    if (end == escaped.size()) return out;
    out += ' ';
    escaped.remove_prefix(end + 1);
  }
}

std::vector<std::string> wrapped_in_groups(std::string_view escaped, std::size_t columns) {
  std::vector<std::string> rows(1);
  while (true) {
    const auto end = std::min(escaped.find(' '), escaped.size());
    const std::string word = word_in_groups(escaped.substr(0, end));
    const std::string longer = rows.back().empty() ? word : rows.back() + " " + word;
    if (most_columns(longer) <= columns) {
      rows.back() = longer;
    } else {
      if (rows.back().empty()) rows.pop_back();
      std::ranges::move(wrapped(word, columns), std::back_inserter(rows));
    }
    if (end == escaped.size()) return rows;
    escaped.remove_prefix(end + 1);
  }
}

}  // namespace coldquill
