// The pass-key to secrets. Private to src/vault.
#pragma once

#include <coldquill/vault/secret.h>

namespace coldquill {

class VaultAccess {
 public:
  VaultAccess() = default;
};

}  // namespace coldquill
