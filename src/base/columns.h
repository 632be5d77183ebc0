// Text that was made fit for a screen (text.h), cut to the columns of one.
#pragma once

#include <coldquill/base/bytes.h>

namespace coldquill {

// What every terminal has, and all that a review counts on.
inline constexpr std::size_t screen_columns = 80;

// The most that a terminal may need: one for ASCII and two for all else, since terminals disagree
// about more than the wide letters of East Asia.
std::size_t most_columns(std::string_view escaped);

// Free text (escape_free_text) in rows of at most so many columns, at least 12. No character and
// no [U+202E] is cut in two. All in a row runs in one direction: letters from right to left, and
// each Arabic number, have rows of their own, so that a terminal that turns them and one that does
// not show everything else at the same place. Of an empty text one empty row.
std::vector<std::string_view> rows_of(std::string_view escaped, std::size_t columns);

// Words in rows of at most so many columns, at least 12: broken at spaces, which are left out
// there, and inside words that are too long. Never broken is what is made of digits, letters of
// ASCII and colons alone: a number, an address, octets in hexadecimal. It may be longer than a row.
std::vector<std::string_view> lines_of_words(std::string_view escaped, std::size_t columns);

// With "..." for its middle when it needs more columns, at least 12.
std::string with_middle_cut(std::string_view escaped, std::size_t columns);

// The name of a file or folder for a line of ours: at most sixty columns, between bars unless it is
// made of what such names usually are (letters and digits of ASCII and _-+,.@=~/).
std::string shown_name(std::string_view name);

// Rows of at most so many columns, at least 12: broken at spaces, which are left out there, and
// within a word that is longer than a row, whatever it is made of. No character and no [U+202E] is
// cut in two.
std::vector<std::string> wrapped(std::string_view escaped, std::size_t columns);

// Long words of both letters and digits in groups of four, as people compare addresses:
// "bc1q35rq..." is "bc1q 35rq ...", and "0x1f98..." is "0x1f98 40a8 ...". Numbers and other words
// stay as they are.
std::string in_groups(std::string_view escaped);

// The same in rows: such a word is broken only when it is longer than a row, and between groups.
std::vector<std::string> wrapped_in_groups(std::string_view escaped, std::size_t columns);

}  // namespace coldquill
