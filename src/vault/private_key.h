// Extended private keys (BIP-0032).
#pragma once

#include <coldquill/keys/extended_key.h>

#include "access.h"

namespace coldquill {

class ExtendedPrivateKey {
 public:
  // Empty for the seeds, one in 2^127, that BIP-0032 declares invalid.
  static std::optional<ExtendedPrivateKey> master(ByteView seed);

  // The child at a step, hardened or not. Empty at depth 255 and at the one step in 2^127 that
  // BIP-0032 declares invalid.
  [[nodiscard]] std::optional<ExtendedPrivateKey> child(std::uint32_t step) const;
  // The 32 octets of its key, without its public key, which is most of the work. Empty as child().
  // The caller wipes the stack below it (sodium.h): once for all that a signature needs.
  [[nodiscard]] std::optional<SecretBytes> child_secret(std::uint32_t step) const;
  [[nodiscard]] std::optional<ExtendedPrivateKey> descendant(
      std::span<const std::uint32_t> steps) const;

  // The 32 octets of the key.
  [[nodiscard]] ByteView secret(const VaultAccess& access) const {
    return both_.view(access).first(32);
  }
  [[nodiscard]] const ExtendedPublicKey& public_key() const { return public_; }

 private:
  ExtendedPrivateKey(SecretBytes both, const ExtendedPublicKey& public_key)
      : both_(std::move(both)), public_(public_key) {}

  // The key of a child, then its chain code.
  [[nodiscard]] std::optional<SecretBytes> both_of_child(std::uint32_t step) const;

  SecretBytes both_;  // the key, then the chain code: never without the public key that it has
  ExtendedPublicKey public_;
};

// The public key of 32 octets. Empty when they are zero or not below the group order.
std::optional<PublicKey> public_key_of(ByteView secret);

}  // namespace coldquill
