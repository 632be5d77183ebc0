// Who can spend an output, as far as its script alone tells.
#pragma once

#include <coldquill/base/bytes.h>

namespace coldquill {

enum class Spenders {
  by_rule,  // whoever satisfies its rule, or a rule that is not looked into here
  anybody,  // whoever comes first: it has no rule, or none yet
  nobody,   // it can never be spent
};

// Consensus rules alone: BIP-0141, BIP-0341, and bare scripts of nothing but pushes.
Spenders spenders_of(ByteView script);

// Pay-to-anchor (Bitcoin Core 28): for anybody by design, so that a fee can be added later.
bool is_pay_to_anchor(ByteView script);

}  // namespace coldquill
