#include "sign.h"

#include <coldquill/vault/vault.h>
#include <secp256k1_extrakeys.h>
#include <secp256k1_recovery.h>
#include <secp256k1_schnorrsig.h>

#include "curve_context.h"

namespace coldquill {
namespace {

// A key pair of libsecp256k1 in secret memory.
class KeyPair {
 public:
  explicit KeyPair(ByteView secret) {
    const int made = secp256k1_keypair_create(signing_context(), get(), secret.data());
    COLDQUILL_ASSERT(made == 1);
  }
  secp256k1_keypair* get() {
    return reinterpret_cast<secp256k1_keypair*>(memory_.bytes(VaultAccess{}).data());
  }

 private:
  SecretBytes memory_{sizeof(secp256k1_keypair), VaultAccess{}};
};

ByteArray<64> ecdsa_once(ByteView secret, const Digest32& digest, const std::uint8_t* extra) {
  secp256k1_ecdsa_signature signature;
  const int made = secp256k1_ecdsa_sign(signing_context(), &signature, digest.data(), secret.data(),
                                        secp256k1_nonce_function_rfc6979, extra);
  COLDQUILL_ASSERT(made == 1);
  ByteArray<64> compact{};
  secp256k1_ecdsa_signature_serialize_compact(signing_context(), compact.data(), &signature);
  return compact;
}

bool has_low_r(const ByteArray<64>& compact) {
  return compact[0] < 0x80;
}

Signature sign_in_scheme(const SigningJob& job, ByteView secret) {
  switch (job.scheme.kind) {
    case SchemeKind::ecdsa:
      return sign_ecdsa(secret, job.digest);
    case SchemeKind::ecdsa_recoverable:
      return sign_ecdsa_recoverable(secret, job.digest);
    case SchemeKind::taproot_key_path:
      break;
  }
  const auto output = taproot_secret(secret, job.key.public_key, job.scheme.output->merkle_root);
  return output ? sign_schnorr(output->view(VaultAccess{}), job.digest, {}) : Signature();
}

// The key that recovery gives verifies the signature: that is how it is found.
bool recovers(const SigningJob& job, ByteView signature) {
  return signature.size() == 65 && has_low_s(signature.first(64)) &&
         recover_ecdsa(job.digest, signature.first(64), signature[64]) == job.key.public_key;
}

}  // namespace

Bytes sign_ecdsa(ByteView secret, const Digest32& digest) {
  ByteArray<64> compact = ecdsa_once(secret, digest, nullptr);
  ByteArray<32> extra{};
  for (std::uint32_t counter = 1; !has_low_r(compact); ++counter) {
    for (std::size_t i = 0; i < 4; ++i) extra[i] = static_cast<std::uint8_t>(counter >> (8 * i));
    compact = ecdsa_once(secret, digest, extra.data());
  }
  return to_bytes(compact);
}

Bytes sign_ecdsa_recoverable(ByteView secret, const Digest32& digest) {
  secp256k1_ecdsa_recoverable_signature signature;
  const int made =
      secp256k1_ecdsa_sign_recoverable(signing_context(), &signature, digest.data(), secret.data(),
                                       secp256k1_nonce_function_rfc6979, nullptr);
  COLDQUILL_ASSERT(made == 1);
  Bytes out(65);
  int recovery_id = 0;
  secp256k1_ecdsa_recoverable_signature_serialize_compact(signing_context(), out.data(),
                                                          &recovery_id, &signature);
  out[64] = static_cast<std::uint8_t>(recovery_id);
  return out;
}

Bytes sign_schnorr(ByteView secret, ByteView message, const ByteArray<32>& auxiliary) {
  KeyPair pair(secret);
  ByteArray<32> aux = auxiliary;
  secp256k1_schnorrsig_extraparams params = SECP256K1_SCHNORRSIG_EXTRAPARAMS_INIT;
  params.ndata = aux.data();
  Bytes out(64);
  const int made = secp256k1_schnorrsig_sign_custom(signing_context(), out.data(), message.data(),
                                                    message.size(), pair.get(), &params);
  COLDQUILL_ASSERT(made == 1);
  return out;
}

// An internal key stands for the point with its x and an even y: the private key of that point is
// this one, or its negative.
std::optional<SecretBytes> taproot_secret(ByteView secret, const PublicKey& internal,
                                          const std::optional<Digest32>& merkle_root) {
  SecretBytes out(secret, VaultAccess{});
  std::uint8_t* const octets = out.bytes(VaultAccess{}).data();
  const bool odd = internal.bytes().front() == 3;
  if (odd && secp256k1_ec_seckey_negate(signing_context(), octets) != 1) return {};
  const Digest32 tweak = taproot_tweak(internal.x_only(), merkle_root);
  if (secp256k1_ec_seckey_tweak_add(signing_context(), octets, tweak.data()) != 1) return {};
  return out;
}

bool verifies(const SigningJob& job, ByteView signature) {
  switch (job.scheme.kind) {
    case SchemeKind::ecdsa:
      return verify_ecdsa(job.key.public_key, job.digest, signature);
    case SchemeKind::ecdsa_recoverable:
      return recovers(job, signature);
    case SchemeKind::taproot_key_path:
      return verify_schnorr(job.scheme.output->key, job.digest, signature);
  }
  return false;
}

Result<Signature> sign_job(ByteView secret, const SigningJob& job) {
  const bool taproot = job.scheme.kind == SchemeKind::taproot_key_path;
  if (job.scheme.output.has_value() != taproot) {
    return Error(E_MALFORMED, "a taproot output goes with the taproot scheme, and with no other");
  }
  Signature signature = sign_in_scheme(job, secret);
  if (!verifies(job, signature)) {
    return Error(E_SIGNATURE_FAULT, "a signature of ours does not verify");
  }
  return signature;
}

}  // namespace coldquill
