// The types of a typed-data request (EIP-712), checked and looked up.
#pragma once

#include <coldquill/codec/eip712.h>

namespace coldquill::typed {

enum class Kind { structure, uint, sint, boolean, address, bytes_n, bytes, string };

struct Type {
  Kind kind = Kind::string;
  unsigned size = 0;                 // uint, sint: bits; bytes_n: octets
  std::size_t structure = 0;         // structure: its place in Types
  std::vector<std::size_t> lengths;  // of array dimensions as written; 0: any number of entries
  std::vector<std::size_t> ends;     // where the text of the type with 0, 1, ... dimensions ends
  std::string text;                  // "Person[2][]"

  [[nodiscard]] std::string_view with_dimensions(std::size_t n) const {
    return std::string_view(text).substr(0, ends[n]);
  }
};

struct Member {
  std::string name;
  Type type;
};

struct Structure {
  std::string name;
  std::vector<Member> members;
};

class Types {
 public:
  // The "types" object of a request. Names are identifiers, members are there once, every type that
  // is referred to is defined, atomic names are not redefined, limits hold.
  static Result<Types> parse(const JsonValue& types);

  // A type made by rule, with members of atomic types (the domain's).
  void add(Structure structure) { all_.push_back(std::move(structure)); }

  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
  [[nodiscard]] const Structure& at(std::size_t place) const { return all_[place]; }
  // The definition with those of all types it refers to, in alphabetical order.
  [[nodiscard]] std::string encode(std::size_t place) const;
  // Keccak-256 of encode(); kept, so that each type is hashed once.
  const Digest32& hash(std::size_t place);
  // Names of the types that cannot be reached from these.
  [[nodiscard]] std::vector<std::string> unused(std::initializer_list<std::size_t> from) const;
  // Fails with E_TYPED_DATA_UNSUPPORTED when the name of the primary type, or of one it refers to,
  // is one that libraries cut in different places.
  [[nodiscard]] Result<void> check_names(std::size_t primary) const;

 private:
  [[nodiscard]] std::vector<bool> reached(std::initializer_list<std::size_t> from) const;
  Result<void> read_structure(std::size_t place, const JsonValue& members);
  Result<Member> read_member(const JsonValue& member) const;
  Result<Type> read_type(std::string_view text) const;

  std::vector<Structure> all_;
  std::vector<std::optional<Digest32>> hashes_;
};

// An atomic type without dimensions; text as written. Empty when it is none.
std::optional<Type> atomic_type(std::string_view text);

}  // namespace coldquill::typed
