// EVM requests made by chance.
#pragma once

#include <coldquill/evm/family.h>

#include "generated.h"

namespace coldquill::laws {

// Transactions of every type with every kind of call, messages, typed data; in every form.
Case evm_generated(Dice& dice);

}  // namespace coldquill::laws
