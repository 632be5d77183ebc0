#include <coldquill/base/text.h>

#include <utf8proc.h>

#include <cstdio>

namespace coldquill {
namespace {

bool invisible(utf8proc_int32_t c) {
  // Assigned and not of a format category, and yet drawn as nothing (Unicode, Default_Ignorable).
  return c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 || c == 0x2800 ||
         c == 0x3164 || c == 0xFFA0 || (c >= 0xFE00 && c <= 0xFE0F) ||
         (c >= 0x180B && c <= 0x180F) || (c >= 0xE0000 && c <= 0xE0FFF);
}

bool shown_as_is(utf8proc_int32_t c) {
  if (c >= 0x20 && c < 0x7F) return true;
  if (invisible(c)) return false;
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
  utf8proc_int32_t code;
  std::size_t octets;  // 0 for what is no character
};

Character first_character(ByteView utf8) {
  utf8proc_int32_t code = 0;
  const auto size =
      utf8proc_iterate(utf8.data(), static_cast<utf8proc_ssize_t>(utf8.size()), &code);
  return {code, size > 0 ? static_cast<std::size_t>(size) : 0};
}

}  // namespace

std::string escape_text(ByteView utf8) {
  if (simple(utf8)) return std::string(text_of(utf8));
  std::string out;
  out.reserve(utf8.size());
  while (!utf8.empty()) {
    const auto [c, octets] = first_character(utf8);
    if (octets == 0) {
      out += named("[0x%02X]", utf8[0]);
      utf8 = utf8.subspan(1);
      continue;
    }
    const bool plain = shown_as_is(c) && !opens_escape(utf8);
    out += plain ? std::string(text_of(utf8.first(octets)))
                 : named("[U+%04X]", static_cast<unsigned>(c));
    utf8 = utf8.subspan(octets);
  }
  return out;
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

std::string escape_text(std::string_view utf8) {
  return escape_text(view_of(utf8));
}

bool is_plain_text(ByteView utf8) {
  return simple(utf8) || escape_text(utf8) == text_of(utf8);
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
