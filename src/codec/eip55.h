// Addresses of EVM chains as text, with the checksum in their letters' case (EIP-55).
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/result.h>

namespace coldquill {

inline constexpr Reason E_BAD_EVM_ADDRESS{
    "E_BAD_EVM_ADDRESS", Errc::malformed,
    "Write an address as 0x and 40 hexadecimal digits; names must be looked up elsewhere."};
inline constexpr Reason E_EVM_CHECKSUM{
    "E_EVM_CHECKSUM", Errc::malformed,
    "A letter or digit of the address is wrong: copy it again from its source, whole."};

// "0x" and 40 digits in mixed case. The address has 20 octets, neither more nor fewer.
std::string eip55(ByteView twenty);

// "0x" and 40 digits: all lower case, all upper case, or in the mixed case of EIP-55.
// Fails with E_BAD_EVM_ADDRESS, or E_EVM_CHECKSUM when the mixed case is another.
Result<ByteArray<20>> parse_eip55(std::string_view text);

}  // namespace coldquill
