// The values of a typed-data request (EIP-712): checked against their types, hashed, and set down
// row by row for the review, all in one walk.
#pragma once

#include "eip712_types.h"

namespace coldquill::typed {

// A name from outside, fit for an error's sentence.
std::string quoted(std::string_view name);

class Walk {
 public:
  // Rows are appended to rows. The types are those of the whole request.
  Walk(Types& types, std::vector<TypedField>& rows) : types_(types), rows_(rows) {}

  // hashStruct of an object of that struct type; path: what its first row is called.
  Result<Digest32> structure(std::size_t place, const JsonValue& value, const std::string& path);

 private:
  // What stands for a value in the data of whatever holds it: 32 octets. dimensions: how many of
  // the type's are still to be walked.
  Result<Digest32> word(const Type& type, std::size_t dimensions, const JsonValue& value,
                        const std::string& path);
  Result<Digest32> array(const Type& type, std::size_t dimensions, const JsonValue& value,
                         const std::string& path);
  Result<void> add(TypedField row);

  Types& types_;
  std::vector<TypedField>& rows_;
  std::size_t size_ = 0;  // octets of all rows
};

// An atomic value: its 32 octets, and its text for the review.
struct Atom {
  Digest32 word{};
  std::string text;
};
Result<Atom> read_atom(const Type& type, const JsonValue& value);

}  // namespace coldquill::typed
