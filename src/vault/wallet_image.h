// The wallet file as octets: a header in clear, a wrapped key, a sealed body, and, where the owner
// asked for it, the public part in clear. All numbers are big endian.
//
//   "COLDQUILL" 01            what this is
//   flags            u8       1: there is a public part
//   cipher           u8       1: XChaCha20-Poly1305
//   Argon2id         u32 memory in KiB, u32 passes, u8 lanes (1), 16 octets of salt
//   wallet id        16       drawn when the wallet was made
//   generation       u64      counts saves
//   commitment       32       keyed BLAKE2b of the password's key: a file has one password only
//   nonces           24 + 24  for the wrapped key and for the body
//   lengths          u32 body, u32 public part
//   wrapped key      32 + 16  under the password's key; all of the above is authenticated
//   body             4096 * n + 16, under the wrapped key; everything else is authenticated
//   public part
#pragma once

#include "password_key.h"

namespace coldquill {

inline constexpr std::size_t largest_wallet_part = 1u << 20;

struct WalletHeader {
  PasswordCost cost;
  Salt salt{};
  ByteArray<16> id{};
  std::uint64_t generation = 0;
  ByteArray<32> commitment{};
  ByteArray<24> key_nonce{};
  ByteArray<24> body_nonce{};
};

struct WalletImage {
  WalletHeader header;
  Bytes header_bytes;
  Bytes wrapped_key;
  Bytes body;
  Bytes public_part;  // empty: none

  // Fails with E_WALLET_FORMAT or E_WALLET_KDF. Nothing is decrypted.
  static Result<WalletImage> parse(ByteView file);

  // The body in clear. Fails with E_WALLET_PASSWORD whatever is wrong.
  [[nodiscard]] Result<SecretBytes> open(const SecretBytes& password_key) const;
};

// A file with this body, whose size is a multiple of 4096. cost, salt, id and generation are taken
// from the header; the wrapped key and the nonces are drawn here.
Bytes seal_wallet(WalletHeader header, const SecretBytes& password_key, const SecretBytes& body,
                  ByteView public_part);

}  // namespace coldquill
