#include <coldquill/codec/base32.h>

namespace coldquill {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

int value_of(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= '2' && c <= '7') return c - '2' + 26;
  return -1;
}

}  // namespace

std::string base32_encode(ByteView bytes) {
  std::string out;
  out.reserve((bytes.size() * 8 + 4) / 5);
  unsigned held = 0;
  unsigned bits = 0;
  for (const std::uint8_t octet : bytes) {
    held = (held << 8 | octet) & 0xFFFu;
    for (bits += 8; bits >= 5; bits -= 5) out += alphabet[held >> (bits - 5) & 31u];
  }
  if (bits > 0) out += alphabet[held << (5 - bits) & 31u];
  return out;
}

Result<Bytes> base32_decode(std::string_view text) {
  Bytes out;
  out.reserve(text.size() * 5 / 8);
  unsigned held = 0;
  unsigned bits = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const int value = value_of(text[at]);
    if (value < 0) return Error(E_BAD_BASE32, "a character outside the alphabet", "base32", at);
    held = (held << 5 | static_cast<unsigned>(value)) & 0xFFFu;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    out.push_back(static_cast<std::uint8_t>(held >> bits));
  }
  const bool whole = bits < 5 && (held & ((1u << bits) - 1)) == 0;
  if (!whole) return Error(E_BAD_BASE32, "it does not end with a whole byte", "base32");
  return out;
}

}  // namespace coldquill
