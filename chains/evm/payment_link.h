// Payment links (ERC-681): "ethereum:0x...@1?value=2.014e18", and transfers of tokens,
// "ethereum:0xTOKEN@1/transfer?address=0x...&uint256=1e6".
#pragma once

#include <coldquill/base/uint256.h>
#include <coldquill/codec/eip55.h>

namespace coldquill::evm {

inline constexpr Reason E_BAD_PAYMENT_LINK{
    "E_BAD_PAYMENT_LINK", Errc::malformed,
    "Copy the link again, whole, or give --to and the amount instead."};
inline constexpr Reason E_UNSUPPORTED_PAYMENT_LINK{
    "E_UNSUPPORTED_PAYMENT_LINK", Errc::unsupported,
    "The link asks for more than a payment: make the request in an online wallet, where the "
    "contract is known."};

inline constexpr std::size_t longest_payment_link = 4096;

struct PaymentLink {
  ByteArray<20> payee;
  std::optional<ByteArray<20>> token;  // the contract, when units of a token are to be sent
  std::optional<std::uint64_t> chain_id;
  std::optional<Uint256> amount;  // in wei, or in the token's smallest unit
};

// True when the text begins with the scheme, in either case.
bool is_payment_link(std::string_view text);

// Names of parameters are taken as ERC-681 writes them, each once; what the link suggests for gas
// is checked and left out, since whoever pays decides that. Addresses are no names (ENS).
// Fails with E_BAD_PAYMENT_LINK, E_UNSUPPORTED_PAYMENT_LINK (another function, another parameter),
// E_BAD_AMOUNT (no whole number of the smallest unit), E_TOO_LARGE, or as parse_eip55 does.
Result<PaymentLink> parse_payment_link(std::string_view text);

}  // namespace coldquill::evm
