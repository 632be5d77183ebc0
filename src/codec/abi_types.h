// How types of the Solidity ABI are written (private to this module).
#pragma once

#include <coldquill/codec/abi.h>

namespace coldquill::abi {

// A letter, "_" or "$", then those and digits.
bool is_identifier(std::string_view text);

// A tuple of these members. Fails with E_BAD_ABI without any, E_TOO_LARGE beyond abi_most_words.
Result<AbiType> tuple_of(std::vector<AbiType> members);

// E_TOO_LARGE when it is nested deeper than abi_deepest. The type is at most a few hundred deep.
Result<void> check_depth(const AbiType& type);

// A cursor over types as text.
class TypeText {
 public:
  explicit TypeText(std::string_view text) : text_(text) {}

  bool take(char c);
  void spaces();
  // Letters, digits, "_" and "$"; may be empty.
  std::string_view word();
  [[nodiscard]] bool at_end() const { return text_.empty(); }

  // A type with everything in it. depth: tuples around it.
  Result<AbiType> type(unsigned depth);
  // "address to, uint256)" behind an opening bracket; none for "()".
  Result<std::vector<AbiType>> parameters(unsigned depth);
  // "[2][]" behind a type.
  Result<AbiType> arrays_of(AbiType element);

 private:
  Result<AbiType> array_of(AbiType element);
  Result<AbiType> parameter(unsigned depth);

  std::string_view text_;  // what is left
};

// "uint256", "bytes4", "address": everything but arrays and tuples.
Result<AbiType> elementary(std::string_view word);

}  // namespace coldquill::abi
