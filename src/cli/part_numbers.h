// Numbers of parts as people type, read and scan them: "3,7,12-15".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coldquill::cli {

// First and last of each, both from 1, the first not above the last.
using NumberRanges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

// Numbers and ranges between commas, in any order, blanks around them; empty for anything else.
std::optional<NumberRanges> parse_numbers(std::string_view text);

// numbers: in rising order, each once.
std::string written_numbers(const std::vector<std::uint32_t>& numbers);

}  // namespace coldquill::cli
