// JSON, written again: the same value in other characters.
#pragma once

#include <coldquill/codec/json.h>

namespace coldquill::fuzz {

inline std::string quoted(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto octet = static_cast<unsigned char>(c);
    if (octet < 0x20 || c == '"' || c == '\\') {
      out += std::string("\\u00") + digits[octet >> 4] + digits[octet & 15];
    } else {
      out += c;
    }
  }
  return out + "\"";
}

inline std::string written(const JsonValue& value) {
  std::string out;
  switch (value.kind) {
    case JsonKind::null:
      return "null";
    case JsonKind::boolean:
      return value.flag ? "true" : "false";
    case JsonKind::number:
      return value.text;
    case JsonKind::string:
      return quoted(value.text);
    case JsonKind::array:
      for (const JsonValue& item : value.items) out += (out.empty() ? " " : ", ") + written(item);
      return "[" + out + "]";
    case JsonKind::object:
      for (const auto& [name, member] : value.members) {
        out += (out.empty() ? "\n" : ",\n") + quoted(name) + ": " + written(member);
      }
      return "{" + out + "}";
  }
  return out;
}

// Written again it may pass a limit that it kept before; longer than this it is left alone.
inline constexpr std::size_t longest_rewritten = 1u << 16;

}  // namespace coldquill::fuzz
