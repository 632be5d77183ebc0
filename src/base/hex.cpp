#include <coldquill/base/hex.h>

namespace coldquill {
namespace {

constexpr std::string_view digits = "0123456789abcdef";

int value_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::string to_hex(ByteView bytes) {
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const auto byte : bytes) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

std::string to_hex_reversed(ByteView bytes) {
  const Bytes reversed(bytes.rbegin(), bytes.rend());
  return to_hex(reversed);
}

Result<Bytes> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) {
    return Error(E_MALFORMED, "hexadecimal text with an odd number of digits", {}, text.size());
  }
  Bytes out(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int value = value_of(text[i]);
    if (value < 0) return Error(E_MALFORMED, "a character that is not a hexadecimal digit", {}, i);
    out[i / 2] = static_cast<std::uint8_t>((out[i / 2] << 4) | value);
  }
  return out;
}

bool is_hex(std::string_view text) {
  return !text.empty() && text.size() % 2 == 0 &&
         std::ranges::all_of(text, [](char c) { return value_of(c) >= 0; });
}

}  // namespace coldquill
