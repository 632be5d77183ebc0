// Addresses of the Bitcoin-like chains: base58 and bech32 forms of output scripts.
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/result.h>

#include <optional>

namespace coldquill {

inline constexpr Reason E_BAD_ADDRESS{
    "E_BAD_ADDRESS", Errc::malformed,
    "Copy the address again, whole: one wrong character makes it invalid."};
inline constexpr Reason E_ADDRESS_NETWORK{
    "E_ADDRESS_NETWORK", Errc::refused,
    "This address belongs to another network: name that with --network, or ask for an address of "
    "the network in use."};

// How a chain writes its addresses.
struct AddressRules {
  std::uint8_t p2pkh;  // version octet of Base58Check
  std::uint8_t p2sh;
  std::string_view hrp;  // human-readable part of bech32
};

// Empty when the script has no address (OP_RETURN, bare multisig ...).
std::optional<std::string> address_of_script(ByteView script, const AddressRules& rules);
// Fails with E_BAD_ADDRESS or E_ADDRESS_NETWORK.
Result<Bytes> script_of_address(std::string_view address, const AddressRules& rules);

}  // namespace coldquill
