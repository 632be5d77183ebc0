// Outputs whose coins would not stay with whoever is paid.
#pragma once

#include <coldquill/script/spenders.h>
#include <coldquill/script/transaction.h>

namespace coldquill::bitcoin {

// Who could take what this output holds; by_rule as well when there is nothing to be lost: no
// coins, or an anchor of no more than it has to hold.
Spenders takers_of(const TxOut& output);

}  // namespace coldquill::bitcoin
