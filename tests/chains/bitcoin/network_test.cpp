// Which network: B25 of the attack corpus.
#include <gtest/gtest.h>

#include "reviewing.h"

namespace coldquill::bitcoin {
namespace {

using test::PsbtBuilder;
using enum SingleKeyForm;

PsbtBuilder on_coin(std::string_view coin) {
  PsbtBuilder builder;
  const std::string account = "m/84'/" + std::string(coin) + "'/0'/";
  builder.spend(me(), account + "0/0", p2wpkh, 1'000'000).pay(600'000);
  builder.back(me(), account + "1/0", p2wpkh, 390'000);
  return builder;
}

std::string network(const PsbtBuilder& builder, std::optional<std::string> asked = {}) {
  const auto draft = prepare(builder, std::move(asked));
  return draft ? draft->review().network() : std::string(draft.error().reason());
}

TEST(Network, FromTheCoinTypeOfOurKeys) {
  EXPECT_EQ(network(on_coin("0")), "mainnet");
  EXPECT_EQ(network(on_coin("1")), "testnet");
  const auto draft = prepare(on_coin("1"));
  EXPECT_EQ(test::facts(draft->review(), "network").front()->source, Source::proven);
  EXPECT_TRUE(test::fact(draft->review(), "to").starts_with("tb1q"));
  EXPECT_TRUE(test::fact(prepare(on_coin("0"))->review(), "to").starts_with("bc1q"));
}

TEST(Network, AskedForMustFit) {
  for (const char* test_network : {"testnet", "signet", "regtest"}) {
    EXPECT_EQ(network(on_coin("1"), test_network), test_network);
    EXPECT_EQ(network(on_coin("0"), test_network), "E_NETWORK_MIX");
  }
  EXPECT_EQ(network(on_coin("0"), "mainnet"), "mainnet");
  EXPECT_EQ(network(on_coin("1"), "mainnet"), "E_NETWORK_MIX");
  EXPECT_EQ(network(on_coin("0"), "moon"), "E_UNKNOWN_NETWORK");
  EXPECT_TRUE(test::fact(prepare(on_coin("1"), "regtest")->review(), "to").starts_with("bcrt1q"));
}

TEST(Network, AnotherCoinIsRefused) {
  for (const char* coin : {"2", "3", "60", "2147483647"}) {
    EXPECT_EQ(network(on_coin(coin)), "E_NETWORK_MIX") << coin;
    EXPECT_EQ(network(on_coin(coin), "mainnet"), "E_NETWORK_MIX") << coin;
  }
}

TEST(Network, MixOfOurKeysIsRefused) {
  PsbtBuilder inputs = on_coin("0");
  inputs.spend(me(), "m/84'/1'/0'/0/0", p2wpkh, 1'000);
  EXPECT_EQ(network(inputs), "E_NETWORK_MIX");
  PsbtBuilder change = on_coin("0");
  change.back(me(), "m/84'/1'/0'/1/0", p2wpkh, 1'000);
  EXPECT_EQ(network(change), "E_NETWORK_MIX");
  PsbtBuilder twin = on_coin("0");
  twin.spend(me(), "m/86'/0'/0'/0/0", p2tr, 1'000);
  EXPECT_EQ(network(twin), "mainnet");
}

// A full path must be there to tell: without one it is what was asked for, else mainnet.
TEST(Network, PathsThatTellNothing) {
  PsbtBuilder builder;
  builder.spend(me(), "m/0'/0'/0'", p2wpkh, 10'000).pay(9'900);
  EXPECT_EQ(network(builder), "mainnet");
  EXPECT_EQ(network(builder, "regtest"), "regtest");
  EXPECT_EQ(test::facts(prepare(builder)->review(), "network").front()->source, Source::local);
}

// Without keys of ours the request's own paths are all there is: a claim, never a headline.
TEST(Network, WithoutKeysItIsAClaim) {
  const auto tx = Bitcoin::decode(on_coin("1").payload());
  const auto draft = RequestOf<Bitcoin>(*tx).prepare({});
  ASSERT_TRUE(draft.ok());
  const Fact* fact = test::facts(draft->review(), "network").front();
  EXPECT_EQ(fact->value, "Bitcoin testnet");
  EXPECT_EQ(fact->source, Source::claimed);
  EXPECT_FALSE(fact->headline);
  EXPECT_TRUE(test::facts(prepare(on_coin("1"))->review(), "network").front()->headline);
}

TEST(Network, RecordsOfOthersDecideNothing) {
  PsbtBuilder builder = on_coin("0");
  builder.spend(test::Wallet::zoo(), "m/84'/1'/0'/0/0", p2wpkh, 1'000);
  EXPECT_EQ(network(builder), "mainnet");
}

}  // namespace
}  // namespace coldquill::bitcoin
