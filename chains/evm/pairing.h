// Watch-only exports of EVM accounts.
#pragma once

#include <coldquill/model/facets.h>

namespace coldquill::evm {

inline constexpr Reason E_PAIRING_TYPE{
    "E_PAIRING_TYPE", Errc::usage,
    "Leave --type out for accounts below m/44'/60'/0'/0, or say ledger-live for m/44'/60'/0'/0/0, "
    "m/44'/60'/1'/0/0 and on."};

std::span<const PairingApp> pairing_apps();
Result<std::vector<KeyPath>> pairing_paths(const PairingRequest& request);
Result<PairingExport> pair(const PairingRequest& request, const KeyRing& keys);

}  // namespace coldquill::evm
