// The wallet that requests are made for, on both sides of the table: as a key store for coldquill,
// and as open keys for the floor.
#pragma once

#include <coldquill/flow/sitting.h>

#include "floor.h"

namespace coldquill::bench {

inline constexpr std::string_view words =
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";

KeyPath path(std::string_view text);

KeyStore& keys();
// What was derived for one request is at hand for the next one: not for the next measurement.
void forget_derived_keys();
const ByteArray<64>& seed();
// The road from the words to the master key, once more.
KeyFingerprint seed_again();
KeyFingerprint fingerprint();
// The extended public key at a path with hardened steps.
ExtendedPublicKey account(const KeyPath& path);

// A payload as it came from a file, with everything consented to and acknowledged.
std::vector<Opened> opened(std::span<const Bytes> requests);
std::vector<Outcome> sign(std::vector<Opened> requests);

}  // namespace coldquill::bench
