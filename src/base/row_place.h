// A QR code's place in a row of codes that hold one message together: structured append
// (ISO/IEC 18004, 8).
#pragma once

#include <cstdint>

namespace coldquill {

inline constexpr unsigned most_in_row = 16;

struct RowPlace {
  std::uint8_t index = 0;   // from 0
  std::uint8_t total = 1;   // 1 to most_in_row; more than index
  std::uint8_t parity = 0;  // all octets of the whole message, one XOR the other
  bool operator==(const RowPlace&) const = default;
  auto operator<=>(const RowPlace&) const = default;
};

}  // namespace coldquill
