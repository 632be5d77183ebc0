#include <coldquill/base/hex.h>
#include <coldquill/bitcoin/family.h>
#include <coldquill/bitcoin/pairing.h>
#include <coldquill/keys/ur_accounts.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "wallet.h"

namespace coldquill::bitcoin {
namespace {

using nlohmann::json;
using test::Wallet;

// Published in BIP-0084 and BIP-0086 for these words.
constexpr const char* zpub =
    "zpub6rFR7y4Q2AijBEqTUquhVz398htDFrtymD9xYYfG1m4wAcvPhXNfE3EfH1r1ADqtfSdVCToUG868RvUUkgDKf31mGD"
    "t"
    "KsAYz2oz2AGutZYs";
// The same account key with the version octets of BIP-0032.
constexpr const char* xpub =
    "xpub6CatWdiZiodmUeTDp8LT5or8nmbKNcuyvz7WyksVFkKB4RHwCD3XyuvPEbvqAQY3rAPshWcMLoP2fMFMKHPJ4ZeZXY"
    "VU"
    "hLv1VMrjPC7PW6V";
constexpr const char* taproot_xpub =
    "xpub6BgBgsespWvERF3LHQu6CnqdvfEvtMcQjYrcRzx53QJjSxarj2afYWcLteoGVky7D3UKDP9QyrLprQ3VCECoY49yfd"
    "D"
    "EHGCtMMj92pReUsQ";

Result<PairingExport> export_for(const PairingRequest& request) {
  KeyRing ring(Wallet::abandon().fingerprint());
  CQ_TRY(paths, Bitcoin::facets().pairing_paths(request));
  for (const KeyPath& path : paths) ring.add(*Wallet::abandon().vault().account_key(path));
  return Bitcoin::facets().pair(request, ring);
}

PairingRequest request_for(const std::string& app, const std::string& type = "",
                           const std::string& network = "") {
  return {app, network, 0, type, ""};
}

std::string_view reason_for(const PairingRequest& request) {
  const auto made = export_for(request);
  return made ? "none" : made.error().reason();
}

UrAccount account_of(const PairingExport& made) {
  EXPECT_EQ(made.ur_type, "crypto-account");
  const auto item = parse_cbor(made.ur_cbor);
  EXPECT_TRUE(item.ok());
  auto account = parse_ur_account(*item);
  EXPECT_TRUE(account.ok());
  return *std::move(account);
}

TEST(Pairing, SparrowGetsEveryTypeAndOneDescriptor) {
  const auto made = export_for(request_for("sparrow"));
  ASSERT_TRUE(made.ok()) << made.error().what();
  EXPECT_EQ(made->file_name, "coldquill-sparrow.txt");
  EXPECT_EQ(made->text, "wpkh([73c5da0a/84'/0'/0']" + std::string(xpub) + "/<0;1>/*)#hpg6d6w2");
  EXPECT_EQ(text_of(made->file), made->text + "\n");
  const UrAccount account = account_of(*made);
  EXPECT_EQ(account.master.text(), "73c5da0a");
  ASSERT_EQ(account.outputs.size(), 4u);
  const std::vector<std::vector<UrScript>> scripts{
      {UrScript::wpkh}, {UrScript::tr}, {UrScript::sh, UrScript::wpkh}, {UrScript::pkh}};
  const char* paths[] = {"m/84'/0'/0'", "m/86'/0'/0'", "m/49'/0'/0'", "m/44'/0'/0'"};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(account.outputs[i].scripts, scripts[i]);
    const auto& key = std::get<UrHdKey>(account.outputs[i].keys.at(0));
    EXPECT_EQ(key.origin->origin()->path, test::path(paths[i]));
    EXPECT_EQ(key.origin->origin()->fingerprint.text(), "73c5da0a");
    EXPECT_FALSE(key.use);
  }
  EXPECT_EQ(std::get<UrHdKey>(account.outputs[0].keys[0]).extended()->text(KeyVersion::zpub), zpub);
  EXPECT_EQ(std::get<UrHdKey>(account.outputs[1].keys[0]).extended()->text(KeyVersion::xpub),
            taproot_xpub);
}

TEST(Pairing, SparrowOneType) {
  PairingRequest request = request_for("sparrow", "p2tr");
  request.name = "Savings \x1b";
  const auto made = export_for(request);
  ASSERT_TRUE(made.ok());
  EXPECT_TRUE(
      made->text.starts_with("tr([73c5da0a/86'/0'/0']" + std::string(taproot_xpub) + "/<0;1>/*)#"))
      << made->text;
  const UrAccount account = account_of(*made);
  ASSERT_EQ(account.outputs.size(), 1u);
  EXPECT_EQ(std::get<UrHdKey>(account.outputs[0].keys[0]).name, "Savings [U+001B]");
}

TEST(Pairing, BlueWalletGetsOneOutput) {
  const auto made = export_for(request_for("bluewallet"));
  ASSERT_TRUE(made.ok());
  EXPECT_TRUE(made->file.empty());
  EXPECT_EQ(made->text, "[73c5da0a/84'/0'/0']" + std::string(zpub));
  EXPECT_EQ(
      to_hex(made->ur_cbor),
      "a2011a73c5da0a0281d90134d90194d9012fa403582102707a62fdacc26ea9b63b1c197906f56ee0180d0bcf1966"
      "e1a2da34f5f3a09a9b0458204a53a0ab21b9dc95869c4e92a161194e03c0ef3ff5014ac692f433c4765490fc06d9"
      "0130a301861854f500f500f5021a73c5da0a0303081a7ef32bdb");
}

TEST(Pairing, ElectrumWalletFile) {
  const auto made = export_for(request_for("electrum"));
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(made->file_name, "coldquill-electrum.json");
  EXPECT_EQ(made->text, zpub);
  EXPECT_TRUE(made->ur_type.empty());
  const json expected = {{"keystore",
                          {{"derivation", "m/84'/0'/0'"},
                           {"pw_hash_version", 1},
                           {"root_fingerprint", "73c5da0a"},
                           {"type", "bip32"},
                           {"xprv", nullptr},
                           {"xpub", zpub}}},
                         {"seed_version", 50},
                         {"use_encryption", false},
                         {"wallet_type", "standard"}};
  EXPECT_EQ(json::parse(made->file), expected);
}

TEST(Pairing, ElectrumKeysTellTheirType) {
  const std::tuple<const char*, const char*, const char*> cases[] = {
      {"p2wpkh", "mainnet", "zpub"},      {"p2wpkh", "testnet", "vpub"},
      {"p2sh-p2wpkh", "mainnet", "ypub"}, {"p2sh-p2wpkh", "regtest", "upub"},
      {"p2pkh", "mainnet", "xpub"},       {"p2pkh", "signet", "tpub"},
  };
  for (const auto& [type, network, start] : cases) {
    const auto made = export_for(request_for("electrum", type, network));
    ASSERT_TRUE(made.ok());
    EXPECT_TRUE(made->text.starts_with(start)) << made->text;
  }
  EXPECT_EQ(reason_for(request_for("electrum", "p2tr")), "E_UNSUPPORTED_PAIRING");
}

TEST(Pairing, CoreDescriptors) {
  const auto made = export_for(request_for("core", "p2wpkh"));
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(text_of(made->file),
            "[\n  {\"desc\": \"wpkh([73c5da0a/84'/0'/0']" + std::string(xpub) +
                "/0/*)#wc3n3van\", \"active\": true, \"internal\": false, \"range\": [0, 999], "
                "\"timestamp\": \"now\"},\n  {\"desc\": \"wpkh([73c5da0a/84'/0'/0']" +
                xpub +
                "/1/*)#lv5jvedt\", \"active\": true, \"internal\": true, \"range\": [0, 999], "
                "\"timestamp\": \"now\"}\n]\n");
  EXPECT_TRUE(json::accept(made->file));
}

TEST(Pairing, CoreGetsEveryTypeUnasked) {
  const auto made = export_for(request_for("core", "", "testnet"));
  ASSERT_TRUE(made.ok());
  const json rows = json::parse(made->file);
  ASSERT_EQ(rows.size(), 8u);
  std::string text;
  for (std::size_t i = 0; i < 8; ++i) {
    EXPECT_EQ(rows[i]["internal"], i % 2 == 1);
    EXPECT_EQ(rows[i]["active"], true);
    EXPECT_EQ(rows[i]["timestamp"], "now");
    const std::string desc = rows[i]["desc"];
    EXPECT_NE(desc.find(i % 2 == 1 ? "/1/*)" : "/0/*)"), std::string::npos) << desc;
    EXPECT_NE(desc.find("tpub"), std::string::npos) << desc;
    text += (i == 0 ? "" : "\n") + desc;
  }
  EXPECT_EQ(made->text, text);
}

TEST(Pairing, TestNetworksAreSaid) {
  PairingRequest request = request_for("sparrow", "p2wpkh", "testnet");
  request.account = 3;
  const auto made = export_for(request);
  ASSERT_TRUE(made.ok());
  EXPECT_TRUE(made->text.starts_with("wpkh([73c5da0a/84'/1'/3']tpub")) << made->text;
  const auto key = std::get<UrHdKey>(account_of(*made).outputs[0].keys[0]);
  EXPECT_EQ(key.use->network, 1u);
}

TEST(Pairing, Refusals) {
  EXPECT_EQ(reason_for(request_for("wasabi")), "E_UNKNOWN_APP");
  EXPECT_EQ(reason_for(request_for("core", "p2wsh")), "E_UNKNOWN_ADDRESS_TYPE");
  EXPECT_EQ(reason_for(request_for("core", "", "litecoin")), "E_UNKNOWN_NETWORK");
  PairingRequest far = request_for("core");
  far.account = 0x80000000;
  EXPECT_EQ(reason_for(far), "E_BAD_PATH");
  EXPECT_EQ(pair(request_for("core"), KeyRing()).error().reason(), "E_NOTHING_RECOGNISED");
  for (const PairingApp& app : Bitcoin::facets().pairing_apps) {
    EXPECT_EQ(reason_for(request_for(std::string(app.name))), "none") << app.name;
  }
}

}  // namespace
}  // namespace coldquill::bitcoin
