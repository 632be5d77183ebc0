// The networks of the Bitcoin family, as data.
#pragma once

#include <coldquill/keys/extended_key.h>
#include <coldquill/model/family.h>
#include <coldquill/script/address.h>
#include <coldquill/script/output_script.h>

namespace coldquill::bitcoin {

struct NetworkRow {
  Network network;
  AddressRules rules;
  KeyVersion xpub;  // BIP-0032
};

std::span<const NetworkRow> network_rows();
// Empty when there is no such network.
const NetworkRow* find_network(std::string_view name);
// The first network with this coin type (SLIP-0044).
const NetworkRow* network_of_coin(std::uint32_t coin_type);

struct AddressTypeRow {
  AddressType type;
  SingleKeyForm form;
};
std::span<const AddressTypeRow> address_type_rows();

}  // namespace coldquill::bitcoin
