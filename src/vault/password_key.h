// The key that a password gives (Argon2id, RFC 9106).
#pragma once

#include <coldquill/vault/wallet_file.h>

#include "access.h"

namespace coldquill {

using Salt = ByteArray<16>;

// Fails with E_WALLET_KDF outside 64 MiB to 2 GiB and 2 to 16 passes. Nothing is allocated.
Result<void> check_cost(const PasswordCost& cost);

// 32 octets. The cost has been checked. Fails with E_WALLET_MEMORY.
Result<SecretBytes> password_key(const SecretBytes& password, const PasswordCost& cost,
                                 const Salt& salt);

}  // namespace coldquill
