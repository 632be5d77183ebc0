// What was checked, for the summary that scripts/test prints (scripts/summary adds it up).
#pragma once

#include <cstddef>
#include <string>

namespace coldquill::test {

// Appends a line "WHAT NUMBER" to the file that COLDQUILL_TALLY names; does nothing without it.
void tally(const std::string& what, std::size_t number);

}  // namespace coldquill::test
