// Requests for signed Bitcoin messages, made by chance.
#pragma once

#include <coldquill/bitcoin_message/family.h>

#include "generated.h"

namespace coldquill::laws {

// Texts and octets, in both forms, for keys of every form of address.
Case bitcoin_message_generated(Dice& dice);

}  // namespace coldquill::laws
