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

}  // namespace coldquill::bitcoin
