// Signing jobs for tests of what carries them.
#pragma once

#include <coldquill/model/signing.h>

namespace coldquill::test {

// The generator of the curve: the public key of the private key 1.
inline PublicKey a_key() {
  ByteArray<33> bytes{0x02, 0x79, 0xBE, 0x66, 0x7E, 0xF9, 0xDC, 0xBB, 0xAC, 0x55, 0xA0,
                      0x62, 0x95, 0xCE, 0x87, 0x0B, 0x07, 0x02, 0x9B, 0xFC, 0xDB, 0x2D,
                      0xCE, 0x28, 0xD9, 0x59, 0xF2, 0x81, 0x5B, 0x16, 0xF8, 0x17, 0x98};
  return *PublicKey::parse(bytes);
}

inline SigningJob a_job(SchemeKind kind = SchemeKind::ecdsa) {
  SigningJob job{
      {{KeyFingerprint{{1, 2, 3, 4}}, {hardened(84), hardened(0), hardened(0), 0, 5}}, a_key()},
      {kind},
      sha256({})};
  if (kind == SchemeKind::taproot_key_path) job.scheme.output = TaprootOutput{{7}, sha256({})};
  return job;
}

}  // namespace coldquill::test
