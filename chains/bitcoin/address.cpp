#include <coldquill/base/text.h>
#include <coldquill/bitcoin/bip21.h>
#include <coldquill/bitcoin/family.h>
#include <coldquill/bitcoin/reasons.h>

namespace coldquill::bitcoin {
namespace {

// Fails as the first of the networks does when it is an address of none of them.
Result<void> check_address(std::string_view bare, std::string_view network) {
  std::optional<Error> first;
  for (const NetworkRow& row : network_rows()) {
    if (!network.empty() && row.network.name != network) continue;
    const auto script = script_of_address(bare, row.rules);
    if (script) return {};
    if (!first) first = script.error();
  }
  if (!first) return Error(E_UNKNOWN_NETWORK, "there is no such network");
  return *std::move(first);
}

}  // namespace

Result<std::string> Bitcoin::address(const PublicKey& key, std::string_view network,
                                     std::string_view type) {
  const NetworkRow* row = find_network(network);
  if (row == nullptr) return Error(E_UNKNOWN_NETWORK, "there is no such network");
  for (const AddressTypeRow& known : address_type_rows()) {
    if (known.type.name != type) continue;
    return *address_of_script(single_key_script(known.form, key), row->rules);
  }
  return Error(E_UNKNOWN_NETWORK, "there is no such type of address");
}

// A bare address, or the one inside a BIP-0021 link. Bech32 may be all capitals (BIP-0173), as it
// is in QR codes.
Result<std::optional<std::string>> Bitcoin::read_address(std::string_view text,
                                                         std::string_view network) {
  std::string bare(text);
  if (is_payment_uri(text)) {
    CQ_TRY(uri, parse_payment_uri(text));
    bare = std::move(uri.address);
  } else if (text.find(':') != text.npos || text.starts_with("0x")) {
    return {{}};
  }
  const bool capitals = std::ranges::none_of(bare, [](char c) { return c >= 'a' && c <= 'z'; });
  if (capitals) bare = to_lower(bare);
  CQ_CHECK(check_address(bare, network));
  return std::optional(std::move(bare));
}

}  // namespace coldquill::bitcoin
