// BIP-0174, BIP-0370, BIP-0371 and Bitcoin Core's PSBTs, every one of them counted.
#include <coldquill/base/hex.h>
#include <coldquill/bitcoin/family.h>
#include <coldquill/bitcoin/finalize.h>
#include <coldquill/codec/base64.h>
#include <coldquill/model/request.h>
#include <gtest/gtest.h>
#include <support/vectors.h>

#include <map>

namespace coldquill::bitcoin {
namespace {

using coldquill::test::load_vectors;
using coldquill::test::unhex;
using nlohmann::json;

json cases_of(const std::string& name) {
  return load_vectors("bitcoin/" + name)["cases"];
}

Payload payload_of(const json& hex) {
  return {"psbt", unhex(hex.get<std::string>()), {}};
}

bool is_version_2(const Error& error) {
  return error.reason() == "E_UNSUPPORTED_PSBT_V2";
}

// What became of the cases of one file.
using Counts = std::map<std::string, int>;

void expect_decoded_and_encoded(const json& c, Counts& counts) {
  const Payload payload = payload_of(c["psbt"]);
  const auto tx = Bitcoin::decode(payload);
  if (!tx && is_version_2(tx.error())) {
    ++counts["version 2"];
    return;
  }
  ASSERT_TRUE(tx.ok()) << tx.error().where() << ": " << tx.error().what();
  EXPECT_EQ(Bitcoin::encode(*tx), payload.bytes);
  ++counts["valid"];
}

// MuSig2 (BIP-0373) is not read yet: its fields are kept, and told as unknown ones.
bool has_musig_field(const Tx& tx) {
  return std::ranges::any_of(tx.fields().unknown, [](const UnknownField& unknown) {
    const std::uint8_t type = unknown.field->type();
    return unknown.place.starts_with("input") ? type >= 0x1A && type <= 0x1C : type == 0x08;
  });
}

void expect_refused(const json& c, Counts& counts) {
  if (!c.contains("psbt")) {
    EXPECT_FALSE(base64_decode(c["text"].get<std::string>()).ok());
    ++counts["not base64"];
    return;
  }
  const auto tx = Bitcoin::decode(payload_of(c["psbt"]));
  if (!tx) {
    ++counts[is_version_2(tx.error()) ? "version 2" : "invalid"];
  } else if (has_musig_field(*tx)) {
    ++counts["told as unknown: MuSig2"];
  } else {
    EXPECT_FALSE(Bitcoin::resolve(*tx, {}).ok());
    ++counts["refused by resolve"];
  }
}

Result<Bytes> combined(const json& given) {
  CQ_TRY(a, Bitcoin::decode(payload_of(given.at(0))));
  CQ_TRY(b, Bitcoin::decode(payload_of(given.at(1))));
  CQ_TRY(both, RequestOf<Bitcoin>(a).combine(RequestOf<Bitcoin>(b)));
  CQ_TRY(answers, both->answers());
  return answers.front().bytes;
}

// The same PSBT with the fields of each map in the order of their keys: the published results are
// in two different orders.
Bytes sorted(const Bytes& bytes) {
  Psbt psbt = *parse_psbt(bytes);
  const auto sort = [](FieldMap& map) { std::ranges::sort(map.fields, {}, &Field::key); };
  sort(psbt.global);
  for (FieldMap& map : psbt.inputs) sort(map);
  for (FieldMap& map : psbt.outputs) sort(map);
  return serialize_psbt(psbt);
}

Result<Bytes> extracted(const json& given) {
  CQ_TRY(tx, Bitcoin::decode(payload_of(given.at(0))));
  const auto done = final_transaction(tx);
  return done ? serialize(*done, WitnessForm::allowed) : Bytes();
}

Bytes created(const json& given) {
  auto tx = parse_transaction(unhex(given.at(0)), WitnessForm::never);
  return serialize_psbt(psbt_of(*std::move(tx)));
}

// The steps of a road with multisig. Creating, combining and extracting need to know no script.
void run_step(const json& c, Counts& counts) {
  const std::string step = c["step"];
  const Bytes made = unhex(c["made"]);
  if (step == "create") {
    EXPECT_EQ(created(c["given"]), made);
  } else if (step == "combine") {
    const auto bytes = combined(c["given"]);
    ASSERT_TRUE(bytes.ok()) << bytes.error().what();
    EXPECT_EQ(to_hex(sorted(*bytes)), to_hex(sorted(made)));
  } else if (step == "extract") {
    EXPECT_EQ(to_hex(*extracted(c["given"])), to_hex(made));
  } else {
    EXPECT_TRUE(Bitcoin::decode(payload_of(c["given"].at(0))).ok());
    EXPECT_TRUE(Bitcoin::decode(payload_of(c["made"])).ok());
    ++counts["awaiting the Bitcoin multisig issue"];
    return;
  }
  ++counts[step];
}

// A ring in which every key that the request names is ours.
Context everything_is_ours(const Tx& tx) {
  Context context;
  const auto origins = Bitcoin::key_origins(tx);
  context.keys = KeyRing(origins.front().fingerprint);
  for (const InputFields& input : tx.fields().inputs) {
    for (const KeyRecord& record : input.keys) {
      context.keys.add({record.origin.path, ExtendedPublicKey{*PublicKey::parse(record.key), {}}});
    }
  }
  return context;
}

void fails_signer_check(const json& c, Counts& counts) {
  const auto tx = Bitcoin::decode(payload_of(c["psbt"]));
  ASSERT_TRUE(tx.ok());
  const auto plan = Bitcoin::resolve(*tx, everything_is_ours(*tx));
  EXPECT_FALSE(plan.ok()) << c["why"];
  ++counts["signer check"];
}

Counts run(const std::string& name) {
  Counts counts;
  for (const json& c : cases_of(name)) {
    const std::string kind = c["kind"];
    SCOPED_TRACE(kind + " " + c.value("why", c.value("step", "")));
    if (kind == "valid") expect_decoded_and_encoded(c, counts);
    if (kind == "invalid") expect_refused(c, counts);
    if (kind == "step") run_step(c, counts);
    if (kind == "signer check") fails_signer_check(c, counts);
  }
  return counts;
}

TEST(PsbtVectors, Bip174) {
  EXPECT_EQ(run("bip174"), (Counts{{"invalid", 20},
                                   {"valid", 10},
                                   {"signer check", 4},
                                   {"create", 1},
                                   {"combine", 2},
                                   {"extract", 1},
                                   {"awaiting the Bitcoin multisig issue", 5}}));
}

// BIP-0174 asks for the lexicographic order in its second combination.
TEST(PsbtVectors, CombinedUnknownFieldsStandInOrder) {
  const json cases = cases_of("bip174");
  const json& last = cases.back();
  ASSERT_EQ(last["step"], "combine");
  EXPECT_EQ(to_hex(*combined(last["given"])), last["made"]);
}

TEST(PsbtVectors, Bip370) {
  EXPECT_EQ(run("bip370"), (Counts{{"invalid", 12}, {"version 2", 35}}));
}

TEST(PsbtVectors, Bip371) {
  EXPECT_EQ(run("bip371"), (Counts{{"invalid", 11}, {"valid", 6}}));
}

TEST(PsbtVectors, BitcoinCore) {
  EXPECT_EQ(run("core-psbt"), (Counts{{"invalid", 52},
                                      {"refused by resolve", 2},
                                      {"told as unknown: MuSig2", 18},
                                      {"valid", 34},
                                      {"not base64", 2},
                                      {"version 2", 26},
                                      {"combine", 1},
                                      {"extract", 1},
                                      {"awaiting the Bitcoin multisig issue", 7}}));
}

}  // namespace
}  // namespace coldquill::bitcoin
