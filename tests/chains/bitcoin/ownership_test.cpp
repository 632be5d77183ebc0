// What is ours: B06, B07, B09 to B12, B18 of the attack corpus, and the ways in which wallets name
// keys.
#include <gtest/gtest.h>

#include "reviewing.h"

namespace coldquill::bitcoin {
namespace {

using test::path;
using test::Proofs;
using test::PsbtBuilder;
using test::Wallet;
using enum SingleKeyForm;

constexpr std::string_view input_path = "m/84'/0'/0'/0/0";
constexpr std::string_view change_path = "m/84'/0'/0'/1/0";

KeyOrigin origin(std::string_view at) {
  return {me().fingerprint(), path(at)};
}

// simple() with other records on its input and its change.
PsbtBuilder with_input_record(const PublicKey& key, const KeyOrigin& from) {
  PsbtBuilder builder = test::simple();
  builder.input(0).remove(input_type::bip32_derivation);
  const Field field = PsbtBuilder::record(key, from, input_type::bip32_derivation);
  builder.input(0).set(field.key, field.value);
  return builder;
}

PsbtBuilder with_change_record(const PublicKey& key, const KeyOrigin& from) {
  PsbtBuilder builder = test::simple();
  builder.output(1).remove(output_type::bip32_derivation);
  const Field field = PsbtBuilder::record(key, from, output_type::bip32_derivation);
  builder.output(1).set(field.key, field.value);
  return builder;
}

std::size_t count(const Review& review, std::string_view name) {
  return test::facts(review, name).size();
}

// ---- The three ways to name a key

struct Way {
  const char* name;
  KeyOrigin input;
  KeyOrigin change;
};

std::vector<Way> ways() {
  const KeyFingerprint account = me().vault().account_key(path("m/84'/0'/0'"))->key.fingerprint();
  return {{"master fingerprint", origin(input_path), origin(change_path)},
          {"fingerprint 00000000", {{}, path(input_path)}, {{}, path(change_path)}},
          {"account fingerprint", {account, {0, 0}}, {account, {1, 0}}}};
}

TEST(Ownership, ThreeWaysToNameAKey) {
  for (const Way& way : ways()) {
    SCOPED_TRACE(way.name);
    PsbtBuilder builder = with_input_record(me().key(path(input_path)), way.input);
    builder.output(1).remove(output_type::bip32_derivation);
    const Field field =
        PsbtBuilder::record(me().key(path(change_path)), way.change, output_type::bip32_derivation);
    builder.output(1).set(field.key, field.value);
    const auto draft = prepare(builder);
    ASSERT_TRUE(draft.ok()) << draft.error().what();
    ASSERT_EQ(draft->jobs().size(), 1u);
    EXPECT_EQ(draft->jobs()[0].key.origin, origin(input_path));
    EXPECT_EQ(count(draft->review(), "change"), 1u);
    EXPECT_EQ(test::fact(draft->review(), "network"), "Bitcoin mainnet");
  }
}

TEST(Ownership, EveryForm) {
  const std::pair<const char*, SingleKeyForm> forms[] = {{"m/44'/0'/0'/", p2pkh},
                                                         {"m/49'/0'/0'/", p2sh_p2wpkh},
                                                         {"m/84'/0'/0'/", p2wpkh},
                                                         {"m/86'/0'/0'/", p2tr}};
  for (const auto& [account, form] : forms) {
    SCOPED_TRACE(account);
    PsbtBuilder builder;
    builder.spend(me(), account + std::string("0/5"), form, 10'000).pay(5'000);
    builder.back(me(), account + std::string("1/6"), form, 4'900);
    const auto draft = prepare(builder);
    ASSERT_TRUE(draft.ok()) << draft.error().what();
    ASSERT_EQ(draft->jobs().size(), 1u);
    EXPECT_EQ(draft->jobs()[0].scheme.kind,
              form == p2tr ? SchemeKind::taproot_key_path : SchemeKind::ecdsa);
    EXPECT_EQ(count(draft->review(), "change"), 1u);
    EXPECT_EQ(count(draft->review(), "to"), 1u);
  }
}

TEST(Ownership, WithoutKeysNothingIsRecognised) {
  const auto tx = Bitcoin::decode(test::simple().payload());
  const auto draft = RequestOf<Bitcoin>(*tx).prepare({});
  ASSERT_TRUE(draft.ok());
  EXPECT_TRUE(draft->jobs().empty());
  EXPECT_FALSE(draft->consent_id());
  EXPECT_TRUE(test::warns(draft->review(), "E_NOTHING_RECOGNISED"));
  EXPECT_EQ(count(draft->review(), "to"), 2u);  // change is shown as a payment
  EXPECT_EQ(draft->fingerprint(), prepare(test::simple())->fingerprint());
}

TEST(Ownership, OfAnotherWalletNothingIsRecognised) {
  const auto draft = coldquill::test::prepare_for<Bitcoin>(Wallet::zoo(), test::simple().payload());
  ASSERT_TRUE(draft.ok());
  EXPECT_TRUE(draft->jobs().empty());
  EXPECT_TRUE(test::warns(draft->review(), "E_NOTHING_RECOGNISED"));
  EXPECT_FALSE(test::warns(prepare(test::simple())->review(), "E_NOTHING_RECOGNISED"));
}

// ---- B06, B07: inputs of others

TEST(ForeignInputs, AreShownAndTheBalanceIsOurs) {
  PsbtBuilder builder = test::simple();
  builder.foreign(p2wpkh, 2'000'000);
  builder.tx().outputs[0].value = 2'500'000;
  const auto draft = prepare(builder);
  ASSERT_TRUE(draft.ok());
  EXPECT_EQ(draft->jobs().size(), 1u);
  EXPECT_TRUE(test::warns(draft->review(), "E_FOREIGN_INPUTS"));
  EXPECT_EQ(test::facts(draft->review(), "net").front()->raw, "610000");  // 1,000,000 - 390,000
  EXPECT_EQ(test::fact(draft->review(), "owner"), "somebody else");
  EXPECT_FALSE(test::warns(prepare(test::simple())->review(), "E_FOREIGN_INPUTS"));
}

TEST(ForeignInputs, MayGiveUsSomething) {
  PsbtBuilder builder = test::simple();
  builder.foreign(p2wpkh, 2'000'000);
  builder.tx().outputs[1].value = 1'500'000;
  const auto draft = prepare(builder);
  EXPECT_EQ(test::facts(draft->review(), "net").front()->raw, "-500000");
  EXPECT_EQ(test::facts(draft->review(), "net").front()->label, "you gain");
}

// B07: our record copied onto somebody else's input.
TEST(ForeignInputs, PosingAsOwn) {
  for (const auto form : {p2pkh, p2sh_p2wpkh, p2wpkh, p2tr}) {
    PsbtBuilder builder = test::simple();
    builder.foreign(form, 1'000, form == p2pkh ? Proofs::previous : Proofs::both);
    const PublicKey key = me().key(path("m/84'/0'/0'/0/9"));
    const Field field = form == p2tr ? PsbtBuilder::tap_record(key, origin("m/84'/0'/0'/0/9"),
                                                               input_type::tap_bip32_derivation)
                                     : PsbtBuilder::record(key, origin("m/84'/0'/0'/0/9"),
                                                           input_type::bip32_derivation);
    builder.input(1).set(field.key, field.value);
    EXPECT_EQ(reason(builder), "E_INPUT_FRAUD") << name_of(form);
  }
}

TEST(KeyFraud, KeyAndPathMustFit) {
  const PublicKey key = me().key(path(input_path));
  EXPECT_EQ(reason(with_input_record(key, origin(input_path))), "");
  EXPECT_EQ(reason(with_input_record(key, origin("m/84'/0'/0'/0/1"))), "E_KEY_FRAUD");
  EXPECT_EQ(reason(with_input_record(key, origin("m/84'/0'/1'/0/0"))), "E_KEY_FRAUD");
  EXPECT_EQ(reason(with_input_record(key, origin("m"))), "E_KEY_FRAUD");
  EXPECT_EQ(reason(with_input_record(Wallet::zoo().key(path(input_path)), origin(input_path))),
            "E_KEY_FRAUD");
  // The right key at the right path, which does not spend this input.
  EXPECT_EQ(reason(with_input_record(me().key(path(change_path)), origin(change_path))),
            "E_INPUT_FRAUD");
}

TEST(InputFraud, TaprootInternalKey) {
  PsbtBuilder builder;
  builder.spend(me(), "m/86'/0'/0'/0/0", p2tr, 10'000).pay(9'900);
  EXPECT_EQ(reason(builder), "");
  PsbtBuilder other = builder;
  other.input(0).set({input_type::tap_internal_key},
                     to_bytes(me().key(path("m/86'/0'/0'/0/1")).x_only()));
  EXPECT_EQ(reason(other), "E_INPUT_FRAUD");
  PsbtBuilder rooted = builder;
  rooted.input(0).set({input_type::tap_merkle_root}, Bytes(32, 7));
  EXPECT_EQ(reason(rooted), "E_INPUT_FRAUD");
}

// ---- Taproot with a script tree

PsbtBuilder with_tree(const Bytes& root) {
  const PublicKey key = me().key(path("m/86'/0'/0'/0/0"));
  const Bytes script = p2tr_script(*taproot_output_key(key.x_only(), array_of<32>(root)));
  PsbtBuilder builder;
  builder.spend_script(script, 10'000).pay(9'900);
  builder.input(0).set({input_type::tap_internal_key}, to_bytes(key.x_only()));
  builder.input(0).set({input_type::tap_merkle_root}, root);
  const Field field =
      PsbtBuilder::tap_record(key, origin("m/86'/0'/0'/0/0"), input_type::tap_bip32_derivation);
  builder.input(0).set(field.key, field.value);
  return builder;
}

TEST(TaprootTree, KeyPathIsSignedWithItsRoot) {
  const Bytes root(32, 7);
  const auto draft = prepare(with_tree(root));
  ASSERT_TRUE(draft.ok()) << draft.error().what();
  ASSERT_EQ(draft->jobs().size(), 1u);
  EXPECT_EQ(draft->jobs()[0].scheme.output->merkle_root, array_of<32>(root));
  const auto signatures = me().sign(*draft);
  EXPECT_TRUE(draft->attach(signatures)->answers.front().complete);
}

// The record of a script key, sorted before that of the internal key, must not hide it.
TEST(TaprootTree, InternalKeyIsFoundAmongKeysOfScripts) {
  for (std::uint32_t index = 1; index < 9; ++index) {
    PsbtBuilder builder = with_tree(Bytes(32, 7));
    const KeyOrigin from{me().fingerprint(), {hardened(86), hardened(0), hardened(0), 0, index}};
    Field field =
        PsbtBuilder::tap_record(me().key(from.path), from, input_type::tap_bip32_derivation);
    field.value = Writer().u8(1).bytes(Bytes(32, 9)).bytes(write_origin(from)).take();
    builder.input(0).set(field.key, field.value);
    EXPECT_EQ(reason(builder), "") << index;
  }
}

TEST(TaprootTree, ScriptPathIsRefusedByName) {
  PsbtBuilder builder;
  builder.foreign(p2tr, 10'000).pay(9'900);
  const KeyOrigin from = origin("m/86'/0'/0'/0/1");
  Field field =
      PsbtBuilder::tap_record(me().key(from.path), from, input_type::tap_bip32_derivation);
  field.value = Writer().u8(1).bytes(Bytes(32, 9)).bytes(write_origin(from)).take();
  builder.input(0).set(field.key, field.value);
  builder.input(0).set({input_type::tap_internal_key},
                       to_bytes(Wallet::zoo().key(from.path).x_only()));
  EXPECT_EQ(reason(builder), "E_UNSUPPORTED_TAPSCRIPT");
}

TEST(TaprootTree, ChangeWithATreeIsAPayment) {
  PsbtBuilder builder;
  builder.spend(me(), "m/86'/0'/0'/0/0", p2tr, 10'000);
  builder.back(me(), "m/86'/0'/0'/1/0", p2tr, 9'900);
  EXPECT_EQ(count(prepare(builder)->review(), "change"), 1u);
  // One leaf: depth 0, version 0xc0, OP_TRUE.
  builder.output(0).set({output_type::tap_tree}, {0x00, 0xC0, 0x01, 0x51});
  const auto draft = prepare(builder);
  ASSERT_TRUE(draft.ok());
  EXPECT_EQ(count(draft->review(), "change"), 0u);
  EXPECT_EQ(count(draft->review(), "to"), 1u);
}

// ---- Multisig and other scripts get a refusal that names what is missing

Bytes multisig_with(const PublicKey& key) {
  Writer out;
  out.u8(0x52).u8(33).bytes(key.bytes()).u8(33);
  out.bytes(Wallet::zoo().key(path(input_path)).bytes()).u8(0x52).u8(0xAE);
  return out.take();
}

Bytes p2wsh(const Bytes& script) {
  return witness_script(0, sha256(script));
}

void add_record(PsbtBuilder& builder, std::size_t i) {
  const Field field = PsbtBuilder::record(me().key(path(input_path)), origin(input_path),
                                          input_type::bip32_derivation);
  builder.input(i).set(field.key, field.value);
}

TEST(Unsupported, MultisigInEveryWrapping) {
  const Bytes script = multisig_with(me().key(path(input_path)));
  PsbtBuilder segwit;
  segwit.spend_script(p2wsh(script), 10'000).pay(9'900);
  segwit.input(0).set({input_type::witness_script}, script);
  PsbtBuilder nested;
  nested.spend_script(p2sh_script(hash160(p2wsh(script))), 10'000).pay(9'900);
  nested.input(0).set({input_type::redeem_script}, p2wsh(script));
  nested.input(0).set({input_type::witness_script}, script);
  PsbtBuilder legacy;
  legacy.spend_script(p2sh_script(hash160(script)), 10'000, Proofs::previous).pay(9'900);
  legacy.input(0).set({input_type::redeem_script}, script);
  PsbtBuilder bare;
  bare.spend_script(script, 10'000, Proofs::previous).pay(9'900);
  for (PsbtBuilder* builder : {&segwit, &nested, &legacy, &bare}) {
    EXPECT_EQ(reason(*builder), "");  // nobody says that a key is ours
    add_record(*builder, 0);
    EXPECT_EQ(reason(*builder), "E_UNSUPPORTED_MULTISIG");
  }
}

TEST(Unsupported, OtherScripts) {
  const PublicKey key = me().key(path(input_path));
  const Bytes script = Writer().u8(33).bytes(key.bytes()).u8(0xAC).take();  // <key> CHECKSIG
  PsbtBuilder segwit;
  segwit.spend_script(p2wsh(script), 10'000).pay(9'900);
  segwit.input(0).set({input_type::witness_script}, script);
  add_record(segwit, 0);
  EXPECT_EQ(reason(segwit), "E_UNSUPPORTED_SCRIPT");
  PsbtBuilder bare;
  bare.spend_script(script, 10'000, Proofs::previous).pay(9'900);
  add_record(bare, 0);
  EXPECT_EQ(reason(bare), "E_UNSUPPORTED_SCRIPT");
}

// B19: the scripts that came along are not those of the output.
TEST(InputFraud, ScriptsThatDoNotFit) {
  const Bytes script = multisig_with(me().key(path(input_path)));
  PsbtBuilder builder;
  builder.spend_script(p2wsh({0x51}), 10'000).pay(9'900);
  builder.input(0).set({input_type::witness_script}, script);
  add_record(builder, 0);
  EXPECT_EQ(reason(builder), "E_INPUT_FRAUD");
}

TEST(InputFraud, RedeemScriptOfAnotherKey) {
  PsbtBuilder builder;
  builder.spend(me(), "m/49'/0'/0'/0/0", p2sh_p2wpkh, 10'000).pay(9'900);
  EXPECT_EQ(reason(builder), "");
  builder.input(0).set({input_type::redeem_script},
                       p2wpkh_script(me().key(path(input_path)).hash160()));
  EXPECT_EQ(reason(builder), "E_UTXO_CONFLICT");
  builder.input(0).remove(input_type::redeem_script);  // not needed: the key tells it
  EXPECT_EQ(reason(builder), "");
}

// ---- B09 to B12: change

TEST(ChangeFraud, EachStepOfThePathAndEachByteOfTheKey) {
  const PublicKey key = me().key(path(change_path));
  EXPECT_EQ(reason(with_change_record(key, origin(change_path))), "");
  for (std::size_t i = 0; i < 5; ++i) {
    KeyOrigin other = origin(change_path);
    other.path[i] ^= 1;
    EXPECT_EQ(reason(with_change_record(key, other)), "E_CHANGE_FRAUD") << i;
  }
  EXPECT_EQ(reason(with_change_record(me().key(path("m/84'/0'/0'/1/1")), origin(change_path))),
            "E_CHANGE_FRAUD");
  // A true record of ours on an output that pays somebody else.
  PsbtBuilder builder = test::simple();
  builder.tx().outputs[1].script = Wallet::zoo().script(path(change_path), p2wpkh);
  EXPECT_EQ(reason(builder), "E_CHANGE_FRAUD");
}

TEST(ChangeFraud, Taproot) {
  PsbtBuilder builder;
  builder.spend(me(), "m/86'/0'/0'/0/0", p2tr, 10'000);
  builder.back(me(), "m/86'/0'/0'/1/0", p2tr, 9'900);
  EXPECT_EQ(reason(builder), "");
  PsbtBuilder other = builder;
  other.tx().outputs[0].script = me().script(path("m/86'/0'/0'/1/1"), p2tr);
  EXPECT_EQ(reason(other), "E_CHANGE_FRAUD");
}

// B10: with another fingerprint nobody says that it is ours.
TEST(Change, OfAnotherFingerprintIsAPayment) {
  KeyOrigin other = origin(change_path);
  other.fingerprint.bytes[0] ^= 1;
  const auto draft = prepare(with_change_record(me().key(path(change_path)), other));
  ASSERT_TRUE(draft.ok());
  EXPECT_EQ(count(draft->review(), "change"), 0u);
  EXPECT_EQ(count(draft->review(), "to"), 2u);
  EXPECT_EQ(test::facts(draft->review(), "net").front()->raw, "1000000");
  EXPECT_EQ(test::facts(prepare(test::simple())->review(), "net").front()->raw, "610000");
}

TEST(Change, WithoutARecordIsAPayment) {
  PsbtBuilder builder = test::simple();
  builder.output(1).remove(output_type::bip32_derivation);
  EXPECT_EQ(count(prepare(builder)->review(), "to"), 2u);
}

// A shared wallet that we are part of: we do not know its policy, so it is a payment.
TEST(Change, ToASharedWalletIsAPayment) {
  const Bytes script = multisig_with(me().key(path(input_path)));
  PsbtBuilder builder = test::simple();
  builder.pay(p2wsh(script), 1'000);
  builder.output(2).set({output_type::witness_script}, script);
  const Field field = PsbtBuilder::record(me().key(path(input_path)), origin(input_path),
                                          output_type::bip32_derivation);
  builder.output(2).set(field.key, field.value);
  const auto draft = prepare(builder);
  ASSERT_TRUE(draft.ok()) << draft.error().what();
  EXPECT_EQ(count(draft->review(), "to"), 2u);
  EXPECT_EQ(count(draft->review(), "change"), 1u);
}

// ---- B11: far change, and B18: change of another form

struct Place {
  const char* at;
  SingleKeyForm form;
};

PsbtBuilder back_to(const Place& place, std::string_view spent = input_path) {
  PsbtBuilder builder;
  builder.spend(me(), spent, p2wpkh, 1'000'000).back(me(), place.at, place.form, 990'000);
  return builder;
}

// "change", "own" or "payment"; the path is a headline wherever it is not the usual one.
std::string kind_of_output(const PsbtBuilder& builder) {
  const auto draft = prepare(builder);
  EXPECT_TRUE(draft.ok()) << draft.error().what();
  if (!draft) return "refused";
  const Review& review = draft->review();
  const bool payment = count(review, "to") == 1;
  const bool change = count(review, "change") == 1;
  EXPECT_EQ(test::asks(review, "E_CHANGE_FAR"), payment);
  EXPECT_EQ(test::facts(review, "path").front()->headline, !change);
  return change ? "change" : payment ? "payment" : "own";
}

std::string kind_of_output(const Place& place) {
  return kind_of_output(back_to(place));
}

TEST(ChangeFar, WhereTheWalletLooks) {
  for (const char* at : {"m/84'/0'/0'/1/0", "m/84'/0'/0'/0/7", "m/84'/0'/0'/1/1000"}) {
    EXPECT_EQ(kind_of_output({at, p2wpkh}), "change") << at;
  }
  EXPECT_EQ(kind_of_output({"m/86'/0'/0'/0/0", p2tr}), "own");
  EXPECT_EQ(kind_of_output({"m/49'/0'/0'/1/1000", p2sh_p2wpkh}), "own");
  EXPECT_EQ(kind_of_output({"m/44'/0'/0'/1/1001", p2pkh}), "payment");
}

TEST(ChangeFar, RansomPaths) {
  for (const char* at :
       {"m/84'/0'/0'/1/1001", "m/84'/0'/0'/1/100001", "m/84'/0'/0'/1/2147483647", "m/84'/0'/0'/2/0",
        "m/84'/0'/1'/0/0", "m/84'/0'/1'/1/3", "m/84'/0'/1001'/0/0", "m/84'/0'/0'/1/0'",
        "m/84'/0'/0'/1'/0", "m/84'/0'/0'/1", "m/84'/0'/0'", "m", "m/7'/1", "m/84'/0'/0'/1/0/0/0/0",
        "m/48'/0'/0'/2'/1/0"}) {
    EXPECT_EQ(kind_of_output({at, p2wpkh}), "payment") << at;
  }
  EXPECT_EQ(kind_of_output({"m/49'/0'/777'/1/99999", p2sh_p2wpkh}), "payment");
}

// Other accounts are found once they are in use.
TEST(ChangeFar, AnotherAccountThatIsSpentFrom) {
  EXPECT_EQ(kind_of_output(back_to({"m/84'/0'/5'/1/3", p2wpkh}, "m/84'/0'/5'/0/9")), "change");
  EXPECT_EQ(kind_of_output(back_to({"m/86'/0'/5'/1/3", p2tr}, "m/84'/0'/5'/0/9")), "own");
  EXPECT_EQ(kind_of_output(back_to({"m/84'/0'/0'/1/3", p2wpkh}, "m/84'/0'/5'/0/9")), "payment");
  PsbtBuilder both = back_to({"m/84'/0'/5'/1/3", p2wpkh});
  both.spend(me(), "m/84'/0'/5'/0/9", p2wpkh, 1'000);
  EXPECT_EQ(kind_of_output(both), "change");
}

// The coins tell which indexes are in use; but a crumb at a far one is no licence.
TEST(ChangeFar, BeyondTheIndexesInUse) {
  const auto from = [](const char* spent, const char* at) {
    return kind_of_output(back_to({at, p2wpkh}, spent));
  };
  EXPECT_EQ(from("m/84'/0'/0'/0/5000", "m/84'/0'/0'/1/6000"), "change");
  EXPECT_EQ(from("m/84'/0'/0'/0/5000", "m/84'/0'/0'/1/6001"), "payment");
  EXPECT_EQ(from("m/84'/0'/0'/0/99999", "m/84'/0'/0'/1/100000"), "change");
  EXPECT_EQ(from("m/84'/0'/0'/0/2147483647", "m/84'/0'/0'/1/100001"), "payment");
  EXPECT_EQ(from("m/84'/0'/0'/0/2147483647", "m/84'/0'/0'/1/2147483646"), "payment");
}

// The wallet that finds m/84' keys looks for P2WPKH there and nothing else.
TEST(ChangeFar, FormThatThePurposeDoesNotHave) {
  EXPECT_EQ(kind_of_output({"m/84'/0'/0'/1/0", p2pkh}), "payment");
  EXPECT_EQ(kind_of_output({"m/84'/0'/0'/1/0", p2sh_p2wpkh}), "payment");
  EXPECT_EQ(kind_of_output({"m/84'/0'/0'/1/0", p2tr}), "payment");
  EXPECT_EQ(kind_of_output({"m/86'/0'/0'/1/0", p2wpkh}), "payment");
}

// Wallets with paths of their own: beside an input of ours that they found, or in the first
// account.
TEST(ChangeFar, BesideAnInput) {
  const auto role = [](const char* input, const char* output) {
    return kind_of_output(back_to({output, p2wpkh}, input));
  };
  EXPECT_EQ(role("m/0'/0'/5'", "m/0'/1'/6'"), "change");
  EXPECT_EQ(role("m/0'/0'/5'", "m/0'/1/6'"), "payment");
  EXPECT_EQ(role("m/0'/0'/5'", "m/0'/2'/6'"), "payment");
  EXPECT_EQ(role("m/0'/0'/5'", "m/0'/1'/6"), "payment");
  EXPECT_EQ(role("m/0'/0'/5'", "m/1'/1'/6'"), "payment");
  EXPECT_EQ(role("m/0'/0'/5'", "m/84'/0'/0'/0/6"), "own");
  EXPECT_EQ(role("m/0'/0'/5'", "m/84'/0'/1'/0/6"), "payment");
  EXPECT_EQ(role("m/48'/0'/0'/0/0", "m/48'/0'/0'/1/1000"), "change");
  EXPECT_EQ(role("m/48'/0'/0'/0/0", "m/48'/0'/0'/1/1001"), "payment");
}

}  // namespace
}  // namespace coldquill::bitcoin
