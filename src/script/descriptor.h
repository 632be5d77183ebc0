// Output descriptors with one key (BIP-0380 to BIP-0386), for watch-only exports.
#pragma once

#include <coldquill/keys/extended_key.h>
#include <coldquill/script/output_script.h>

namespace coldquill {

// The eight characters behind '#' (BIP-0380). The text must be of the descriptor alphabet.
std::string descriptor_checksum(std::string_view descriptor);

// "wpkh([fingerprint/84'/0'/0']xpub.../0/*)#checksum" for a branch (0 receive, 1 change), or with
// "<0;1>/*" (BIP-0389) when no branch is given.
std::string account_descriptor(SingleKeyForm form, const KeyOrigin& origin,
                               const ExtendedPublicKey& key, KeyVersion version,
                               std::optional<unsigned> branch);

}  // namespace coldquill
