// The networks of the EVM family, as data.
#pragma once

#include <coldquill/base/uint256.h>
#include <coldquill/codec/eip55.h>
#include <coldquill/model/family.h>

namespace coldquill::evm {

using EvmAddress = ByteArray<20>;

// All currencies here have 18 decimals.
inline constexpr unsigned coin_decimals = 18;
inline constexpr unsigned gwei_decimals = 9;

// Wallets of this family derive the keys of all networks from the coin type of Ethereum
// (SLIP-0044).
inline constexpr std::uint32_t bip44_purpose = 44;
inline constexpr std::uint32_t ethereum_coin = 60;

struct NetworkRow {
  Network network;
  std::uint64_t chain_id;       // EIP-155
  std::string_view label;       // "Ethereum"
  std::string_view currency;    // "ETH"
  std::uint32_t own_coin_type;  // SLIP-0044: taken as well, where somebody names it
  bool test;                    // its coins are worth nothing
  bool data_fee;                // charges for the octets beside the gas: no field limits that fee
  std::uint32_t high_fee;       // whole coins that no honest fee reaches (docs/fees.md)
  std::uint32_t high_price;     // gwei a gas that no honest price reaches (docs/fees.md)
};

std::span<const NetworkRow> network_rows();
const NetworkRow* find_network(std::string_view name);       // nullptr: there is no such network
const NetworkRow* network_of_chain(std::uint64_t chain_id);  // nullptr: unknown

// A token contract whose unit is known.
struct TokenRow {
  std::uint64_t chain_id;
  std::string_view address;  // EIP-55
  std::string_view symbol;
  unsigned decimals;
  std::uint64_t infinite_from;  // whole tokens: an allowance from here on is called unlimited
};
std::span<const TokenRow> token_rows();
const TokenRow* find_token(std::uint64_t chain_id, const EvmAddress& contract);

// An amount in a unit of that many decimals, without zeros at its end: "1.5".
std::string in_unit(const Uint256& amount, unsigned decimals);

}  // namespace coldquill::evm
