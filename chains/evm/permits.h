// What a permit says, in words: typed data that lets somebody else take tokens (EIP-2612, DAI's own
// and Permit2).
#pragma once

#include <coldquill/evm/networks.h>
#include <coldquill/evm/tx.h>

namespace coldquill::evm {

bool is_permit(const TypedData& typed);

// True for an amount of which nobody would mean the number: half of what the type can hold.
bool is_unlimited(const TypedField& row);

// Whose tokens it is about, as the message says it: what the key that signs must own.
std::optional<std::string> permit_owner(const TypedData& typed);

struct PermitLine {
  std::string label;
  std::string value;
};
// Amounts in the units of tokens that are in the list, and until when. The rows of the typed data
// say the same in numbers. Empty when it is no permit.
std::vector<PermitLine> permit_in_words(const TypedData& typed,
                                        std::optional<std::uint64_t> chain_id);

}  // namespace coldquill::evm
