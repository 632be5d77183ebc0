// What a wallet file holds, as octets.
//
//   public part   u8 entries; each: u8 length, name; u64 created; fingerprint (4);
//                 u8 account keys; each: u8 depth, depth * u32, parent (4), chain code (32), key
//                 (33)
//   body          u64 time of the save; u32 length, public part; for each entry:
//                 u8 length, entropy; u8 0 or 1; u16 length, passphrase when 1;
//                 zeros up to a multiple of 4096
#pragma once

#include <coldquill/vault/wallet_file.h>

#include "access.h"

namespace coldquill {

inline constexpr std::size_t most_entries = 100;

struct StoredSeed {
  SecretBytes entropy;
  std::optional<SecretBytes> passphrase;
};

struct WalletBody {
  std::uint64_t saved = 0;
  std::vector<WalletEntry> entries;
  std::vector<StoredSeed> seeds;  // one for each entry
};

Bytes write_public_part(const std::vector<WalletEntry>& entries);
SecretBytes write_body(const WalletBody& body);

// Fail with E_WALLET_FORMAT.
Result<std::vector<WalletEntry>> read_public_part(ByteView bytes);
Result<WalletBody> read_body(const SecretBytes& clear);

// 1 to 64 octets of plain text. Fails with E_WALLET_NAME.
Result<void> check_name(const std::string& name);

}  // namespace coldquill
