// Hexadecimal text.
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/result.h>

namespace coldquill {

// Lower case, two digits an octet.
std::string to_hex(ByteView bytes);

// Digits of either case, an even number of them and nothing else.
// Fails with E_MALFORMED at the first character that is not a digit.
Result<Bytes> from_hex(std::string_view text);

// Octets in reverse order, as Bitcoin prints its hashes.
std::string to_hex_reversed(ByteView bytes);

// True when the text is a non-empty even run of hexadecimal digits.
bool is_hex(std::string_view text);

}  // namespace coldquill
