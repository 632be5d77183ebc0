// Base64 with the ordinary alphabet (RFC 4648, section 4), in its one canonical form.
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/result.h>

namespace coldquill {

inline constexpr Reason E_BAD_BASE64{"E_BAD_BASE64", Errc::malformed,
                                     "A character is wrong or missing: copy it again, whole."};

std::string base64_encode(ByteView bytes);

// Whole groups of four, padded with =, unused bits zero, no white space.
// Fails with E_BAD_BASE64 at the first character that does not belong.
Result<Bytes> base64_decode(std::string_view text);

// The text without ASCII white space (space, tab, line feed, vertical tab, form feed, return).
std::string without_white_space(std::string_view text);

}  // namespace coldquill
