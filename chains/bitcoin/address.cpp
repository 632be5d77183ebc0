#include <coldquill/base/text.h>
#include <coldquill/bitcoin/family.h>
#include <coldquill/bitcoin/reasons.h>

namespace coldquill::bitcoin {

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
Result<std::optional<std::string>> Bitcoin::read_address(std::string_view text) {
  const auto colon = text.find(':');
  if (colon != text.npos && to_lower(text.substr(0, colon)) != "bitcoin") return {{}};
  const std::string_view tail = colon == text.npos ? text : text.substr(colon + 1);
  std::string bare(tail.substr(0, tail.find('?')));
  if (bare.starts_with("0x")) return {{}};
  const bool capitals = std::ranges::none_of(bare, [](char c) { return c >= 'a' && c <= 'z'; });
  return std::optional(capitals ? to_lower(bare) : std::move(bare));
}

}  // namespace coldquill::bitcoin
