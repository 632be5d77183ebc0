// Messages that are signed by a transaction which no network takes (BIP-0322).
#include <coldquill/bitcoin/networks.h>
#include <coldquill/crypto/curve.h>
#include <coldquill/script/sighash.h>
#include <gtest/gtest.h>
#include <support/vectors.h>

#include "psbt_builder.h"

namespace coldquill::bitcoin {
namespace {

using namespace test;
using coldquill::test::asks;
using coldquill::test::fact;
using coldquill::test::load_vectors;
using coldquill::test::prepare_for;
using coldquill::test::unhex;
using Json = nlohmann::json;
using enum SingleKeyForm;

constexpr std::uint8_t message_key = global_type::generic_signed_message;

Result<Draft> prepare(const PsbtBuilder& builder, const Wallet& wallet = Wallet::abandon()) {
  return prepare_for<Bitcoin>(wallet, builder.payload());
}

std::string reason(const PsbtBuilder& builder) {
  const auto draft = prepare(builder);
  return draft ? std::string() : std::string(draft.error().reason());
}

// ---- What is shown and signed

TEST(SignedMessage, ShowsTheTextAndNoMoney) {
  const auto draft = prepare(signing_message("I agree"));
  ASSERT_TRUE(draft) << draft.error().what();
  const Review& seen = draft->review();
  EXPECT_EQ(seen.kind(), "message");
  EXPECT_EQ(fact(seen, "message"), "I agree");
  EXPECT_EQ(fact(seen, "from"), "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu");
  EXPECT_TRUE(seen.warnings().empty());
  for (const char* money : {"fee", "data", "amount", "net", "total_out", "input_amount", "rbf"}) {
    EXPECT_FALSE(seen.has(money)) << money;
  }
}

TEST(SignedMessage, OfEveryForm) {
  const std::pair<const char*, SingleKeyForm> rows[] = {{"m/44'/0'/0'/0/1", p2pkh},
                                                        {"m/49'/0'/0'/0/1", p2sh_p2wpkh},
                                                        {"m/84'/0'/0'/0/1", p2wpkh},
                                                        {"m/86'/0'/0'/0/1", p2tr}};
  for (const auto& [at, form] : rows) {
    const auto draft = prepare(signing_message("two\nlines", at, form));
    ASSERT_TRUE(draft) << at << draft.error().what();
    EXPECT_EQ(draft->jobs().size(), 1u);
    const auto outcome = draft->attach(Wallet::abandon().sign(*draft));
    ASSERT_TRUE(outcome) << at;
    // It is complete, and nothing that a network could be given.
    ASSERT_EQ(outcome->answers.size(), 1u);
    EXPECT_EQ(outcome->answers[0].kind, "psbt");
    EXPECT_TRUE(outcome->answers[0].complete);
    EXPECT_FALSE(outcome->answers[0].broadcast);
  }
}

TEST(SignedMessage, IsJudgedLikeEveryMessage) {
  const auto steering = prepare(signing_message("a\x1b[2Jb"));
  EXPECT_TRUE(asks(steering->review(), "E_MESSAGE_NOT_TEXT"));
  EXPECT_TRUE(
      asks(prepare(signing_message(std::string(64, 'a')))->review(), "E_MESSAGE_LOOKS_LIKE"));
  EXPECT_EQ(reason(signing_message(std::string(32, '\x80'))), "E_RAW_DIGEST");
  EXPECT_EQ(reason(signing_message(std::string(64 * 1024 + 1, 'a'))), "E_TOO_LARGE");
}

TEST(SignedMessage, OfSomebodyElseIsNotSigned) {
  const auto draft = prepare(signing_message("x"), Wallet::zoo());
  ASSERT_TRUE(draft);
  EXPECT_TRUE(draft->jobs().empty());
  EXPECT_EQ(fact(draft->review(), "message"), "x");
}

// ---- Blind ones

TEST(SignedMessage, WithoutItsTextIsRefused) {
  PsbtBuilder builder = signing_message("x");
  builder.global().remove(message_key);
  EXPECT_EQ(reason(builder), "E_MESSAGE_MISSING");
  builder.input(0).remove(input_type::witness_utxo);
  EXPECT_EQ(reason(builder), "E_MESSAGE_MISSING");
  Payload raw{"bitcoin-tx", serialize(builder.tx(), WitnessForm::never), {}};
  EXPECT_EQ(prepare_for<Bitcoin>(Wallet::abandon(), raw).error().reason(), "E_MESSAGE_MISSING");
}

TEST(SignedMessage, WithAnotherTextOrAddressIsRefused) {
  PsbtBuilder other_text = signing_message("x");
  other_text.global().set({message_key}, {'y'});
  EXPECT_EQ(reason(other_text), "E_MESSAGE_MISMATCH");
  PsbtBuilder other_place = signing_message("x");
  other_place.tx().inputs[0].previous.index = 1;
  EXPECT_EQ(reason(other_place), "E_MESSAGE_MISMATCH");
  PsbtBuilder other_address = signing_message("x");
  other_address.tx().inputs[0].previous =
      signing_message("x", "m/84'/0'/0'/0/1").tx().inputs[0].previous;
  EXPECT_EQ(reason(other_address), "E_MESSAGE_MISMATCH");
}

TEST(SignedMessage, WithoutTheScriptThatItIsForIsRefused) {
  PsbtBuilder builder = signing_message("x");
  builder.input(0).remove(input_type::witness_utxo);
  EXPECT_EQ(reason(builder), "E_UTXO_MISSING");
}

TEST(SignedMessage, WithCoinsIsRefused) {
  PsbtBuilder behind = signing_message("x");
  behind.spend(Wallet::abandon(), "m/84'/0'/0'/0/5", p2wpkh, 50'000);
  EXPECT_EQ(reason(behind), "E_PROOF_OF_FUNDS");
  behind.global().remove(message_key);
  EXPECT_EQ(reason(behind), "E_PROOF_OF_FUNDS");
  behind.input(0).remove(input_type::witness_utxo);
  EXPECT_EQ(reason(behind), "E_PROOF_OF_FUNDS");
}

// Our signature of the second input does not commit to what the first one holds.
TEST(SignedMessage, OfSomebodyElseThatClaimsToHoldCoinsIsRefused) {
  const KeyPath at = coldquill::test::path("m/84'/0'/0'/0/0");
  const Bytes theirs = Wallet::zoo().script(at, p2wpkh);
  for (const auto form : {p2wpkh, p2pkh}) {
    PsbtBuilder builder;
    builder.spend_script(theirs, 0, Proofs::none).pay(Bytes{0x6A}, 0);
    builder.tx().inputs[0].previous = {holding_message("x", theirs).txid(), 0};
    builder.set_utxo(0, {1, theirs});
    builder.spend(Wallet::abandon(), "m/84'/0'/0'/0/5", form, 2'000);
    EXPECT_EQ(reason(builder), "E_PROOF_OF_FUNDS");
  }
}

// Not every verifier asks for the output of BIP-0322.
TEST(SignedMessage, ByACoinOfOursThatHoldsNothingIsRefused) {
  for (const auto form : {p2wpkh, p2tr}) {
    PsbtBuilder builder = signing_message("x", "m/84'/0'/0'/0/0", form);
    builder.global().remove(message_key);
    builder.spend(Wallet::abandon(), "m/84'/0'/0'/0/5", form, 50'000).pay(40'000);
    EXPECT_EQ(reason(builder), "E_MESSAGE_MISSING");
  }
  PsbtBuilder with_data = signing_message("x");
  with_data.global().remove(message_key);
  with_data.tx().outputs[0].script.push_back(0);
  EXPECT_EQ(reason(with_data), "E_MESSAGE_MISSING");
}

// ---- What is no message

TEST(SignedMessage, ATextBesideATransactionIsRefused) {
  PsbtBuilder builder = simple();
  builder.global().set({message_key}, {'x'});
  EXPECT_EQ(reason(builder), "E_MESSAGE_MISMATCH");
  PsbtBuilder paying_something = signing_message("x");
  paying_something.tx().outputs[0].value = 1;
  EXPECT_EQ(reason(paying_something), "E_MESSAGE_MISMATCH");
}

// All that an input holds as a fee: an odd transaction, and shown as that.
TEST(SignedMessage, CoinsThatAreBurntAreATransaction) {
  PsbtBuilder builder;
  builder.spend(Wallet::abandon(), "m/84'/0'/0'/0/0", p2wpkh, 600).pay(Bytes{0x6A}, 0);
  const auto draft = prepare(builder);
  ASSERT_TRUE(draft) << draft.error().what();
  EXPECT_EQ(draft->review().kind(), "transaction");
  EXPECT_TRUE(asks(draft->review(), "E_FEE_HIGH"));
  const auto outcome = draft->attach(Wallet::abandon().sign(*draft));
  ASSERT_EQ(outcome->answers.size(), 2u);
  EXPECT_TRUE(outcome->answers[1].broadcast);
  builder.spend(Wallet::abandon(), "m/84'/0'/0'/0/1", p2wpkh, 600);
  EXPECT_EQ(prepare(builder)->review().kind(), "transaction");
}

// The text may have been lost on the way, or put there: what is signed decides.
TEST(SignedMessage, IsNoTransactionForANetworkWithoutItsTextEither) {
  const auto draft = prepare(signing_message("x"));
  Psbt psbt = *parse_psbt(draft->attach(Wallet::abandon().sign(*draft))->answers.at(0).bytes);
  psbt.global.remove(message_key);
  const auto stripped = Bitcoin::decode({"psbt", serialize_psbt(psbt), {}});
  EXPECT_EQ(Bitcoin::answers(*stripped)->size(), 1u);
  const auto payment = prepare(simple());
  psbt = *parse_psbt(payment->attach(Wallet::abandon().sign(*payment))->answers.at(0).bytes);
  psbt.global.set({message_key}, {'x'});
  EXPECT_EQ(Bitcoin::answers(*Bitcoin::decode({"psbt", serialize_psbt(psbt), {}}))->size(), 2u);
}

// ---- Published

Bytes script_of(const Json& c) {
  return *script_of_address(c["address"].get<std::string>(), find_network("mainnet")->rules);
}

PsbtBuilder of_vector(const Json& c) {
  const Bytes message = unhex(c["message"]);
  const Bytes script = script_of(c);
  PsbtBuilder builder;
  builder.spend_script(script, 0, Proofs::none).pay(Bytes{0x6A}, 0);
  builder.set_utxo(0, {0, script});
  builder.tx().version = c.value("version", 0u);
  builder.tx().lock_time = c.value("lock_time", 0u);
  TxIn& input = builder.tx().inputs[0];
  input.sequence = c.value("sequence", 0u);
  const Transaction holding = holding_message(text_of(message), script);
  input.previous = {holding.txid(), 0};
  if (c["form"] == "p2sh-p2wpkh") {
    builder.input(0).set({input_type::redeem_script},
                         p2wpkh_script(PublicKey::parse(unhex(c["key"]))->hash160()));
  }
  if (c["form"] == "p2pkh") {
    builder.input(0).remove(input_type::witness_utxo);
    builder.input(0).set({input_type::non_witness_utxo}, serialize(holding, WitnessForm::allowed));
  }
  builder.global().set({message_key}, message);
  return builder;
}

TEST(Bip322, TransactionsHaveTheIdsThatArePublished) {
  const Json cases = load_vectors("message/bip322-ids")["cases"];
  ASSERT_EQ(cases.size(), 3u);
  for (const Json& c : cases) {
    SCOPED_TRACE(c["name"].get<std::string>());
    PsbtBuilder builder = of_vector(c);
    EXPECT_EQ(builder.tx().txid().text(), c["to_sign"]);
    builder.tx().inputs[0].previous = {*Txid::parse(c["to_spend"].get<std::string>()), 0};
    const auto draft = prepare(builder);
    ASSERT_TRUE(draft) << draft.error().what();
    EXPECT_EQ(draft->review().kind(), "message");
    EXPECT_EQ(fact(draft->review(), "message"), text_of(unhex(c["message"])));
    EXPECT_EQ(fact(draft->review(), "from"), c["address"]);
  }
}

// Of an output key nobody knows the key that would have to be ours.
bool is_good_by_output_key(const Json& c, const Transaction& tx) {
  const Bytes script = script_of(c);
  const TxOut spent{0, script};
  const auto digest = Sighasher(tx).taproot_key_path(0, {&spent, 1}, sighash::default_);
  return verify_schnorr(array_of<32>(classify(script).program), *digest, unhex(c["signature"]));
}

// What is signed when the key that made the published signature is ours.
Digest32 digest_of(const Json& c, PsbtBuilder builder) {
  const KeyOrigin origin{Wallet::abandon().fingerprint(), coldquill::test::path("m/84'/0'/0'/0/0")};
  const PublicKey key = *PublicKey::parse(unhex(c["key"]));
  const Field record = PsbtBuilder::record(key, origin, input_type::bip32_derivation);
  builder.input(0).set(record.key, record.value);
  Context context;
  context.keys = KeyRing(origin.fingerprint);
  context.keys.add({origin.path, {key, {}}});
  const auto plan = Bitcoin::resolve(*Bitcoin::decode(builder.payload()), context);
  return plan && plan->jobs.size() == 1 ? plan->jobs[0].digest : Digest32{};
}

bool is_good(const Json& c, const Digest32& digest) {
  const Bytes signature = unhex(c["signature"]);
  const auto compact = compact_of_der(ByteView(signature).first(signature.size() - 1));
  return compact && verify_ecdsa(*PublicKey::parse(unhex(c["key"])), digest, *compact);
}

TEST(Bip322, SignaturesArePublishedOverWhatIsSigned) {
  const Json cases = load_vectors("message/bip322-signatures")["cases"];
  ASSERT_EQ(cases.size(), 11u);
  for (const Json& c : cases) {
    SCOPED_TRACE(c["name"].get<std::string>());
    const PsbtBuilder builder = of_vector(c);
    const auto draft = prepare(builder);
    ASSERT_TRUE(draft) << draft.error().what();
    EXPECT_EQ(fact(draft->review(), "from"), c["address"]);
    if (c["form"] == "p2tr") {
      EXPECT_TRUE(is_good_by_output_key(c, PsbtBuilder(builder).tx()));
    } else {
      EXPECT_TRUE(is_good(c, digest_of(c, builder)));
    }
  }
}

}  // namespace
}  // namespace coldquill::bitcoin
