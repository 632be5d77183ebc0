// Signed answers: what goes back, who has signed, combining, raw transactions.
#include <coldquill/base/hex.h>
#include <coldquill/bitcoin/finalize.h>
#include <gtest/gtest.h>

#include <chrono>

#include "reviewing.h"

namespace coldquill::bitcoin {
namespace {

using test::Proofs;
using test::PsbtBuilder;
using test::Wallet;
using enum SingleKeyForm;

PsbtBuilder all_forms() {
  PsbtBuilder builder;
  builder.spend(me(), "m/44'/0'/0'/0/0", p2pkh, 10'000)
      .spend(me(), "m/49'/0'/0'/0/0", p2sh_p2wpkh, 10'000)
      .spend(me(), "m/84'/0'/0'/0/0", p2wpkh, 10'000)
      .spend(me(), "m/86'/0'/0'/0/0", p2tr, 10'000)
      .pay(39'000);
  return builder;
}

Outcome signed_by_me(const Payload& payload) {
  const auto draft = prepare(payload);
  EXPECT_TRUE(draft.ok()) << draft.error().what();
  auto outcome = draft->attach(me().sign(*draft));
  EXPECT_TRUE(outcome.ok());
  return *std::move(outcome);
}

Payload payload_of(const Answer& answer) {
  return {answer.kind, answer.bytes, {}};
}

TEST(Signing, EveryFormInOneTransaction) {
  const Outcome outcome = signed_by_me(all_forms().payload());
  ASSERT_EQ(outcome.answers.size(), 2u);
  EXPECT_EQ(outcome.answers[0].kind, "psbt");
  EXPECT_TRUE(outcome.answers[0].complete);
  EXPECT_EQ(outcome.answers[1].kind, "bitcoin-tx");
  const auto tx = parse_transaction(outcome.answers[1].bytes, WitnessForm::allowed);
  ASSERT_TRUE(tx.ok());
  EXPECT_EQ(tx->txid().text().size(), 64u);
  EXPECT_GT(tx->inputs[0].script_sig.size(), 100u);
  EXPECT_TRUE(tx->inputs[0].witness.empty());
  EXPECT_EQ(tx->inputs[1].script_sig.size(), 23u);
  EXPECT_EQ(tx->inputs[1].witness.size(), 2u);
  EXPECT_EQ(tx->inputs[2].witness.size(), 2u);
  EXPECT_EQ(tx->inputs[3].witness.size(), 1u);
  EXPECT_EQ(tx->inputs[3].witness[0].size(), 64u);
  EXPECT_EQ(outcome.signatures.size(), 4u);
}

TEST(Signing, SizeIsEstimatedToTheByte) {
  const auto draft = prepare(all_forms());
  const Outcome outcome = signed_by_me(all_forms().payload());
  const auto tx = parse_transaction(outcome.answers[1].bytes, WitnessForm::allowed);
  const std::uint64_t whole = outcome.answers[1].bytes.size();
  const std::uint64_t base = serialize(*tx, WitnessForm::never).size();
  const std::uint64_t vsize = (3 * base + whole + 3) / 4;
  const std::uint64_t rate = 1'000 * 100 / vsize;  // hundredths of sat/vB
  const std::string text = test::fact(draft->review(), "fee_rate");
  const std::string digits = std::to_string(rate);
  EXPECT_EQ(text, "about " + digits.substr(0, digits.size() - 2) + "." +
                      digits.substr(digits.size() - 2) + " sat/vB");
}

TEST(Signing, ABitOfASignatureMakesItWorthless) {
  const Outcome outcome = signed_by_me(test::simple().payload());
  const auto tx = Bitcoin::decode(payload_of(outcome.answers[0]));
  ASSERT_TRUE(tx.ok());
  EXPECT_TRUE(finalize(*tx).front().has_value());
  Psbt psbt = tx->psbt();
  for (Field& field : psbt.inputs[0].fields) {
    if (field.type() == input_type::partial_sig) field.value[20] ^= 1;
  }
  const auto broken = Tx::of(psbt, Form::psbt);
  ASSERT_TRUE(broken.ok());
  EXPECT_FALSE(finalize(*broken).front().has_value());
  EXPECT_EQ(reason(Payload{"psbt", serialize_psbt(psbt), {}}), "E_BAD_SIGNATURE");
}

TEST(Signing, SignedOnesAreNotSignedAgain) {
  const Outcome outcome = signed_by_me(all_forms().payload());
  const auto again = prepare(payload_of(outcome.answers[0]));
  ASSERT_TRUE(again.ok());
  EXPECT_TRUE(again->jobs().empty());
  EXPECT_FALSE(again->consent_id());
  for (const Fact* fact : test::facts(again->review(), "signature")) {
    EXPECT_EQ(fact->value, "already signed by you");
    EXPECT_EQ(fact->source, Source::proven);
  }
}

TEST(Signing, ABadTaprootSignatureIsRefused) {
  PsbtBuilder builder;
  builder.spend(me(), "m/86'/0'/0'/0/0", p2tr, 10'000).pay(9'900);
  const Outcome outcome = signed_by_me(builder.payload());
  Psbt psbt = *parse_psbt(outcome.answers[0].bytes);
  EXPECT_EQ(reason(Payload{"psbt", serialize_psbt(psbt), {}}), "");
  psbt.inputs[0].set({input_type::tap_key_sig}, Bytes(64, 1));
  EXPECT_EQ(reason(Payload{"psbt", serialize_psbt(psbt), {}}), "E_BAD_SIGNATURE");
}

// What the sender says is finished is a claim: nobody ran the script.
TEST(Signing, FinishedInputsAreClaimed) {
  PsbtBuilder builder = test::simple();
  builder.foreign(p2wpkh, 1'000);
  builder.input(0).set({input_type::final_witness}, {1, 1, 0});
  const auto draft = prepare(builder);
  ASSERT_TRUE(draft.ok());
  EXPECT_TRUE(draft->jobs().empty());
  const auto told = test::facts(draft->review(), "signature");
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told.front()->value, "already finalized");
  EXPECT_EQ(told.front()->source, Source::claimed);
}

TEST(Signing, AThousandSignedInputsAreReadFast) {
  for (const auto form : {p2wpkh, p2tr}) {
    PsbtBuilder builder;
    const std::string account = form == p2tr ? "m/86'/0'/0'/0/" : "m/84'/0'/0'/0/";
    for (int i = 0; i < 1'000; ++i) {
      builder.spend(me(), account + std::to_string(i), form, 1'000);
    }
    builder.pay(990'000);
    const Outcome outcome = signed_by_me(builder.payload());
    EXPECT_TRUE(outcome.answers[0].complete);
    const auto start = std::chrono::steady_clock::now();
    const auto again = prepare(payload_of(outcome.answers[0]));
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    ASSERT_TRUE(again.ok());
    EXPECT_TRUE(again->jobs().empty());
    EXPECT_LT(took.count(), 1.5);
  }
}

// ---- Two people

PsbtBuilder joint() {
  PsbtBuilder builder;
  builder.spend(me(), "m/84'/0'/0'/0/0", p2wpkh, 10'000)
      .spend(Wallet::zoo(), "m/84'/0'/0'/0/0", p2wpkh, 10'000)
      .pay(19'500);
  return builder;
}

Bytes signed_by(const Wallet& wallet, const Payload& payload) {
  const auto draft = coldquill::test::prepare_for<Bitcoin>(wallet, payload);
  EXPECT_TRUE(draft.ok());
  return draft->attach(wallet.sign(*draft))->answers.front().bytes;
}

Result<Bytes> combined(const Bytes& a, const Bytes& b) {
  CQ_TRY(first, Bitcoin::decode({"psbt", a, {}}));
  CQ_TRY(second, Bitcoin::decode({"psbt", b, {}}));
  CQ_TRY(both, RequestOf<Bitcoin>(first).combine(RequestOf<Bitcoin>(second)));
  CQ_TRY(answers, both->answers());
  return answers.front().bytes;
}

TEST(Combining, TwoSigners) {
  const Bytes mine = signed_by(me(), joint().payload());
  const Bytes theirs = signed_by(Wallet::zoo(), joint().payload());
  const auto both = combined(mine, theirs);
  ASSERT_TRUE(both.ok());
  EXPECT_TRUE(final_transaction(*Bitcoin::decode({"psbt", *both, {}})).has_value());
  EXPECT_FALSE(final_transaction(*Bitcoin::decode({"psbt", mine, {}})).has_value());
  // One after the other comes to the same.
  EXPECT_EQ(signed_by(Wallet::zoo(), {"psbt", mine, {}}), *both);
}

// B32: in either order, and more than once.
TEST(Combining, CommutesAndIsIdempotent) {
  const Bytes mine = signed_by(me(), joint().payload());
  const Bytes theirs = signed_by(Wallet::zoo(), joint().payload());
  EXPECT_EQ(*combined(mine, theirs), *combined(theirs, mine));
  EXPECT_EQ(*combined(mine, mine), mine);
  const Bytes both = *combined(mine, theirs);
  EXPECT_EQ(*combined(both, mine), both);
  EXPECT_EQ(*combined(theirs, both), both);
}

TEST(Combining, InWhateverOrderTheFieldsStand) {
  PsbtBuilder a = joint();
  a.input(0).set({0xFC, 1}, {1});
  PsbtBuilder b = joint();
  std::ranges::reverse(b.input(0).fields);
  b.input(0).fields.push_back({{0xFC, 0}, {2}});
  EXPECT_EQ(*combined(a.bytes(), b.bytes()), *combined(b.bytes(), a.bytes()));
}

TEST(Combining, ConflictsAndOtherRequestsAreRefused) {
  PsbtBuilder a = joint();
  PsbtBuilder b = joint();
  a.input(0).set({0xFC, 1}, {1});
  b.input(0).set({0xFC, 1}, {2});
  EXPECT_EQ(combined(a.bytes(), b.bytes()).error().reason(), "E_DIFFERENT_REQUESTS");
  b = joint();
  b.tx().outputs[0].value -= 1;
  EXPECT_EQ(combined(joint().bytes(), b.bytes()).error().reason(), "E_DIFFERENT_REQUESTS");
  EXPECT_TRUE(combined(joint().bytes(), joint().bytes()).ok());
}

// BIP-0174 has such PSBTs among its valid ones, so they are read; nothing can be done with one.
TEST(Combining, WhatIsNoTransactionIsRefused) {
  const auto with = [](auto change) {
    PsbtBuilder builder = joint();
    change(builder.tx());
    Psbt psbt = psbt_of(builder.tx());
    return serialize_psbt(psbt);
  };
  const std::pair<Bytes, const char*> cases[] = {
      {with([](Transaction& tx) { tx.inputs.clear(); }), "E_NO_INPUTS"},
      {with([](Transaction& tx) { tx.outputs.clear(); }), "E_NO_INPUTS"},
      {with([](Transaction& tx) {
         tx = {2, {}, {{0, {0x6A}}}, 0};
       }),
       "E_NO_INPUTS"},
      {with([](Transaction& tx) { tx.inputs[1] = tx.inputs[0]; }), "E_DUPLICATE_INPUT"},
      {with([](Transaction& tx) { tx.outputs[0].value = max_money + 1; }), "E_AMOUNT_RANGE"},
  };
  for (const auto& [bytes, why] : cases) {
    const auto tx = Bitcoin::decode({"psbt", bytes, {}});
    ASSERT_TRUE(tx.ok()) << why;
    EXPECT_EQ(Bitcoin::combine(*tx, *tx).error().reason(), why);
    EXPECT_EQ(Bitcoin::answers(*tx).error().reason(), why);
    EXPECT_EQ(Bitcoin::resolve(*tx, {}).error().reason(), why);
  }
}

// Each copy has as many fields as are read; together they have more.
TEST(Combining, MoreFieldsThanAreReadAgain) {
  const auto with = [](std::uint8_t kind) {
    PsbtBuilder builder = joint();
    for (std::uint32_t i = 0; i < 30'000; ++i) {
      builder.global().fields.push_back({Writer().u8(0xFC).u8(kind).u32be(i).take(), {}});
    }
    return builder.bytes();
  };
  EXPECT_TRUE(combined(with(1), with(1)).ok());
  EXPECT_EQ(combined(with(1), with(2)).error().reason(), "E_TOO_LARGE");
}

// ---- Raw transactions, with their previous transactions beside them

Result<Draft> prepare_raw(const Payload& payload, Context context) {
  CQ_TRY(tx, Bitcoin::decode(payload));
  return RequestOf<Bitcoin>(tx).prepare(context);
}

Context with_accounts() {
  Context context = me().context({{me().fingerprint(), test::path("m/86'/0'/0'/0/0")}});
  context.accounts = {{84, 0, 0}, {86, 0, 0}};
  return context;
}

PsbtBuilder raw_request() {
  PsbtBuilder builder;
  builder.spend(me(), "m/84'/0'/0'/0/7", p2wpkh, 10'000)
      .spend(me(), "m/86'/0'/0'/1/999", p2tr, 10'000)
      .pay(10'000)
      .back(me(), "m/84'/0'/0'/1/3", p2wpkh, 9'500);
  return builder;
}

TEST(Raw, KeysAreFoundInAccounts) {
  const auto draft = prepare_raw(raw_request().raw(), with_accounts());
  ASSERT_TRUE(draft.ok()) << draft.error().what();
  EXPECT_EQ(draft->jobs().size(), 2u);
  EXPECT_EQ(test::facts(draft->review(), "change").size(), 1u);
  EXPECT_TRUE(draft->acknowledgements().empty());
  const auto outcome = draft->attach(me().sign(*draft));
  ASSERT_TRUE(outcome.ok());
  EXPECT_EQ(outcome->answers[0].kind, "bitcoin-tx");
  EXPECT_TRUE(outcome->answers[0].complete);
}

TEST(Raw, KeysAreFoundAtNamedPaths) {
  PsbtBuilder builder;
  builder.spend(me(), "m/84'/0'/0'/0/5000", p2wpkh, 10'000).pay(9'900);
  Context context = with_accounts();
  EXPECT_TRUE(prepare_raw(builder.raw(), context)->jobs().empty());
  context.paths = {test::path("m/84'/0'/0'/0/5000")};
  EXPECT_EQ(prepare_raw(builder.raw(), context)->jobs().size(), 1u);
}

TEST(Raw, WithoutPreviousTransactionsNothingIsKnown) {
  Payload payload = raw_request().raw();
  payload.more.clear();
  const auto draft = prepare_raw(payload, with_accounts());
  ASSERT_TRUE(draft.ok());
  EXPECT_TRUE(draft->jobs().empty());
  EXPECT_TRUE(test::asks(draft->review(), "E_FEE_UNKNOWN"));
}

TEST(Raw, PreviousTransactionOfNoInputIsRefused) {
  Payload payload = raw_request().raw();
  payload.more.push_back(serialize(test::simple().tx(), WitnessForm::never));
  EXPECT_EQ(Bitcoin::decode(payload).error().reason(), "E_PREVIOUS_TX_MISMATCH");
  payload.more.back() = {1, 2, 3};
  EXPECT_EQ(Bitcoin::decode(payload).error().reason(), "E_TRUNCATED");
}

TEST(Raw, SameFingerprintAsThePsbt) {
  const auto raw = Bitcoin::decode(raw_request().raw());
  const auto psbt = Bitcoin::decode(raw_request().payload());
  EXPECT_EQ(RequestOf<Bitcoin>(*raw).fingerprint(), RequestOf<Bitcoin>(*psbt).fingerprint());
}

TEST(Raw, SignedOnesAreRefused) {
  const Outcome outcome = signed_by_me(test::simple().payload());
  EXPECT_EQ(Bitcoin::decode(payload_of(outcome.answers[1])).error().reason(), "E_ALREADY_SIGNED");
}

TEST(Raw, PreviousTransactionsMayStandBesideAPsbt) {
  PsbtBuilder builder;
  builder.spend(me(), "m/44'/0'/0'/0/0", p2pkh, 10'000, Proofs::none).pay(9'900);
  Payload payload = builder.payload();
  EXPECT_EQ(reason(payload), "E_UTXO_MISSING");
  payload.more = builder.raw().more;
  EXPECT_EQ(reason(payload), "");
}

// One large previous transaction that many inputs spend from is not copied without end.
TEST(Raw, AmplificationIsLimited) {
  Transaction previous;
  previous.inputs.emplace_back();
  previous.outputs.assign(3'000, {1'000, Bytes(100, 0x51)});
  const Txid txid = previous.txid();
  Transaction tx;
  for (std::uint32_t i = 0; i < 2'000; ++i) tx.inputs.push_back({{txid, i}, {}, 0, {}});
  tx.outputs.push_back({1, {0x51}});
  const Payload payload{
      "bitcoin-tx", serialize(tx, WitnessForm::never), {serialize(previous, WitnessForm::never)}};
  EXPECT_EQ(Bitcoin::decode(payload).error().reason(), "E_TOO_LARGE");
}

TEST(Recognise, ByContent) {
  EXPECT_EQ(Bitcoin::recognise(test::simple().bytes()), "psbt");
  EXPECT_EQ(Bitcoin::recognise(raw_request().raw().bytes), "bitcoin-tx");
  EXPECT_FALSE(Bitcoin::recognise({}));
  EXPECT_FALSE(Bitcoin::recognise(Bytes(100, 0)));
  EXPECT_FALSE(Bitcoin::recognise(view_of("hello, world, this is no transaction")));
}

}  // namespace
}  // namespace coldquill::bitcoin
