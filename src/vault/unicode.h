// Unicode form NFKD, without a copy outside secret memory.
#pragma once

#include "access.h"

namespace coldquill {

// Fails with E_BAD_PASSPHRASE (mnemonic.h) when the octets are not UTF-8.
Result<SecretBytes> nfkd(ByteView utf8);

}  // namespace coldquill
