#include "curve_context.h"

#include <coldquill/crypto/random.h>

#include "access.h"

namespace coldquill {
namespace {

const secp256k1_context* make() {
  secp256k1_context* context = secp256k1_context_create(SECP256K1_CONTEXT_NONE);
  SecretBytes blind(32, VaultAccess{});
  fill_random(blind.bytes(VaultAccess{}));
  const int randomised = secp256k1_context_randomize(context, blind.view(VaultAccess{}).data());
  COLDQUILL_ASSERT(randomised == 1);
  return context;
}

}  // namespace

const secp256k1_context* signing_context() {
  static const secp256k1_context* const context = make();
  return context;
}

}  // namespace coldquill
