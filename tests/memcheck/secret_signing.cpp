// Signing with a private key that memcheck takes for undefined: every branch and every address that
// depends on it is told, as in the constant-time tests of libsecp256k1. scripts/memcheck runs this;
// known.supp lists the places that are known, each with its reason.
#include <valgrind/memcheck.h>

#include <cstdio>

#include "private_key.h"
#include "sign.h"

using namespace coldquill;

namespace {

constexpr int rounds = 8;

// What was made of a secret and may be seen by everybody.
template <class T>
T published(T octets) {
  VALGRIND_MAKE_MEM_DEFINED(octets.data(), octets.size());
  return octets;
}

struct Secret {
  ByteArray<32> octets;
  PublicKey key;

  // public_key: made before the secret is hidden.
  explicit Secret(const Digest32& from) : octets(from), key(*public_key_of(octets)) {
    VALGRIND_MAKE_MEM_UNDEFINED(octets.data(), octets.size());
  }
};

bool sign_in_all_schemes(const Digest32& digest) {
  const Secret secret(digest);
  const Bytes plain = published(sign_ecdsa(secret.octets, digest));
  const Bytes recoverable = published(sign_ecdsa_recoverable(secret.octets, digest));
  const auto tweaked = taproot_secret(secret.octets, secret.key, {});
  if (!tweaked) return false;
  const Bytes schnorr = published(sign_schnorr(tweaked->view(VaultAccess{}), digest, {}));
  const auto output = taproot_output_key(secret.key, {});
  return verify_ecdsa(secret.key, digest, plain) &&
         recover_ecdsa(digest, ByteView(recoverable).first(64), recoverable[64]) == secret.key &&
         output && verify_schnorr(*output, digest, schnorr);
}

}  // namespace

int main() {
  Digest32 digest = sha256(view_of("a digest"));
  for (int round = 0; round < rounds; ++round) {
    digest = sha256(digest);
    if (!sign_in_all_schemes(digest)) {
      std::puts("a signature does not verify");
      return 1;
    }
  }
  std::printf("%d signatures in 3 schemes\n", 3 * rounds);
  return 0;
}
