// Numbered texts as Specter shows them: "p1of3 " and a third of a text, which is a PSBT in base64,
// a transaction in hexadecimal, or a wallet (specter-diy, docs/communication.md).
#pragma once

#include <coldquill/transport/numbered_parts.h>

namespace coldquill {

inline constexpr std::size_t specter_most_parts = 9999;

bool is_specter(std::string_view text);

// The part that a text is. Nothing in it says which message it belongs to: only the same total.
// Fails with E_BAD_PART.
Result<NumberedPart> parse_specter(std::string_view text);

// The text, in parts of at most so many characters of its own. A text that fits into one is that
// text alone.
std::vector<std::string> specter_encode(std::string_view text, std::size_t characters);

}  // namespace coldquill
