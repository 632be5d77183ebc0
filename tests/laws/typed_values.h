// Values of typed data made by chance.
#pragma once

#include "generated.h"

namespace coldquill::laws {

using Text = std::string;

inline constexpr const char* atoms[] = {
    "uint8", "uint16",  "uint64", "uint160", "uint256", "int8",  "int64",  "int256",
    "bool",  "address", "bytes1", "bytes4",  "bytes32", "bytes", "string", "string"};

// An atom's value as JSON, and another one of the same type.
struct Value {
  Text json;
  Text other;
};
Value value_of(Dice& dice, const Text& type);

Text quoted(const Text& text);
// The first number in a text that has one.
std::size_t number_in(const Text& text);

// Words, marks and letters that a screen could take for something else; in JSON or as they are.
Text text_generated(Dice& dice, bool json);

}  // namespace coldquill::laws
