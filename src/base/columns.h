// Text in the columns of a terminal. It must be fit for a screen already (text.h).
#pragma once

#include <coldquill/base/bytes.h>

namespace coldquill {

// How many columns it takes: wide characters take two (Unicode, East Asian Width).
std::size_t columns_of(std::string_view utf8);

// Rows of at most so many columns (2 or more), broken at spaces, and within a word that is longer
// than a row. At least one row; the spaces at which it breaks are in none.
std::vector<std::string> wrapped(std::string_view utf8, std::size_t columns);

// Long words of letters and digits in groups of four, as people compare addresses: "bc1q35rq..." is
// "bc1q 35rq ...", and "0x1f98..." is "0x1f98 40a8 ...". Other words stay as they are.
std::string in_groups(std::string_view text);

// The same in rows: such a word is broken only when it is longer than a row, and between groups.
std::vector<std::string> wrapped_in_groups(std::string_view text, std::size_t columns);

}  // namespace coldquill
