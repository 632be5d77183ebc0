#include "floor.h"

#include <nettle/hmac.h>
#include <nettle/pbkdf2.h>
#include <nettle/ripemd160.h>
#include <nettle/sha2.h>
#include <nettle/sha3.h>
#include <secp256k1_extrakeys.h>
#include <secp256k1_recovery.h>
#include <secp256k1_schnorrsig.h>

#include <coldquill/base/result.h>
#include <cstring>

namespace coldquill::bench {
namespace {

const secp256k1_context* context() {
  static secp256k1_context* const made = [] {
    auto* fresh = secp256k1_context_create(SECP256K1_CONTEXT_NONE);
    const ByteArray<32> seed{1};
    COLDQUILL_ASSERT(secp256k1_context_randomize(fresh, seed.data()) == 1);
    return fresh;
  }();
  return made;
}

void good(int result) {
  COLDQUILL_ASSERT(result == 1);
}

Digest64 hmac(ByteView key, std::initializer_list<ByteView> parts) {
  hmac_sha512_ctx state;
  hmac_sha512_set_key(&state, key.size(), key.data());
  for (const ByteView part : parts) hmac_sha512_update(&state, part.size(), part.data());
  Digest64 out{};
  hmac_sha512_digest(&state, out.size(), out.data());
  return out;
}

ByteArray<4> big_endian(std::uint32_t value) {
  return {static_cast<std::uint8_t>(value >> 24), static_cast<std::uint8_t>(value >> 16),
          static_cast<std::uint8_t>(value >> 8), static_cast<std::uint8_t>(value)};
}

ByteArray<33> compressed(const secp256k1_pubkey& point) {
  ByteArray<33> out{};
  std::size_t size = out.size();
  secp256k1_ec_pubkey_serialize(context(), out.data(), &size, &point, SECP256K1_EC_COMPRESSED);
  return out;
}

void find_public_key(OpenKey& key) {
  good(secp256k1_ec_pubkey_create(context(), &key.point, key.secret.data()));
  key.bytes = compressed(key.point);
}

Branch branch_from(const Digest64& left_and_right) {
  Branch out;
  std::memcpy(out.key.secret.data(), left_and_right.data(), 32);
  std::memcpy(out.chain_code.data(), left_and_right.data() + 32, 32);
  return out;
}

// Its public key is still to be found.
Branch secret_below(const Branch& above, std::uint32_t step) {
  const ByteArray<1> zero{};
  const bool hardened = (step >> 31) != 0;
  const Digest64 i = hardened ? hmac(above.chain_code, {zero, above.key.secret, big_endian(step)})
                              : hmac(above.chain_code, {above.key.bytes, big_endian(step)});
  Branch out = branch_from(i);
  const ByteArray<32> tweak = out.key.secret;
  out.key.secret = above.key.secret;
  good(secp256k1_ec_seckey_tweak_add(context(), out.key.secret.data(), tweak.data()));
  return out;
}

Branch descend(const Branch& above, std::uint32_t step) {
  Branch out = secret_below(above, step);
  find_public_key(out.key);
  return out;
}

ByteArray<32> tap_tweak(const secp256k1_xonly_pubkey& key) {
  ByteArray<32> x{};
  secp256k1_xonly_pubkey_serialize(context(), x.data(), &key);
  static const Digest32 tag = sha256(view_of("TapTweak"));
  sha256_ctx state;
  sha256_init(&state);
  sha256_update(&state, tag.size(), tag.data());
  sha256_update(&state, tag.size(), tag.data());
  sha256_update(&state, x.size(), x.data());
  ByteArray<32> out{};
  sha256_digest(&state, out.size(), out.data());
  return out;
}

}  // namespace

Branch branch_of(ByteView seed, std::span<const std::uint32_t> path) {
  Branch at = branch_from(hmac(view_of("Bitcoin seed"), {seed}));
  find_public_key(at.key);
  for (const auto step : path) at = descend(at, step);
  return at;
}

OpenKey child(const Branch& branch, std::uint32_t step) {
  return descend(branch, step).key;
}

ByteArray<33> public_child(const Branch& branch, std::uint32_t step) {
  const Digest64 i = hmac(branch.chain_code, {branch.key.bytes, big_endian(step)});
  secp256k1_pubkey point = branch.key.point;
  good(secp256k1_ec_pubkey_tweak_add(context(), &point, i.data()));
  return compressed(point);
}

void seed_of_words(std::string_view words, std::span<std::uint8_t, 64> out) {
  hmac_sha512_ctx state;
  hmac_sha512_set_key(&state, words.size(), view_of(words).data());
  constexpr std::string_view salt = "mnemonic";
  nettle_pbkdf2(&state, reinterpret_cast<nettle_hash_update_func*>(hmac_sha512_update),
                reinterpret_cast<nettle_hash_digest_func*>(hmac_sha512_digest), 64, 2048,
                salt.size(), view_of(salt).data(), out.size(), out.data());
}

Digest32 sha256_twice(ByteView bytes) {
  Digest32 out{};
  sha256_ctx state;
  sha256_init(&state);
  sha256_update(&state, bytes.size(), bytes.data());
  sha256_digest(&state, out.size(), out.data());
  sha256_update(&state, out.size(), out.data());
  sha256_digest(&state, out.size(), out.data());
  return out;
}

Digest20 key_hash(const ByteArray<33>& key) {
  Digest32 middle{};
  sha256_ctx first;
  sha256_init(&first);
  sha256_update(&first, key.size(), key.data());
  sha256_digest(&first, middle.size(), middle.data());
  ripemd160_ctx second;
  ripemd160_init(&second);
  ripemd160_update(&second, middle.size(), middle.data());
  Digest20 out{};
  ripemd160_digest(&second, out.size(), out.data());
  return out;
}

Digest32 keccak(ByteView bytes) {
  // SHA-3 with the padding of Keccak, as nettle's own functions put it together.
  sha3_256_ctx state;
  sha3_256_init(&state);
  sha3_256_update(&state, bytes.size(), bytes.data());
  Digest32 out{};
  sha3_256_digest(&state, out.size(), out.data());
  return out;
}

ByteArray<64> ecdsa_checked(const OpenKey& key, const Digest32& digest) {
  secp256k1_ecdsa_signature signature;
  ByteArray<64> compact{};
  ByteArray<32> extra{};
  for (std::uint8_t counter = 0;; extra[0] = ++counter) {
    good(secp256k1_ecdsa_sign(context(), &signature, digest.data(), key.secret.data(), nullptr,
                              counter == 0 ? nullptr : extra.data()));
    secp256k1_ecdsa_signature_serialize_compact(context(), compact.data(), &signature);
    if (compact[0] < 0x80) break;
  }
  good(secp256k1_ecdsa_verify(context(), &signature, digest.data(), &key.point));
  return compact;
}

ByteArray<65> recoverable_checked(const OpenKey& key, const Digest32& digest) {
  secp256k1_ecdsa_recoverable_signature signature;
  good(secp256k1_ecdsa_sign_recoverable(context(), &signature, digest.data(), key.secret.data(),
                                        nullptr, nullptr));
  ByteArray<65> out{};
  int recovery_id = 0;
  secp256k1_ecdsa_recoverable_signature_serialize_compact(context(), out.data(), &recovery_id,
                                                          &signature);
  out[64] = static_cast<std::uint8_t>(recovery_id);
  secp256k1_pubkey signer;
  good(secp256k1_ecdsa_recover(context(), &signer, &signature, digest.data()));
  COLDQUILL_ASSERT(secp256k1_ec_pubkey_cmp(context(), &signer, &key.point) == 0);
  return out;
}

ByteArray<64> taproot_checked(const Branch& branch, std::uint32_t step, const Digest32& digest) {
  const Branch leaf = secret_below(branch, step);
  secp256k1_keypair pair;
  secp256k1_xonly_pubkey key;
  good(secp256k1_keypair_create(context(), &pair, leaf.key.secret.data()));
  good(secp256k1_keypair_xonly_pub(context(), &key, nullptr, &pair));
  const ByteArray<32> tweak = tap_tweak(key);
  good(secp256k1_keypair_xonly_tweak_add(context(), &pair, tweak.data()));
  good(secp256k1_keypair_xonly_pub(context(), &key, nullptr, &pair));
  const ByteArray<32> auxiliary{};
  ByteArray<64> out{};
  good(secp256k1_schnorrsig_sign32(context(), out.data(), digest.data(), &pair, auxiliary.data()));
  good(secp256k1_schnorrsig_verify(context(), out.data(), digest.data(), digest.size(), &key));
  return out;
}

}  // namespace coldquill::bench
