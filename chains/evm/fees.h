// Fees that nobody wants (docs/fees.md).
#pragma once

#include <coldquill/evm/words.h>
#include <coldquill/model/review.h>

namespace coldquill::evm {

struct FeeFacts {
  Uint256 most;   // wei that the fee can be
  Uint256 price;  // wei a gas, at most
  Uint256 value;  // wei that are paid
};

// Everything that speaks against the fee, in one warning; empty when it is an ordinary one.
std::optional<PlanWarning> high_fee(std::optional<std::uint64_t> chain_id, const FeeFacts& fee);

}  // namespace coldquill::evm
