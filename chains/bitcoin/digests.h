// The digest that each kind of single-key input signs.
#pragma once

#include <coldquill/bitcoin/tx.h>
#include <coldquill/script/sighash.h>

namespace coldquill::bitcoin {

// spent: what every input spends; all of them for taproot, otherwise only this one is read.
// Empty when the type is not defined for the form.
std::optional<Digest32> digest_of(Sighasher& sighasher, std::size_t input, SingleKeyForm form,
                                  ByteView script_code, std::span<const TxOut> spent,
                                  std::uint8_t type);

// The script whose hash check a legacy or version 0 signature commits to (BIP-0143, item 5).
Bytes script_code(const Digest20& key_hash);

}  // namespace coldquill::bitcoin
