// Signature hashes against the published vectors of BIP-0143, BIP-0341 and Bitcoin Core.
#include <coldquill/base/hex.h>
#include <coldquill/script/compact_size.h>
#include <coldquill/script/output_script.h>
#include <coldquill/script/sighash.h>
#include <gtest/gtest.h>
#include <support/vectors.h>

namespace coldquill {
namespace {

using test::load_vectors;
using test::unhex;

// By value: a range-for over a part of a temporary would outlive it.
nlohmann::json cases_of(const std::string& name) {
  return load_vectors(name)["cases"];
}

Transaction transaction(const nlohmann::json& hex) {
  auto tx = parse_transaction(unhex(hex.get<std::string>()), WitnessForm::never);
  EXPECT_TRUE(tx.ok()) << hex;
  return *std::move(tx);
}

TEST(Bip143, EveryDigestOverItsPreimage) {
  const auto cases = cases_of("bitcoin/bip143");
  ASSERT_EQ(cases.size(), 14u);
  for (const auto& c : cases) {
    SCOPED_TRACE(c["example"].get<std::string>() + " " + c["digest"].get<std::string>());
    const Transaction tx = transaction(c["unsigned_tx"]);
    const Digest32 digest =
        Sighasher(tx).segwit_v0(c["input"], unhex(c["script_code"]), c["amount"], c["type"]);
    EXPECT_EQ(to_hex(digest), c["digest"]);
    EXPECT_EQ(to_hex(double_sha256(unhex(c["preimage"]))), c["digest"]);
  }
}

// The hashes that inputs share are computed once: the order of questions must not matter.
TEST(Bip143, OneHasherForAllTypesInAnyOrder) {
  const auto cases = cases_of("bitcoin/bip143");
  for (const auto& first : cases) {
    const Transaction tx = transaction(first["unsigned_tx"]);
    Sighasher hasher(tx);
    for (const auto& c : cases) {
      if (c["unsigned_tx"] != first["unsigned_tx"]) continue;
      const auto digest =
          hasher.segwit_v0(c["input"], unhex(c["script_code"]), c["amount"], c["type"]);
      EXPECT_EQ(to_hex(digest), c["digest"]);
    }
  }
}

// Bitcoin Core leaves out OP_CODESEPARATOR itself; these scripts push nothing, so that it is the
// octet wherever it stands.
Bytes without_separators(Bytes script) {
  std::erase(script, 0xAB);
  return script;
}

TEST(CoreSighash, AllLegacyDigests) {
  const auto cases = cases_of("bitcoin/core-sighash");
  ASSERT_EQ(cases.size(), 500u);
  std::size_t run = 0;
  for (const auto& c : cases) {
    const Transaction tx = transaction(c["tx"]);
    const Digest32 digest =
        Sighasher(tx).legacy(c["input"], without_separators(unhex(c["script"])), c["type"]);
    EXPECT_EQ(to_hex_reversed(digest), c["digest_reversed"]) << run;
    ++run;
  }
  EXPECT_EQ(run, 500u);
}

TEST(Legacy, SharedPrefixGivesTheSameDigestsInAnyOrder) {
  for (const auto& c : cases_of("bitcoin/core-sighash")) {
    const Transaction tx = transaction(c["tx"]);
    const Bytes code{0x51};
    Sighasher shared(tx);
    for (std::size_t i = 0; i < tx.inputs.size(); ++i) {
      EXPECT_EQ(shared.legacy(i, code, sighash::all), Sighasher(tx).legacy(i, code, sighash::all));
    }
    for (std::size_t i = tx.inputs.size(); i-- > 0;) {
      EXPECT_EQ(shared.legacy(i, code, sighash::all), Sighasher(tx).legacy(i, code, sighash::all));
    }
  }
}

struct Spend {
  Transaction tx;
  std::vector<TxOut> spent;
};

Spend spend_of(const nlohmann::json& c) {
  Spend spend{transaction(c["unsigned_transaction"]), {}};
  for (const auto& output : c["spent"]) {
    spend.spent.push_back({output["amount"], unhex(output["script"])});
  }
  return spend;
}

TEST(Bip341, EveryKeyPathDigest) {
  std::size_t run = 0;
  for (const auto& c : cases_of("taproot/bip341")) {
    const Spend spend = spend_of(c);
    Sighasher hasher(spend.tx);
    for (const auto& input : c["inputs"]) {
      const auto digest = hasher.taproot_key_path(input["index"], spend.spent, input["hash_type"]);
      ASSERT_TRUE(digest.has_value());
      EXPECT_EQ(to_hex(*digest), input["digest"]);
      Bytes preimage{0};  // the epoch
      append(preimage, ByteView(unhex(input["message"])).subspan(1));
      EXPECT_EQ(to_hex(tagged_hash("TapSighash", {preimage})), input["digest"]);
      ++run;
    }
  }
  EXPECT_EQ(run, 7u);
}

TEST(Bip341, UndefinedTypesHaveNoDigest) {
  const Spend spend = spend_of(cases_of("taproot/bip341")[0]);
  Sighasher hasher(spend.tx);
  unsigned defined = 0;
  for (unsigned type = 0; type < 256; ++type) {
    const auto digest = hasher.taproot_key_path(0, spend.spent, static_cast<std::uint8_t>(type));
    defined += digest.has_value() ? 1 : 0;
    EXPECT_EQ(digest.has_value(), type <= 3 || (type >= 0x81 && type <= 0x83)) << type;
  }
  EXPECT_EQ(defined, 7u);
  const std::size_t beyond = spend.tx.outputs.size();
  ASSERT_LT(beyond, spend.tx.inputs.size());
  EXPECT_FALSE(hasher.taproot_key_path(beyond, spend.spent, sighash::single));
  EXPECT_TRUE(hasher.taproot_key_path(beyond, spend.spent, sighash::all));
}

std::optional<Digest32> root_of(const nlohmann::json& c) {
  if (c["merkle_root"].is_null()) return {};
  return array_of<32>(unhex(c["merkle_root"]));
}

TEST(Bip341, EveryOutputKeyAndScript) {
  const auto outputs = load_vectors("taproot/bip341")["outputs"];
  ASSERT_EQ(outputs.size(), 7u);
  for (const auto& c : outputs) {
    const auto key = taproot_output_key(unhex(c["internal_key"]), root_of(c));
    ASSERT_TRUE(key.has_value());
    EXPECT_EQ(to_hex(*key), c["output_key"]);
    EXPECT_EQ(to_hex(p2tr_script(*key)), c["script"]);
  }
}

TEST(Bip341, SpentScriptsOfTheInputsFollowFromInternalKeyAndRoot) {
  std::size_t run = 0;
  for (const auto& c : cases_of("taproot/bip341")) {
    const Spend spend = spend_of(c);
    for (const auto& input : c["inputs"]) {
      const auto key = taproot_output_key(unhex(input["internal_key"]), root_of(input));
      ASSERT_TRUE(key.has_value());
      EXPECT_EQ(p2tr_script(*key), spend.spent[input["index"].get<std::size_t>()].script);
      ++run;
    }
  }
  EXPECT_EQ(run, 7u);
}

}  // namespace
}  // namespace coldquill
