// Hash functions, HMAC and PBKDF2 (nettle).
#pragma once

#include <coldquill/base/bytes.h>
#include <nettle/sha2.h>

#include <initializer_list>

namespace coldquill {

using Digest20 = ByteArray<20>;
using Digest32 = ByteArray<32>;
using Digest64 = ByteArray<64>;

// SHA-256 over what is put in, piece by piece. A copy is a midstate.
class Sha256 {
 public:
  Sha256();
  Sha256& put(ByteView data);
  Sha256& put_u8(std::uint8_t value);
  Sha256& put_u32le(std::uint32_t value);
  Sha256& put_u64le(std::uint64_t value);
  [[nodiscard]] Digest32 digest() const;         // leaves the state as it is
  [[nodiscard]] Digest32 double_digest() const;  // SHA-256 of the digest

 private:
  sha256_ctx state_;
};

Digest32 sha256(ByteView data);
Digest32 double_sha256(ByteView data);  // Bitcoin's hash of transactions
Digest20 ripemd160(ByteView data);
Digest20 hash160(ByteView data);  // RIPEMD-160 of SHA-256
Digest64 sha512(ByteView data);

// SHA-256(SHA-256(tag) || SHA-256(tag) || ...), begun (BIP-0340).
Sha256 tagged_sha256(std::string_view tag);
Digest32 tagged_hash(std::string_view tag, std::initializer_list<ByteView> parts);

}  // namespace coldquill
