// HMAC-SHA-512 and PBKDF2 over it.
#pragma once

#include <coldquill/crypto/hash.h>

#include <span>

namespace coldquill {

Digest64 hmac_sha512(ByteView key, std::initializer_list<ByteView> parts);
// The same, written where the caller wants it: results that are secrets stay out of other memory.
void hmac_sha512(ByteView key, std::initializer_list<ByteView> parts,
                 std::span<std::uint8_t, 64> out);

// PBKDF2-HMAC-SHA-512 (RFC 8018), written into out.
void pbkdf2_sha512(ByteView password, ByteView salt, unsigned rounds, std::span<std::uint8_t> out);

}  // namespace coldquill
