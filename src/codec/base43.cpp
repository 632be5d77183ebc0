#include <coldquill/codec/base43.h>

namespace coldquill {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*+-./:";

// number = number * base + digit; the least significant digit of the number comes first.
void multiply_add(Bytes& number, unsigned base, unsigned number_base, unsigned digit) {
  unsigned carry = digit;
  for (std::uint8_t& place : number) {
    carry += place * base;
    place = static_cast<std::uint8_t>(carry % number_base);
    carry /= number_base;
  }
  for (; carry > 0; carry /= number_base) {
    number.push_back(static_cast<std::uint8_t>(carry % number_base));
  }
}

}  // namespace

std::string base43_encode(ByteView bytes) {
  Bytes digits;
  for (const std::uint8_t octet : bytes) multiply_add(digits, 256, 43, octet);
  const auto zeros = std::ranges::find_if(bytes, [](auto octet) { return octet != 0; });
  std::string out(static_cast<std::size_t>(zeros - bytes.begin()), alphabet.front());
  for (std::size_t i = digits.size(); i-- > 0;) out += alphabet[digits[i]];
  return out;
}

Result<Bytes> base43_decode(std::string_view text) {
  if (text.size() > base43_longest) return Error(E_TOO_LARGE, "more than a QR code holds");
  Bytes number;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto digit = alphabet.find(text[at]);
    if (digit == alphabet.npos) {
      return Error(E_BAD_BASE43, "a character outside the alphabet", "base43", at);
    }
    multiply_add(number, 43, 256, static_cast<unsigned>(digit));
  }
  const auto zeros = std::min(text.find_first_not_of(alphabet.front()), text.size());
  number.resize(number.size() + zeros);
  std::ranges::reverse(number);
  return number;
}

}  // namespace coldquill
