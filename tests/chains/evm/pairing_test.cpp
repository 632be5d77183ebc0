// Watch-only exports.
#include <coldquill/evm/pairing.h>
#include <coldquill/keys/ur_accounts.h>
#include <gtest/gtest.h>

#include "evm_cases.h"

namespace coldquill::evm {
namespace {

using namespace test;

PairingRequest request_for_app(const std::string& type = "", std::uint32_t account = 0) {
  return {"metamask", "ethereum", account, type, ""};
}

Result<PairingExport> export_for(const PairingRequest& request) {
  KeyRing ring(me().fingerprint());
  CQ_TRY(paths, pairing_paths(request));
  for (const KeyPath& at : paths) ring.add(*me().vault().account_key(at));
  return pair(request, ring);
}

std::string refusal(const PairingRequest& request) {
  const auto made = export_for(request);
  return made ? std::string() : std::string(made.error().reason());
}

// The address at a path below what was handed over, as the online wallet derives it.
EvmAddress below(const UrHdKey& key, std::uint32_t index) {
  const auto extended = key.extended();
  EXPECT_TRUE(extended.ok());
  return address_of(extended->descendant(KeyPath{0, index})->key);
}

TEST(Pairing, AnAccountKey) {
  for (const std::uint32_t account : {0u, 5u}) {
    const auto made = export_for(request_for_app("", account));
    ASSERT_TRUE(made.ok()) << made.error().what();
    EXPECT_EQ(made->ur_type, "crypto-hdkey");
    const auto item = parse_cbor(made->ur_cbor);
    const auto key = parse_ur_hdkey(*item);
    ASSERT_TRUE(key.ok()) << key.error().what();
    const std::string base = "m/44'/60'/" + std::to_string(account) + "'";
    EXPECT_EQ(key->origin->origin()->path, path(base));
    EXPECT_EQ(key->origin->origin()->fingerprint, me().fingerprint());
    EXPECT_EQ(key->children->steps, (std::vector{UrStep::index(0), UrStep::wildcard()}));
    EXPECT_EQ(key->note, "account.standard");
    EXPECT_FALSE(key->is_private.value_or(false));
    for (const std::uint32_t i : {0u, 9u}) {
      EXPECT_EQ(below(*key, i), my_address(base + "/0/" + std::to_string(i)));
    }
    EXPECT_EQ(made->text, me().vault().account_key(path(base))->key.text(KeyVersion::xpub));
  }
}

// Keys of single addresses, from which nothing more can be derived.
TEST(Pairing, InTheMannerOfLedgerLive) {
  const auto made = export_for(request_for_app("ledger-live"));
  ASSERT_TRUE(made.ok()) << made.error().what();
  EXPECT_EQ(made->ur_type, "crypto-account");
  const auto item = parse_cbor(made->ur_cbor);
  const auto account = parse_ur_account(*item);
  ASSERT_TRUE(account.ok()) << account.error().what();
  EXPECT_EQ(account->master, me().fingerprint());
  ASSERT_EQ(account->outputs.size(), 10u);
  for (std::size_t i = 0; i < 10; ++i) {
    const auto& key = std::get<UrHdKey>(account->outputs[i].keys.at(0));
    const std::string at = "m/44'/60'/" + std::to_string(i) + "'/0/0";
    EXPECT_EQ(key.origin->origin()->path, path(at));
    EXPECT_EQ(address_of(*PublicKey::parse(key.key)), my_address(at));
    EXPECT_EQ(key.note, "account.ledger_live");
    EXPECT_FALSE(key.chain_code || key.parent);
  }
}

// BIP-0044 for these words, as published by every wallet.
TEST(Pairing, TheFirstAddress) {
  EXPECT_EQ(eip55(my_address()), "0x9858EfFD232B4033E47d90003D41EC34EcaEda94");
}

TEST(Pairing, TheNameIsEscaped) {
  PairingRequest request = request_for_app();
  request.name = "Savings \x1b";
  const auto made = export_for(request);
  const auto item = parse_cbor(made->ur_cbor);
  EXPECT_EQ(parse_ur_hdkey(*item)->name, "Savings [U+001B]");
}

// Online wallets walk the paths of Ethereum on every network.
TEST(Pairing, Networks) {
  PairingRequest request = request_for_app();
  for (const NetworkRow& row : network_rows()) {
    request.network = row.network.name;
    EXPECT_EQ(pairing_paths(request)->front(), path("m/44'/60'/0'")) << row.label;
  }
}

TEST(Pairing, Refusals) {
  EXPECT_EQ(refusal(request_for_app("account")), "");
  EXPECT_EQ(refusal(request_for_app("p2wpkh")), "E_PAIRING_TYPE");
  EXPECT_EQ(refusal(request_for_app("", 0x7FFFFFFF)), "");
  EXPECT_EQ(refusal(request_for_app("", 0x80000000)), "E_BAD_PATH");
  EXPECT_EQ(refusal(request_for_app("ledger-live", 0x7FFFFFF6)), "");
  EXPECT_EQ(refusal(request_for_app("ledger-live", 0x7FFFFFF7)), "E_BAD_PATH");
  PairingRequest request = request_for_app();
  request.network = "moon";
  EXPECT_EQ(refusal(request), "E_UNKNOWN_NETWORK");
  for (const PairingApp& app : pairing_apps()) {
    request = request_for_app();
    request.app = app.name;
    EXPECT_EQ(refusal(request), "") << app.name;
  }
}

}  // namespace
}  // namespace coldquill::evm
