// CRC-32 as in ISO-HDLC, zlib and PNG: it finds accidents, it proves nothing.
#pragma once

#include <coldquill/base/bytes.h>

namespace coldquill {

namespace detail {
// The remainder of each half octet: sixteen words are quick enough for messages of a megabyte.
constexpr std::array<std::uint32_t, 16> crc32_table() {
  std::array<std::uint32_t, 16> table{};
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    std::uint32_t remainder = i;
    for (int bit = 0; bit < 4; ++bit)
      remainder = (remainder >> 1) ^ ((remainder & 1u) != 0 ? 0xEDB88320u : 0u);
    table[i] = remainder;
  }
  return table;
}
}  // namespace detail

constexpr std::uint32_t crc32(ByteView bytes) {
  constexpr auto table = detail::crc32_table();
  std::uint32_t state = 0xffffffffu;
  for (const auto byte : bytes) {
    state ^= byte;
    state = (state >> 4) ^ table[state & 15u];
    state = (state >> 4) ^ table[state & 15u];
  }
  return ~state;
}

}  // namespace coldquill
