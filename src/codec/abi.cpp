#include <coldquill/codec/abi.h>
#include <coldquill/crypto/keccak.h>

#include "abi_types.h"

namespace coldquill {
namespace {

std::string list_of(const std::vector<AbiType>& types) {
  std::string out = "(";
  for (const auto& type : types) out += (out.size() > 1 ? "," : "") + type.text();
  return out + ")";
}

Result<void> check_length(std::string_view text) {
  if (text.size() > abi_longest_type) return Error(E_TOO_LARGE, "a type that is too long");
  return {};
}

}  // namespace

std::string AbiType::text() const {
  switch (kind) {
    case AbiKind::uint:
      return "uint" + std::to_string(size);
    case AbiKind::integer:
      return "int" + std::to_string(size);
    case AbiKind::boolean:
      return "bool";
    case AbiKind::address:
      return "address";
    case AbiKind::fixed_bytes:
      return "bytes" + std::to_string(size);
    case AbiKind::bytes:
      return "bytes";
    case AbiKind::string:
      return "string";
    case AbiKind::array:
      return items.front().text() + "[" + (size > 0 ? std::to_string(size) : "") + "]";
    case AbiKind::tuple:
      break;
  }
  return list_of(items);
}

std::string AbiFunction::signature() const {
  return name + list_of(inputs);
}

ByteArray<4> AbiFunction::selector() const {
  return array_of<4>(ByteView(keccak256(view_of(signature()))).first(4));
}

Result<AbiType> parse_abi_type(std::string_view text) {
  CQ_CHECK(check_length(text));
  abi::TypeText in(text);
  CQ_TRY(type, in.type(0));
  if (!in.at_end()) return Error(E_BAD_ABI, "something behind the type");
  CQ_CHECK(abi::check_depth(type));
  return std::move(type);
}

Result<AbiFunction> parse_abi_signature(std::string_view text) {
  CQ_CHECK(check_length(text));
  abi::TypeText in(text);
  AbiFunction out;
  out.name = in.word();
  if (!abi::is_identifier(out.name) || !in.take('(')) {
    return Error(E_BAD_ABI, "not a name and types in brackets");
  }
  CQ_TRY(inputs, in.parameters(0));
  if (!in.at_end()) return Error(E_BAD_ABI, "something behind the signature");
  for (const auto& input : inputs) CQ_CHECK(abi::check_depth(input));
  out.inputs = std::move(inputs);
  return out;
}

}  // namespace coldquill
