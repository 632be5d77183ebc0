// Text from outside, made fit for a screen.
#pragma once

#include <coldquill/base/bytes.h>

namespace coldquill {

// A copy in which every code point that could hide, reorder or forge something on a screen is
// replaced by its name in brackets: controls, format and bidirectional marks, invisible and
// unassigned code points, separators other than a plain space, combining marks. Octets that are not
// UTF-8 become [0x9B]. The result has no octet below 0x20 and none equal to 0x7f, and two different
// inputs never give the same output (a literal "[U+" or "[0x" has its bracket replaced as well).
std::string escape_text(ByteView utf8);
std::string escape_text(std::string_view utf8);

// How many octets of the beginning are whole characters of Unicode in their shortest form.
std::size_t utf8_prefix(ByteView octets);

// True when escape_text would leave it as it is.
bool is_plain_text(ByteView utf8);

// ASCII letters in the other case, everything else as it is; no locale.
std::string to_lower(std::string_view text);
std::string to_upper(std::string_view text);
// The same but for the case of A to Z.
bool same_letters(std::string_view a, std::string_view b);

// ASCII: space, tab, line feed, vertical tab, form feed, return.
bool is_white_space(char c);
// Without white space at either end.
std::string_view trimmed(std::string_view text);

}  // namespace coldquill
