// Moments as people write them.
#pragma once

#include <cstdint>
#include <string>

namespace coldquill {

// "2027-01-15 08:00:00 UTC" for seconds since 1970, up to the year 9999; beyond it "after the year
// 9999".
std::string utc_text(std::uint64_t seconds);

// By the clock of this machine, which may be wrong; 0 before 1970.
std::uint64_t seconds_now();

}  // namespace coldquill
