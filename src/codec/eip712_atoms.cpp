#include <coldquill/base/hex.h>
#include <coldquill/codec/eip55.h>
#include <coldquill/crypto/keccak.h>

#include "eip712_values.h"

namespace coldquill::typed {
namespace {

std::string name_of(const Type& type) {
  return std::string(type.with_dimensions(0));
}

Error wrong_kind(const Type& type, const JsonValue& value) {
  return Error(E_TYPED_DATA_VALUE, std::string(json_kind_name(value.kind)) + " where " +
                                       name_of(type) + " is declared");
}

// True when no bit from this one on is set; bits are counted from the lowest.
bool fits(const ByteArray<32>& number, unsigned bits) {
  for (unsigned bit = bits; bit < 256; ++bit)
    if ((number[31 - bit / 8] >> (bit % 8) & 1) != 0) return false;
  return true;
}

// Two's complement: -m has the bits of m - 1, each of them turned.
Result<Atom> negative(const Type& type, const Uint256& magnitude) {
  const auto less_one = magnitude.minus(1);
  if (!less_one) return Error(E_TYPED_DATA_VALUE, "a nought with a sign");
  Atom atom{less_one->bytes(), "-" + magnitude.text()};
  if (!fits(atom.word, type.size - 1))
    return Error(E_TYPED_DATA_VALUE, "below the range of " + name_of(type));
  for (std::uint8_t& octet : atom.word) octet = static_cast<std::uint8_t>(~octet);
  return atom;
}

Result<Atom> integer(const Type& type, const JsonValue& value) {
  if (!value.is(JsonKind::number) && !value.is(JsonKind::string)) return wrong_kind(type, value);
  std::string_view text = value.text;
  const bool sign = text.starts_with('-');
  if (sign) text.remove_prefix(1);
  const bool hex = text.starts_with("0x");
  const auto number = parse_uint256(text);
  if (!number || (sign && hex)) return Error(E_TYPED_DATA_VALUE, "not a plain integer");
  if (sign && type.kind == Kind::uint)
    return Error(E_TYPED_DATA_VALUE, "a negative number where " + name_of(type) + " is declared");
  if (sign) return negative(type, *number);
  Atom atom{number->bytes(), number->text()};
  if (!fits(atom.word, type.kind == Kind::sint ? type.size - 1 : type.size))
    return Error(E_TYPED_DATA_VALUE, "above the range of " + name_of(type));
  return atom;
}

Result<Bytes> octets(const Type& type, const JsonValue& value) {
  if (!value.is(JsonKind::string)) return wrong_kind(type, value);
  const std::string_view text = value.text;
  if (!text.starts_with("0x")) return Error(E_TYPED_DATA_VALUE, "bytes not written as 0x...");
  auto bytes = from_hex(text.substr(2));
  if (!bytes) return Error(E_TYPED_DATA_VALUE, "not an even number of hexadecimal digits");
  return bytes;
}

Result<Atom> dynamic_bytes(const Type& type, const JsonValue& value) {
  CQ_TRY(bytes, octets(type, value));
  return Atom{keccak256(bytes), "0x" + to_hex(bytes)};
}

Result<Atom> fixed_bytes(const Type& type, const JsonValue& value) {
  CQ_TRY(bytes, octets(type, value));
  if (bytes.size() != type.size)
    return Error(E_TYPED_DATA_VALUE,
                 "not the " + std::to_string(type.size) + " octets of " + name_of(type));
  return Atom{array_of<32>(bytes), "0x" + to_hex(bytes)};
}

Result<Atom> boolean(const Type& type, const JsonValue& value) {
  if (!value.is(JsonKind::boolean)) return wrong_kind(type, value);
  Atom atom{{}, value.flag ? "true" : "false"};
  atom.word.back() = value.flag ? 1 : 0;
  return atom;
}

Result<Atom> address(const Type& type, const JsonValue& value) {
  if (!value.is(JsonKind::string)) return wrong_kind(type, value);
  CQ_TRY(twenty, parse_eip55(value.text));
  Atom atom{{}, eip55(twenty)};
  std::ranges::copy(twenty, atom.word.begin() + 12);
  return atom;
}

Result<Atom> text(const Type& type, const JsonValue& value) {
  if (!value.is(JsonKind::string)) return wrong_kind(type, value);
  return Atom{keccak256(view_of(value.text)), value.text};
}

}  // namespace

Result<Atom> read_atom(const Type& type, const JsonValue& value) {
  switch (type.kind) {
    case Kind::uint:
    case Kind::sint:
      return integer(type, value);
    case Kind::boolean:
      return boolean(type, value);
    case Kind::address:
      return address(type, value);
    case Kind::bytes_n:
      return fixed_bytes(type, value);
    case Kind::bytes:
      return dynamic_bytes(type, value);
    case Kind::string:
      return text(type, value);
    case Kind::structure:
      break;
  }
  COLDQUILL_ASSERT(type.kind != Kind::structure);
  return Error(E_TYPED_DATA, "a struct");
}

}  // namespace coldquill::typed
