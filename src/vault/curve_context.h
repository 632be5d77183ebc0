// libsecp256k1 with blinding, for everything that touches a private key.
#pragma once

#include <secp256k1.h>

namespace coldquill {

// One for the process, made at the first call and randomised then.
const secp256k1_context* signing_context();

}  // namespace coldquill
