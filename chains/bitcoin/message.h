// Messages that are signed by a transaction which no network takes (private to this folder).
#pragma once

#include <coldquill/script/transaction.h>

namespace coldquill::bitcoin {

// True for the form that BIP-0322 gives them: one output, of nothing to nobody. A transaction that
// burns all that it spends has it too.
bool has_message_form(const Transaction& tx);

}  // namespace coldquill::bitcoin
