// Watch-only exports for online wallets: what `wallet pair` writes.
//
//   sparrow     UR crypto-account (BCR-2020-015), and a descriptor (BIP-0389) as file and text
//   bluewallet  UR crypto-account with one output; the key with its origin as text
//   electrum    a wallet file that carries root fingerprint and derivation, so that Electrum's
//               requests name whole key paths; the account key (SLIP-0132) as text
//   core        the argument of Bitcoin Core's importdescriptors; the descriptors as text
//
// An export without a type is p2wpkh; only the UR for Sparrow and the one for Core then hold all
// four types. No network means the main one.
#pragma once

#include <coldquill/model/facets.h>

namespace coldquill::bitcoin {

inline constexpr Reason E_UNKNOWN_APP{"E_UNKNOWN_APP", Errc::usage,
                                      "Name one of sparrow, electrum, core and bluewallet."};
inline constexpr Reason E_UNKNOWN_ADDRESS_TYPE{"E_UNKNOWN_ADDRESS_TYPE", Errc::usage,
                                               "Name one of p2wpkh, p2tr, p2sh-p2wpkh and p2pkh."};
inline constexpr Reason E_UNSUPPORTED_PAIRING{"E_UNSUPPORTED_PAIRING", Errc::unsupported,
                                              "Pair another app, or choose the type p2wpkh."};

std::span<const PairingApp> pairing_apps();

// The account paths whose keys the export holds. Fails with E_UNKNOWN_APP, E_UNKNOWN_NETWORK,
// E_UNKNOWN_ADDRESS_TYPE, E_UNSUPPORTED_PAIRING, or E_BAD_PATH for an account of 2^31 and more.
Result<std::vector<KeyPath>> pairing_paths(const PairingRequest& request);

// The same, and E_NOTHING_RECOGNISED when a key is not in the ring.
Result<PairingExport> pair(const PairingRequest& request, const KeyRing& keys);

}  // namespace coldquill::bitcoin
