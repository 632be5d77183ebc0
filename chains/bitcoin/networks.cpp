#include <coldquill/bitcoin/networks.h>

namespace coldquill::bitcoin {
namespace {

// Version octets and prefixes: Bitcoin Core, src/kernel/chainparams.cpp; BIP-0173; SLIP-0044.
constexpr NetworkRow rows[] = {
    {{"mainnet", 0}, {0x00, 0x05, "bc"}, KeyVersion::xpub},
    {{"testnet", 1}, {0x6F, 0xC4, "tb"}, KeyVersion::tpub},
    {{"signet", 1}, {0x6F, 0xC4, "tb"}, KeyVersion::tpub},
    {{"regtest", 1}, {0x6F, 0xC4, "bcrt"}, KeyVersion::tpub},
};

// Purposes: BIP-0044, BIP-0049, BIP-0084, BIP-0086. The first one is what `address` shows unasked.
constexpr AddressTypeRow types[] = {
    {{"p2wpkh", 84}, SingleKeyForm::p2wpkh},
    {{"p2tr", 86}, SingleKeyForm::p2tr},
    {{"p2sh-p2wpkh", 49}, SingleKeyForm::p2sh_p2wpkh},
    {{"p2pkh", 44}, SingleKeyForm::p2pkh},
};

}  // namespace

std::span<const NetworkRow> network_rows() {
  return rows;
}

const NetworkRow* find_network(std::string_view name) {
  for (const NetworkRow& row : rows) {
    if (row.network.name == name) return &row;
  }
  return nullptr;
}

const NetworkRow* network_of_coin(std::uint32_t coin_type) {
  for (const NetworkRow& row : rows) {
    if (row.network.coin_type == coin_type) return &row;
  }
  return nullptr;
}

std::span<const AddressTypeRow> address_type_rows() {
  return types;
}

}  // namespace coldquill::bitcoin
