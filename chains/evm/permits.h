// What a permit says, in words: typed data that lets somebody else take tokens (EIP-2612, DAI's own
// and Permit2).
#pragma once

#include <coldquill/evm/networks.h>
#include <coldquill/evm/tx.h>
#include <coldquill/model/review.h>

namespace coldquill::evm {

// By its name alone: what has it is signed with more care.
bool is_permit(const TypedData& typed);

// True for an amount of which nobody would mean the number: half of what the type can hold.
bool is_unlimited(const TypedField& row);

// Whose tokens it is about, as the message says it: what the key that signs must own.
std::optional<std::string> permit_owner(const TypedData& typed);

struct PermitLine {
  std::string label;
  std::string value;
  std::string raw;  // as it stands in the typed data
  Source source = Source::signed_;
};
// Who may take what and until when. Only for exactly the types that the contracts publish, Permit2
// only for its own contract: of anything else that is called a permit nobody but its contract knows
// what it allows. Empty then.
std::vector<PermitLine> permit_in_words(const TypedData& typed,
                                        std::optional<std::uint64_t> chain_id);

}  // namespace coldquill::evm
