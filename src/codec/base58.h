// Base58 and Base58Check (Bitcoin).
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/result.h>

namespace coldquill {

inline constexpr Reason E_BAD_BASE58{"E_BAD_BASE58", Errc::malformed,
                                     "A character is wrong or missing: copy it again, whole."};

std::string base58_encode(ByteView bytes);
// Texts longer than 200 characters are refused before any arithmetic (its cost is quadratic).
Result<Bytes> base58_decode(std::string_view text);

// With the first four octets of the double SHA-256 behind the bytes.
std::string base58check_encode(ByteView bytes);
// Fails with E_BAD_BASE58 when a character or the checksum is wrong.
Result<Bytes> base58check_decode(std::string_view text);

}  // namespace coldquill
