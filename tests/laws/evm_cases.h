// The requests over which the laws are run for the EVM family.
#pragma once

#include <coldquill/evm/family.h>

#include "laws.h"

namespace coldquill::laws {

// Every type of transaction, every kind of call, messages and typed data; in every form.
const std::vector<Case>& evm_cases();

}  // namespace coldquill::laws
