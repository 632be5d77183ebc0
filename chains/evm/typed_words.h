// Typed data in words: what it lets somebody do, as far as that is known (docs/typed-data.md).
#pragma once

#include <coldquill/codec/eip712.h>
#include <coldquill/evm/token_calls.h>

#include <set>

namespace coldquill::evm {

struct TypedWords {
  bool known = false;                  // a shape that is known, at least in part
  std::vector<WordGroup> groups;       // empty: nothing of it is known
  std::vector<TokenCall> token_calls;  // all that it lets somebody do with tokens
  std::vector<PlanWarning> warnings;   // about these
  std::vector<std::string> open;       // what of it no line explains; empty: everything is said
  std::set<std::string_view> said;     // paths of rows that the lines account for
  std::optional<EvmAddress> owner;     // whose things it is about: what the key that signs must own
};

TypedWords typed_words(const TypedData& typed, std::optional<std::uint64_t> chain_id);

// By its name alone: what has it is signed with more care.
bool is_permit(const TypedData& typed);

// A Safe's transaction, or the call of one in bytes, with another operation than a call.
bool is_safe_delegatecall(const TypedData& typed);

// The address that a number is, when it has the size of one; empty for small numbers, and for the
// largest ones, which are amounts. zkSync's transactions hold addresses in numbers.
std::optional<EvmAddress> address_in_number(const TypedField& row);

}  // namespace coldquill::evm
