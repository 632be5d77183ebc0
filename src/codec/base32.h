// Base32 with the alphabet of RFC 4648, section 6, in capitals and without padding, as BBQr has it.
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/result.h>

namespace coldquill {

inline constexpr Reason E_BAD_BASE32{"E_BAD_BASE32", Errc::malformed,
                                     "A part was read wrongly: scan it again."};

std::string base32_encode(ByteView bytes);

// Capitals and 2 to 7 only; unused bits must be zero. Fails with E_BAD_BASE32.
Result<Bytes> base32_decode(std::string_view text);

}  // namespace coldquill
