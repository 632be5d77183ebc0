#include <coldquill/base/decimal.h>
#include <coldquill/base/text.h>
#include <coldquill/evm/family.h>

namespace coldquill::evm {
namespace {

constexpr std::string_view scheme = "ethereum:";

// "ethereum:pay-0x...@1/transfer?address=..." pays in a token: the address is the contract's.
constexpr Reason E_TOKEN_LINK{"E_TOKEN_LINK", Errc::unsupported,
                              "Give the address alone: a link to a contract names no payee."};

Result<std::string> from_link(std::string_view link) {
  std::string_view rest = link.substr(scheme.size());
  if (rest.starts_with("pay-")) rest.remove_prefix(4);
  const std::string_view path = rest.substr(0, rest.find('?'));
  if (path.find('/') != path.npos) {
    return Error(E_TOKEN_LINK, "this link calls a function of a contract");
  }
  const auto at = path.find('@');
  if (at != path.npos && !parse_number(path.substr(at + 1))) {
    return Error(E_BAD_EVM_ADDRESS, "the chain id of this link is no number");
  }
  return std::string(path.substr(0, at));
}

}  // namespace

Result<std::string> Evm::address(const PublicKey& key, std::string_view network,
                                 std::string_view type) {
  if (find_network(network) == nullptr || type != address_types().front().name) {
    return Error(E_UNKNOWN_NETWORK, "there is no such network or type of address");
  }
  return eip55(address_of(key));
}

// Alone, or in an ERC-681 link. Addresses are the same on every network.
Result<std::optional<std::string>> Evm::read_address(std::string_view text,
                                                     std::string_view /*network*/) {
  std::string bare(text);
  if (to_lower(text.substr(0, scheme.size())) == scheme) {
    CQ_TRY(inside, from_link(text));
    bare = inside;
  } else if (!text.starts_with("0x") && !text.starts_with("0X")) {
    return std::optional<std::string>();
  }
  CQ_TRY(address, parse_eip55(bare));
  return std::optional(eip55(address));
}

}  // namespace coldquill::evm
