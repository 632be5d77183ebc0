// Texts that hold a payload without parts: hexadecimal, base64, base43, and anything else as it is.
#pragma once

#include <coldquill/transport/unwrapped.h>

namespace coldquill {

// Lines of parts (twice ur_most_parts), or of transactions: far more than either needs.
inline constexpr std::size_t most_lines = 4096;

// The lines that are not empty, without white space at either end; one more than most_lines at
// most.
std::vector<std::string_view> lines_of(std::string_view text);

// The beginning of a PSBT (BIP-0174), or of a transaction of version 1 or 2: what travels as plain
// text in base43 (Electrum) and in parts (Specter). At least six octets tell.
bool begins_a_request(ByteView bytes);

// Tried in this order. Base43 is taken for what it is when it turns out to be a PSBT or a
// transaction: every text in capitals would do. Fails with E_TOO_LARGE, or E_EMPTY_PAYLOAD.
Result<Unwrapped> plain_text(ByteView content);

}  // namespace coldquill
