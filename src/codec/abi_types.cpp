#include "abi_types.h"

#include <coldquill/base/decimal.h>

#include <optional>

namespace coldquill::abi {
namespace {

constexpr std::size_t longest_shown = 40;  // of a word that is no type

bool in_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$';
}

AbiType plain(AbiKind kind, std::size_t size, bool dynamic = false) {
  AbiType type;
  type.kind = kind;
  type.size = size;
  type.dynamic = dynamic;
  return type;
}

// The number behind a name, from 1 to most; no leading zeros.
std::optional<std::size_t> number(std::string_view digits, std::size_t most) {
  const auto value = parse_number(digits);
  if (!value || *value < 1 || *value > most) return {};
  return static_cast<std::size_t>(*value);
}

Result<AbiType> unknown(std::string_view word) {
  return Error(E_BAD_ABI, "not a type: \"" + std::string(word.substr(0, longest_shown)) + "\"");
}

Result<AbiType> integer_of(AbiKind kind, std::string_view word, std::string_view digits) {
  const auto bits = digits.empty() ? std::optional<std::size_t>(256) : number(digits, 256);
  if (!bits || *bits % 8 != 0) return unknown(word);
  return plain(kind, *bits);
}

}  // namespace

bool is_identifier(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, in_word) &&
         !(text.front() >= '0' && text.front() <= '9');
}

Result<AbiType> elementary(std::string_view word) {
  if (word == "address") return plain(AbiKind::address, 0);
  if (word == "bool") return plain(AbiKind::boolean, 0);
  if (word == "string") return plain(AbiKind::string, 0, true);
  if (word == "bytes") return plain(AbiKind::bytes, 0, true);
  if (word.starts_with("uint")) return integer_of(AbiKind::uint, word, word.substr(4));
  if (word.starts_with("int")) return integer_of(AbiKind::integer, word, word.substr(3));
  if (!word.starts_with("bytes")) return unknown(word);
  const auto octets = number(word.substr(5), 32);
  return octets ? Result<AbiType>(plain(AbiKind::fixed_bytes, *octets)) : unknown(word);
}

Result<AbiType> tuple_of(std::vector<AbiType> members) {
  if (members.empty()) return Error(E_BAD_ABI, "a tuple without members");
  AbiType type = plain(AbiKind::tuple, 0);
  std::size_t words = 0;
  for (const auto& member : members) {
    words += member.words;
    type.dynamic = type.dynamic || member.dynamic;
  }
  if (words > abi_most_words) return Error(E_TOO_LARGE, "a type of too many values");
  type.items = std::move(members);
  type.words = type.dynamic ? 1 : words;
  return type;
}

Result<void> check_depth(const AbiType& type) {
  std::vector<const AbiType*> level{&type};
  for (unsigned depth = 0; !level.empty(); ++depth) {
    if (depth > abi_deepest) return Error(E_TOO_LARGE, "a type that is nested too deeply");
    std::vector<const AbiType*> next;
    for (const auto* one : level)
      for (const auto& item : one->items) next.push_back(&item);
    level = std::move(next);
  }
  return {};
}

bool TypeText::take(char c) {
  if (!text_.starts_with(c)) return false;
  text_.remove_prefix(1);
  return true;
}

void TypeText::spaces() {
  text_.remove_prefix(std::min(text_.find_first_not_of(' '), text_.size()));
}

std::string_view TypeText::word() {
  const auto end = std::ranges::find_if_not(text_, in_word);
  const auto size = static_cast<std::size_t>(end - text_.begin());
  const std::string_view out = text_.substr(0, size);
  text_.remove_prefix(size);
  return out;
}

Result<AbiType> TypeText::type(unsigned depth) {
  if (depth > abi_deepest) return Error(E_TOO_LARGE, "a type that is nested too deeply");
  if (!take('(')) return elementary(word()).and_then([&](AbiType one) { return arrays_of(one); });
  CQ_TRY(members, parameters(depth + 1));
  CQ_TRY(tuple, tuple_of(std::move(members)));
  return arrays_of(std::move(tuple));
}

Result<AbiType> TypeText::arrays_of(AbiType element) {
  for (unsigned depth = 0; take('['); ++depth) {
    if (depth == abi_deepest) return Error(E_TOO_LARGE, "a type that is nested too deeply");
    CQ_TRY(array, array_of(std::move(element)));
    element = std::move(array);
  }
  return element;
}

Result<AbiType> TypeText::array_of(AbiType element) {
  AbiType type = plain(AbiKind::array, 0, true);
  const std::string_view digits = word();
  if (!take(']')) return Error(E_BAD_ABI, "an array whose bracket is not closed");
  if (!digits.empty()) {
    const auto length = parse_number(digits);
    if (!length || *length == 0) return Error(E_BAD_ABI, "an array without a length of 1 or more");
    if (*length > abi_most_words / element.words)
      return Error(E_TOO_LARGE, "an array type of too many values");
    type.size = static_cast<std::size_t>(*length);
    type.dynamic = element.dynamic;
    type.words = element.dynamic ? 1 : type.size * element.words;
  }
  type.items.push_back(std::move(element));
  return type;
}

Result<AbiType> TypeText::parameter(unsigned depth) {
  spaces();
  CQ_TRY(one, type(depth));
  spaces();
  const std::string_view name = word();
  if (!name.empty() && !is_identifier(name)) return Error(E_BAD_ABI, "not a name behind a type");
  one.name = name;
  spaces();
  return std::move(one);
}

Result<std::vector<AbiType>> TypeText::parameters(unsigned depth) {
  std::vector<AbiType> out;
  spaces();
  if (take(')')) return out;
  do {
    CQ_TRY(one, parameter(depth));
    out.push_back(std::move(one));
  } while (take(','));
  if (!take(')')) return Error(E_BAD_ABI, "a list of types whose bracket is not closed");
  return out;
}

}  // namespace coldquill::abi
