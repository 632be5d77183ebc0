// Networks and tokens are data: what every row must satisfy. And addresses.
#include <gtest/gtest.h>

#include <set>

#include "evm_cases.h"

namespace coldquill::evm {
namespace {

using namespace test;

TEST(Networks, EveryRow) {
  std::set<std::string_view> names, labels;
  std::set<std::uint64_t> chains;
  for (const NetworkRow& row : network_rows()) {
    EXPECT_TRUE(names.insert(row.network.name).second) << row.network.name;
    EXPECT_TRUE(labels.insert(row.label).second) << row.label;
    EXPECT_TRUE(chains.insert(row.chain_id).second) << row.chain_id;
    EXPECT_TRUE(row.chain_id > 0 && row.chain_id <= largest_chain_id);
    EXPECT_TRUE(row.high_fee > 0 && row.high_price > 0 && !row.currency.empty());
    EXPECT_EQ(find_network(row.network.name), &row);
    EXPECT_EQ(network_of_chain(row.chain_id), &row);
  }
  EXPECT_EQ(find_network("moon"), nullptr);
  EXPECT_EQ(network_of_chain(0), nullptr);
  EXPECT_EQ(Evm::networks().size(), network_rows().size());
}

TEST(Tokens, EveryRow) {
  std::set<std::pair<std::uint64_t, std::string_view>> contracts, symbols;
  for (const TokenRow& row : token_rows()) {
    const auto contract = parse_eip55(row.address);
    ASSERT_TRUE(contract.ok()) << row.address;
    EXPECT_EQ(eip55(*contract), row.address);
    EXPECT_TRUE(contracts.insert({row.chain_id, row.address}).second) << row.address;
    EXPECT_TRUE(symbols.insert({row.chain_id, row.symbol}).second) << row.symbol;
    EXPECT_NE(network_of_chain(row.chain_id), nullptr) << row.chain_id;
    EXPECT_LE(row.decimals, 18u);
    // Allowances of 96 bits take their largest number for infinite: no row may be beyond it.
    EXPECT_TRUE(row.infinite_from > 0 && row.infinite_from <= 10'000'000'000u);
    EXPECT_EQ(find_token(row.chain_id, *contract), &row);
  }
  EXPECT_EQ(find_token(1, address(payee)), nullptr);
  EXPECT_EQ(find_token(5, address(usdc)), nullptr);
}

TEST(Units, WithoutZerosAtTheEnd) {
  EXPECT_EQ(in_unit(0, 18), "0");
  EXPECT_EQ(in_unit(1, 18), "0.000000000000000001");
  EXPECT_EQ(in_unit(number("1000000000000000000"), 18), "1");
  EXPECT_EQ(in_unit(number("1500000000000000000"), 18), "1.5");
  EXPECT_EQ(in_unit(number("1000"), 0), "1000");
  EXPECT_EQ(in_unit(Uint256::max(), 0), Uint256::max().text());
}

// ---- Addresses as people type and scan them

std::string read(std::string_view text) {
  const auto found = Evm::read_address(text, {});
  if (!found) return std::string(found.error().reason());
  return *found ? **found : "none";
}

TEST(Addresses, AloneAndInLinks) {
  const std::string bare(payee);
  const std::string lower = "0x71c7656ec7ab88b098defb751b7401b5f6d8976f";
  for (const std::string& text : {bare, lower, "ethereum:" + bare, "ETHEREUM:" + lower,
                                  "ethereum:" + bare + "@1?value=2e18", "ethereum:pay-" + lower}) {
    EXPECT_EQ(read(text), bare) << text;
  }
  // Of a transfer of tokens, who is paid and not the contract.
  const std::string token = "ethereum:0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48";
  EXPECT_EQ(read(token + "@1/transfer?address=" + bare + "&uint256=1e6"), bare);
  EXPECT_EQ(read("ethereum:" + bare + "@mainnet"), "E_BAD_PAYMENT_LINK");
  EXPECT_EQ(read(token + "/transfer?address=0x0"), "E_BAD_EVM_ADDRESS");
  EXPECT_EQ(read(token + "/approve?address=" + bare), "E_UNSUPPORTED_PAYMENT_LINK");
  EXPECT_EQ(read("0x71c7656EC7ab88b098defB751B7401B5f6d8976F"), "E_EVM_CHECKSUM");
  EXPECT_EQ(read("0x71"), "E_BAD_EVM_ADDRESS");
  EXPECT_EQ(read("ethereum:vitalik.eth"), "E_BAD_EVM_ADDRESS");
  EXPECT_EQ(read("bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu"), "none");
  EXPECT_EQ(read(""), "none");
}

TEST(Addresses, OfKeys) {
  const PublicKey key = me().key(path(first_path));
  for (const NetworkRow& row : network_rows()) {
    EXPECT_EQ(*Evm::address(key, row.network.name, "account"),
              "0x9858EfFD232B4033E47d90003D41EC34EcaEda94");
  }
  EXPECT_EQ(Evm::address(key, "moon", "account").error().reason(), "E_UNKNOWN_NETWORK");
  EXPECT_FALSE(Evm::address(key, "ethereum", "p2wpkh").ok());
}

}  // namespace
}  // namespace coldquill::evm
