#include <coldquill/codec/base58.h>
#include <coldquill/crypto/hash.h>

#include <optional>

namespace coldquill {
namespace {

constexpr std::string_view alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
constexpr std::size_t longest_text = 200;
constexpr std::size_t checksum_size = 4;

// A row of digits, least significant first: digits = digits * factor + carry, in the given base.
void multiply_add(Bytes& digits, unsigned base, unsigned factor, unsigned carry) {
  for (auto& digit : digits) {
    carry += digit * factor;
    digit = static_cast<std::uint8_t>(carry % base);
    carry /= base;
  }
  for (; carry != 0; carry /= base) digits.push_back(static_cast<std::uint8_t>(carry % base));
}

ByteArray<checksum_size> checksum(ByteView bytes) {
  return array_of<checksum_size>(double_sha256(bytes));
}

}  // namespace

std::string base58_encode(ByteView bytes) {
  const auto zeros = static_cast<std::size_t>(
      std::ranges::find_if(bytes, [](auto b) { return b != 0; }) - bytes.begin());
  Bytes digits;
  for (const auto byte : bytes.subspan(zeros)) multiply_add(digits, 58, 256, byte);
  std::string text(zeros, alphabet.front());
  std::for_each(digits.rbegin(), digits.rend(), [&](auto digit) { text += alphabet[digit]; });
  return text;
}

Result<Bytes> base58_decode(std::string_view text) {
  if (text.size() > longest_text)
    return Error(E_BAD_BASE58, "longer than 200 characters", "base58", longest_text);
  const auto zeros = std::min(text.find_first_not_of(alphabet.front()), text.size());
  Bytes octets;
  for (auto at = zeros; at < text.size(); ++at) {
    const auto digit = alphabet.find(text[at]);
    if (digit == alphabet.npos)
      return Error(E_BAD_BASE58, "a character outside the alphabet", "base58", at);
    multiply_add(octets, 256, 58, static_cast<unsigned>(digit));
  }
  octets.resize(octets.size() + zeros);
  std::ranges::reverse(octets);
  return octets;
}

std::string base58check_encode(ByteView bytes) {
  Bytes with_checksum = to_bytes(bytes);
  append(with_checksum, checksum(bytes));
  return base58_encode(with_checksum);
}

Result<Bytes> base58check_decode(std::string_view text) {
  CQ_TRY(bytes, base58_decode(text));
  if (bytes.size() < checksum_size) return Error(E_BAD_BASE58, "too short for a checksum");
  const auto body = ByteView(bytes).first(bytes.size() - checksum_size);
  if (!equal(checksum(body), ByteView(bytes).last(checksum_size)))
    return Error(E_BAD_BASE58, "the checksum does not match");
  return to_bytes(body);
}

}  // namespace coldquill
