#include <coldquill/evm/family.h>
#include <coldquill/evm/payment_link.h>

namespace coldquill::evm {

Result<std::string> Evm::address(const PublicKey& key, std::string_view network,
                                 std::string_view type) {
  if (find_network(network) == nullptr || type != address_types().front().name) {
    return Error(E_UNKNOWN_NETWORK, "there is no such network or type of address");
  }
  return eip55(address_of(key));
}

// Alone, or who is paid by an ERC-681 link. Addresses are the same on every network.
Result<std::optional<std::string>> Evm::read_address(std::string_view text,
                                                     std::string_view /*network*/) {
  if (is_payment_link(text)) {
    CQ_TRY(link, parse_payment_link(text));
    return std::optional(eip55(link.payee));
  }
  if (!text.starts_with("0x") && !text.starts_with("0X")) return std::optional<std::string>();
  CQ_TRY(address, parse_eip55(text));
  return std::optional(eip55(address));
}

}  // namespace coldquill::evm
