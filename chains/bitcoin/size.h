// How large the finished transaction will be.
#pragma once

#include <coldquill/bitcoin/tx.h>

namespace coldquill::bitcoin {

// Virtual bytes (BIP-0141) with signatures of their usual size: 71 octets with low R for ECDSA, 64
// for Schnorr. Inputs of others are taken for single-key ones of their form.
std::uint64_t estimate_vsize(const Plan& plan);

}  // namespace coldquill::bitcoin
