// JSON (RFC 8259), read strictly: one text has one meaning, whoever reads it.
//
// Refused although some readers let it pass: an object with the same key twice (keys are compared
// after their escapes are resolved), invalid UTF-8, half of a surrogate pair, a byte order mark, a
// NUL octet, comments, anything after the value. Numbers keep the characters they were written
// with: no number is ever turned into a binary fraction.
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/result.h>

#include <utility>

namespace coldquill {

inline constexpr Reason E_BAD_JSON{
    "E_BAD_JSON", Errc::malformed,
    "The request is not JSON as RFC 8259 has it, or says one thing twice: export it again."};

inline constexpr std::size_t json_largest = std::size_t{1} << 20;  // octets
inline constexpr std::size_t json_most_nodes = 1u << 16;           // values of every kind
inline constexpr std::size_t json_deepest = 32;                    // arrays and objects in another

enum class JsonKind { null, boolean, number, string, array, object };

// "null", "true or false", "a number", "a text", "an array", "an object".
std::string_view json_kind_name(JsonKind kind);

struct JsonValue {
  JsonValue();  // null; in json.cpp, for the members hold this very type

  JsonKind kind = JsonKind::null;
  bool flag = false;  // boolean: its value
  std::string text;   // string: UTF-8, escapes resolved (may hold any character, also U+0000);
                      // number: exactly as written
  std::vector<std::pair<std::string, JsonValue>> members;  // object: in the order written
  std::vector<JsonValue> items;                            // array

  [[nodiscard]] bool is(JsonKind k) const { return kind == k; }
  // The value of a member; null when this is no object or has no such member.
  [[nodiscard]] const JsonValue* find(std::string_view name) const;
};

// Exactly one value with nothing but white space around it.
// Fails with E_BAD_JSON, or with E_TOO_LARGE beyond the limits above. A number beyond 1e308 or so
// is refused as well: no two readers agree about those.
Result<JsonValue> parse_json(ByteView text);

}  // namespace coldquill
