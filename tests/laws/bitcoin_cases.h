// The requests over which the laws are run for Bitcoin.
#pragma once

#include <coldquill/bitcoin/family.h>

#include "laws.h"

namespace coldquill::laws {

// Made by the builder: every form, proven and unproven, alone and with others.
const std::vector<Case>& bitcoin_cases();

// Every published PSBT that is valid and of version 0, each once; the keys it names count as ours
// where that can be signed.
const std::vector<Case>& bitcoin_vector_cases();

}  // namespace coldquill::laws
