// Bitcoin requests made by chance.
#pragma once

#include <coldquill/bitcoin/family.h>

#include "generated.h"

namespace coldquill::laws {

// One to five inputs and outputs of every form, ours and others', with every mixture of proofs,
// amounts, times and fields; PSBTs, and raw transactions beside their previous ones.
Case bitcoin_generated(Dice& dice);

}  // namespace coldquill::laws
