// The requests over which the laws are run for Bitcoin messages.
#pragma once

#include <coldquill/bitcoin_message/family.h>

#include "laws.h"

namespace coldquill::laws {

// Both forms, every form of address, texts in lines, a key of somebody else.
const std::vector<Case>& bitcoin_message_cases();

// The keys of ours that requests ask for, at several accounts of both networks.
Context bitcoin_message_keys();

}  // namespace coldquill::laws
