// Words of a wallet out of a picture: a SeedQR or CompactSeedQR.
#pragma once

#include <coldquill/base/result.h>
#include <coldquill/vault/secret.h>

namespace coldquill {

// From the scanner straight into the vault's memory. To be called before any other key is there.
// Fails as SecretScan::of and words_of_code (mnemonic.h) do.
Result<SecretBytes> words_in_picture(const std::string& path);

}  // namespace coldquill
