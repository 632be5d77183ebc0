// Recovery words and the entropy they stand for (BIP-0039).
#pragma once

#include "access.h"

namespace coldquill {

// 16, 20, 24, 28 or 32 octets, the checksum verified. Words as in normal_words (mnemonic.h).
Result<SecretBytes> entropy_of_words(const SecretBytes& typed);
// The entropy has one of the sizes above.
SecretBytes words_of_entropy(const SecretBytes& entropy);

}  // namespace coldquill
