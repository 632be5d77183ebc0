// Bytes: the words for octets that every module uses.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coldquill {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;
template <std::size_t N>
using ByteArray = std::array<std::uint8_t, N>;

// The octets of a text, without its end mark.
inline ByteView view_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

// Octets read as text; nothing is checked or converted.
inline std::string_view text_of(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

inline Bytes to_bytes(ByteView view) {
  return {view.begin(), view.end()};
}

inline bool equal(ByteView a, ByteView b) {
  return std::ranges::equal(a, b);
}

inline void append(Bytes& to, ByteView more) {
  to.insert(to.end(), more.begin(), more.end());
}

// A fixed-size copy of exactly N octets. The caller has checked the size.
template <std::size_t N>
ByteArray<N> array_of(ByteView view) {
  ByteArray<N> out{};
  std::copy_n(view.begin(), std::min(N, view.size()), out.begin());
  return out;
}

}  // namespace coldquill
