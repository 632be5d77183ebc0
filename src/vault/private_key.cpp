#include "private_key.h"

#include <coldquill/base/writer.h>
#include <coldquill/crypto/hmac.h>

#include "curve_context.h"
#include "sodium.h"

namespace coldquill {
namespace {

std::span<std::uint8_t, 64> octets64(SecretBytes& secret) {
  return secret.bytes(VaultAccess{}).first<64>();
}

}  // namespace

std::optional<PublicKey> public_key_of(ByteView secret) {
  secp256k1_pubkey point;
  if (secret.size() != 32 ||
      secp256k1_ec_pubkey_create(signing_context(), &point, secret.data()) != 1) {
    return {};
  }
  return PublicKey::of(point);
}

std::optional<ExtendedPrivateKey> ExtendedPrivateKey::master(ByteView seed) {
  const StackWiper wiper;
  SecretBytes both(64, VaultAccess{});
  hmac_sha512(view_of("Bitcoin seed"), {seed}, octets64(both));
  const ByteView view = both.view(VaultAccess{});
  const auto key = public_key_of(view.first(32));
  if (!key) return {};
  ExtendedPublicKey extended{*key, array_of<32>(view.subspan(32))};
  return ExtendedPrivateKey(std::move(both), extended);
}

std::optional<SecretBytes> ExtendedPrivateKey::both_of_child(std::uint32_t step) const {
  if (public_.depth == 255) return {};
  Writer index;
  index.u32be(step);
  const ByteView chain_code = both_.view(VaultAccess{}).subspan(32);
  SecretBytes both(64, VaultAccess{});
  if (is_hardened(step)) {
    const ByteArray<1> zero{};
    hmac_sha512(chain_code, {zero, secret(VaultAccess{}), index.view()}, octets64(both));
  } else {
    hmac_sha512(chain_code, {public_.key.bytes(), index.view()}, octets64(both));
  }
  // The left half is the tweak: refused when it is not below the order or the sum is zero.
  const auto key_half = both.bytes(VaultAccess{}).first(32);
  SecretBytes sum(secret(VaultAccess{}), VaultAccess{});
  if (secp256k1_ec_seckey_tweak_add(signing_context(), sum.bytes(VaultAccess{}).data(),
                                    key_half.data()) != 1) {
    return {};
  }
  std::ranges::copy(sum.view(VaultAccess{}), key_half.begin());
  return both;
}

std::optional<SecretBytes> ExtendedPrivateKey::child_secret(std::uint32_t step) const {
  const auto both = both_of_child(step);
  if (!both) return {};
  return SecretBytes(both->view(VaultAccess{}).first(32), VaultAccess{});
}

std::optional<ExtendedPrivateKey> ExtendedPrivateKey::child(std::uint32_t step) const {
  const StackWiper wiper;
  auto both = both_of_child(step);
  if (!both) return {};
  const ByteView octets = both->view(VaultAccess{});
  const auto key = public_key_of(octets.first(32));
  if (!key) return {};
  ExtendedPublicKey extended{*key, array_of<32>(octets.subspan(32)),
                             static_cast<std::uint8_t>(public_.depth + 1), step,
                             public_.fingerprint()};
  return ExtendedPrivateKey(*std::move(both), extended);
}

std::optional<ExtendedPrivateKey> ExtendedPrivateKey::descendant(
    std::span<const std::uint32_t> steps) const {
  std::optional<ExtendedPrivateKey> at(
      ExtendedPrivateKey(SecretBytes(both_.view(VaultAccess{}), VaultAccess{}), public_));
  for (const auto step : steps) {
    at = at->child(step);
    if (!at) return {};
  }
  return at;
}

}  // namespace coldquill
