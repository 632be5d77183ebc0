// Text from outside, made fit for a screen.
#pragma once

#include <coldquill/base/bytes.h>

namespace coldquill {

// A copy for a line of ours, in which every code point that could hide, reorder, imitate or forge
// something on a screen is replaced by its name in brackets: controls, format and bidirectional
// marks, invisible and unassigned code points, separators other than a plain space, combining
// marks; letters and numbers of scripts that run from right to left, since those around them take
// other places then (docs/architecture.md, "Text from outside"); and look-alikes: in a word that
// mixes Latin with Cyrillic, Greek or the like the letters that are not Latin, and all of a word
// whose letters only look Latin. Octets that are not UTF-8 become [0x9B]. The result has no octet
// below 0x20 and none equal to 0x7f, and two different inputs never give the same output (a
// literal "[U+" or "[0x" has its bracket replaced as well).
std::string escape_text(ByteView utf8);
std::string escape_text(std::string_view utf8);

// The same for free text, which stands in rows of its own (rows_of, columns.h) and nowhere else:
// letters from right to left stay, and in what is longer than a name so do words whose letters only
// look Latin, as sentences in other alphabets have them.
std::string escape_free_text(std::string_view utf8);

// How many octets of the beginning are whole characters of Unicode in their shortest form.
std::size_t utf8_prefix(ByteView octets);

// True when nothing in it hides or steers: what people write, in whatever script. Free text that is
// plain stays as it is but for look-alikes.
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
