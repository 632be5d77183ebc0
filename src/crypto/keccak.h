// Keccak-256 as Ethereum uses it: the sponge of SHA-3 (FIPS 202) with the padding of the
// submission before it, so that its digests differ from those of SHA3-256.
#pragma once

#include <coldquill/crypto/hash.h>
#include <nettle/sha3.h>

namespace coldquill {

// Over what is put in, piece by piece. A copy is a midstate.
class Keccak256 {
 public:
  Keccak256();
  Keccak256& put(ByteView data);
  [[nodiscard]] Digest32 digest() const;  // leaves the state as it is

 private:
  sha3_256_ctx state_;
};

Digest32 keccak256(ByteView data);

}  // namespace coldquill
