// Base43, in which Electrum writes transactions for QR codes: one large number in the characters
// that a QR code's alphanumeric mode has, without the space and the per cent sign.
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/result.h>

namespace coldquill {

inline constexpr Reason E_BAD_BASE43{"E_BAD_BASE43", Errc::malformed,
                                     "The code was read wrongly or is broken: scan it again."};

// Characters. A QR code holds 4,296 at the most; the work grows with the square of their number.
inline constexpr std::size_t base43_longest = 8192;

// bytes: what fits into base43_longest characters.
std::string base43_encode(ByteView bytes);

// Leading characters 0 are leading octets 0. Fails with E_BAD_BASE43, or with E_TOO_LARGE for more
// than base43_longest characters.
Result<Bytes> base43_decode(std::string_view text);

}  // namespace coldquill
