#include <coldquill/base/hex.h>
#include <coldquill/codec/eip55.h>
#include <coldquill/crypto/keccak.h>

namespace coldquill {
namespace {

constexpr std::size_t address_digits = 40;

bool has_letter(std::string_view digits, char first, char last) {
  return std::ranges::any_of(digits, [&](char c) { return c >= first && c <= last; });
}

}  // namespace

// A letter is a capital where the digest of the lower-case digits has a 1 in the first bit of the
// half octet at the same place.
std::string eip55(ByteView twenty) {
  std::string digits = to_hex(twenty);
  const std::string digest = to_hex(keccak256(view_of(digits)));
  for (std::size_t i = 0; i < digits.size(); ++i)
    if (digits[i] >= 'a' && digest[i] >= '8') digits[i] = static_cast<char>(digits[i] - 'a' + 'A');
  return "0x" + digits;
}

Result<ByteArray<20>> parse_eip55(std::string_view text) {
  const std::string_view digits = text.starts_with("0x") ? text.substr(2) : std::string_view{};
  if (digits.size() != address_digits || !is_hex(digits)) {
    return Error(E_BAD_EVM_ADDRESS, "not 0x and 40 hexadecimal digits");
  }
  CQ_TRY(octets, from_hex(digits));
  const bool mixed = has_letter(digits, 'a', 'f') && has_letter(digits, 'A', 'F');
  if (mixed && eip55(octets) != text) {
    return Error(E_EVM_CHECKSUM, "the case of the letters is not that of this address");
  }
  return array_of<20>(octets);
}

}  // namespace coldquill
