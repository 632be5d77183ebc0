#include <coldquill/base/text.h>

#include <utf8proc.h>

#include <cstdio>

#include "letters.h"

namespace coldquill {
namespace {

// Drawn as nothing, though assigned and, most of them, of no format category.
bool is_invisible(CodePoint c) {
  constexpr CodePoint empty[] = {0x2800, 0xFFFC, 0x1D159};  // and not ignorable by default
  return utf8proc_get_property(c)->ignorable || utf8proc_charwidth(c) < 1 ||
         std::ranges::find(empty, c) != std::end(empty);
}

bool is_of_shown_category(CodePoint c) {
  switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NO:
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
    case UTF8PROC_CATEGORY_SM:
    case UTF8PROC_CATEGORY_SC:
    case UTF8PROC_CATEGORY_SO:
      return true;
    default:
      return false;
  }
}

// Digits that run from right to left (N'Ko): a number of them has two readings where a terminal
// does not turn them.
bool is_turned_digit(CodePoint c) {
  return utf8proc_category(c) == UTF8PROC_CATEGORY_ND &&
         utf8proc_get_property(c)->bidi_class == UTF8PROC_BIDI_CLASS_R;
}

bool is_shown(CodePoint c) {
  if (c >= 0x20 && c < 0x7F) return true;
  return is_of_shown_category(c) && !is_invisible(c) && !is_turned_digit(c);
}

// Strong letters and numbers, by which what stands beside them takes another place.
bool reorders(CodePoint c) {
  const auto bidi = utf8proc_get_property(c)->bidi_class;
  return bidi == UTF8PROC_BIDI_CLASS_R || bidi == UTF8PROC_BIDI_CLASS_AL ||
         bidi == UTF8PROC_BIDI_CLASS_AN;
}

// Most texts are: no "[" either, which an escape could begin with.
bool simple(ByteView text) {
  return std::ranges::all_of(text, [](auto c) { return c >= 0x20 && c < 0x7F && c != '['; });
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool opens_escape(ByteView at) {
  const std::string_view text = text_of(at);
  return text.starts_with("[U+") || text.starts_with("[0x");
}

std::string named(const char* form, unsigned value) {
  char name[16];
  const int n = std::snprintf(name, sizeof name, form, value);
  return {name, static_cast<std::size_t>(n)};
}

struct Character {
  CodePoint code;
  std::size_t octets;  // 0 for what is no character
};

Character first_character(ByteView utf8) {
  CodePoint code = 0;
  const auto size =
      utf8proc_iterate(utf8.data(), static_cast<utf8proc_ssize_t>(utf8.size()), &code);
  return {code, size > 0 ? static_cast<std::size_t>(size) : 0};
}

// Letters, their marks, and the digits and underscores between them.
bool is_of_word(CodePoint c) {
  const auto category = utf8proc_category(c);
  return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME) ||
         category == UTF8PROC_CATEGORY_ND || c == '_';
}

// The word that a text begins with.
struct Word {
  std::size_t octets = 0;
  bool mixed = false;        // of more than one alphabet
  bool looks_latin = false;  // and no letter of it is
};

Word first_word(ByteView utf8) {
  Word out;
  Alphabet first = Alphabet::none;
  bool all = true;
  while (out.octets < utf8.size()) {
    const auto [c, octets] = first_character(utf8.subspan(out.octets));
    if (octets == 0 || !is_of_word(c)) break;
    out.octets += octets;
    const Alphabet alphabet = alphabet_of(c);
    if (alphabet == Alphabet::none || alphabet == Alphabet::styled) continue;
    out.mixed = out.mixed || (first != Alphabet::none && first != alphabet);
    first = alphabet;
    all = all && looks_latin(c);
  }
  out.looks_latin = all && first != Alphabet::none;
  return out;
}

// Where a text is going to stand.
struct Place {
  bool rows;  // of its own, else in a line of ours
  bool name;  // short enough to be read as a name
};

class Escape {
 public:
  explicit Escape(Place place) : place_(place) {}

  std::string all(ByteView utf8) {
    out_.reserve(utf8.size());
    while (!utf8.empty()) {
      const Word word = first_word(utf8);
      const bool imitates = word.mixed || (place_.name && word.looks_latin);
      const std::size_t octets = word.octets > 0 ? word.octets : std::size_t{1};
      std::size_t used = 0;
      while (used < octets) used += one(utf8.subspan(used), imitates);
      utf8 = utf8.subspan(used);
    }
    return std::move(out_);
  }

 private:
  // Puts the first character; gives its octets.
  std::size_t one(ByteView utf8, bool imitates) {
    const auto [c, octets] = first_character(utf8);
    if (octets == 0) {
      out_ += named("[0x%02X]", utf8[0]);
      return 1;
    }
    const bool marked = is_marked(c, imitates) || opens_escape(utf8);
    out_ += marked ? named("[U+%04X]", static_cast<unsigned>(c))
                   : std::string(text_of(utf8.first(octets)));
    return octets;
  }

  [[nodiscard]] bool is_marked(CodePoint c, bool imitates) const {
    if (!is_shown(c) || (!place_.rows && reorders(c))) return true;
    const Alphabet alphabet = alphabet_of(c);
    if (alphabet == Alphabet::styled) return true;
    return imitates && alphabet != Alphabet::none && alphabet != Alphabet::latin;
  }

  Place place_;
  std::string out_;
};

}  // namespace

std::string escape_text(ByteView utf8) {
  if (simple(utf8)) return std::string(text_of(utf8));
  return Escape({false, true}).all(utf8);
}

std::string escape_text(std::string_view utf8) {
  return escape_text(view_of(utf8));
}

std::string escape_free_text(std::string_view utf8) {
  constexpr std::size_t longest_name = 80;  // octets: forty letters of most alphabets
  if (simple(view_of(utf8))) return std::string(utf8);
  return Escape({true, utf8.size() <= longest_name}).all(view_of(utf8));
}

std::size_t utf8_prefix(ByteView octets) {
  std::size_t out = 0;
  while (out < octets.size()) {
    const std::size_t size = first_character(octets.subspan(out)).octets;
    if (size == 0) return out;
    out += size;
  }
  return out;
}

bool is_plain_text(ByteView utf8) {
  if (simple(utf8)) return true;
  while (!utf8.empty()) {
    const auto [c, octets] = first_character(utf8);
    if (octets == 0 || !is_shown(c) || opens_escape(utf8)) return false;
    utf8 = utf8.subspan(octets);
  }
  return true;
}

bool same_letters(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::string to_lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

std::string to_upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

bool is_white_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_white_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_white_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace coldquill
