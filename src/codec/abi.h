// Calls of contracts, written by the Solidity ABI (docs.soliditylang.org, "Contract ABI
// Specification"): types from text, functions from signatures and ABI files, values to octets.
//
// There is no reader of encoded values: a call that is known is recognised by writing it again.
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/result.h>

#include <span>

namespace coldquill {

struct JsonValue;

inline constexpr Reason E_BAD_ABI{
    "E_BAD_ABI", Errc::malformed,
    "Write a function as its name and types, such as transfer(address,uint256), or name the JSON "
    "file of the contract's ABI."};
inline constexpr Reason E_BAD_ABI_VALUE{
    "E_BAD_ABI_VALUE", Errc::malformed,
    "Write numbers as digits, bytes and addresses as 0x and hexadecimal digits, arrays as [a,b], "
    "tuples as (a,b) and strings inside them in quotation marks."};
inline constexpr Reason E_UNKNOWN_FUNCTION{
    "E_UNKNOWN_FUNCTION", Errc::usage,
    "Name a function of the ABI file; when several share the name, by its whole signature."};

inline constexpr unsigned abi_deepest = 16;                // arrays and tuples in one another
inline constexpr std::size_t abi_longest_type = 4096;      // octets of a type or signature as text
inline constexpr std::size_t abi_most_words = 1u << 16;    // of a value without dynamic parts
inline constexpr std::size_t abi_longest_call = 1u << 20;  // octets of a call

enum class AbiKind { uint, integer, boolean, address, fixed_bytes, bytes, string, array, tuple };

// A type. Those without a size, "()" and "uint256[0]", do not exist here: nothing can be said with
// them, and they stand for any number of values in no octets.
struct AbiType {
  AbiKind kind = AbiKind::uint;
  std::string name;            // of the parameter or member; may be empty
  std::size_t size = 0;        // uint, integer: 8 to 256 bits; fixed_bytes: 1 to 32 octets;
                               // array: its length, 0 when that is open
  std::vector<AbiType> items;  // array: the one type of its elements; tuple: its members
  bool dynamic = false;        // reached by an offset
  std::size_t words = 1;       // in place, 32 octets each: 1 when dynamic

  // As in signatures: "uint256", "(address,bytes)[2][]".
  [[nodiscard]] std::string text() const;
};

struct AbiFunction {
  std::string name;
  std::vector<AbiType> inputs;

  [[nodiscard]] std::string signature() const;  // "transfer(address,uint256)"
  [[nodiscard]] ByteArray<4> selector() const;  // the first octets of its Keccak-256
};

// "uint" and "int" stand for those of 256 bits. Names may follow types: "(address to, uint256)".
// Fails with E_BAD_ABI, or with E_TOO_LARGE beyond the limits above.
Result<AbiType> parse_abi_type(std::string_view text);
Result<AbiFunction> parse_abi_signature(std::string_view text);

// A function of a contract's ABI file: the array that compilers write, or an object that has it
// under "abi". Named alone, when no other shares its name, or by its signature.
// Fails with E_UNKNOWN_FUNCTION, E_BAD_ABI or E_TOO_LARGE. Other functions are not looked into.
Result<AbiFunction> abi_function(const JsonValue& abi, std::string_view name_or_signature);

// The data of a call: selector and arguments. Arguments as text:
//   numbers     decimal, or 0x and hexadecimal digits; "-" in front of a decimal for intN
//   bool        true, false
//   address     as parse_eip55 reads it
//   bytes       0x and hexadecimal digits; as many as its size for bytesN
//   string      as it is; inside arrays and tuples in quotation marks, with \" and \\ for those two
//   arrays      [a, b]
//   tuples      (a, b)
// Spaces may stand between values; any value inside arrays and tuples may be in quotation marks.
// Fails with E_BAD_ABI_VALUE, parse_eip55's errors, or E_TOO_LARGE beyond abi_longest_call.
Result<Bytes> encode_abi_call(const AbiFunction& function, std::span<const std::string> arguments);

}  // namespace coldquill
