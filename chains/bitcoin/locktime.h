// What lock time and sequences mean, in words (private to this folder).
#pragma once

#include <coldquill/script/transaction.h>

namespace coldquill::bitcoin {

// BIP-0065 tells heights from times.
std::string lock_time_text(const Transaction& tx);

// BIP-0125.
bool is_replaceable(const Transaction& tx);

}  // namespace coldquill::bitcoin
