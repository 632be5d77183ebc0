// What the person is shown: B20 to B24, B39 to B41 of the attack corpus.
#include <coldquill/base/hex.h>
#include <gtest/gtest.h>

#include "reviewing.h"

namespace coldquill::bitcoin {
namespace {

using test::PsbtBuilder;
using enum SingleKeyForm;

// ---- B20, B21, B24: sighash types

std::string with_sighash(SingleKeyForm form, std::uint32_t type) {
  PsbtBuilder builder;
  const bool taproot = form == p2tr;
  builder.spend(me(), taproot ? "m/86'/0'/0'/0/0" : "m/84'/0'/0'/0/0", form, 10'000).pay(9'900);
  builder.input(0).set({input_type::sighash}, Writer().u32le(type).take());
  return reason(builder);
}

TEST(Sighash, OnlyOverTheWholeTransaction) {
  for (std::uint32_t type = 0; type < 256; ++type) {
    EXPECT_EQ(with_sighash(p2wpkh, type), type == 1 ? "" : "E_SIGHASH") << type;
    EXPECT_EQ(with_sighash(p2tr, type), type <= 1 ? "" : "E_SIGHASH") << type;
  }
  for (const std::uint32_t type : {0x101u, 0x01000001u, 0x80000001u, 0xFFFFFFFFu}) {
    EXPECT_EQ(with_sighash(p2wpkh, type), "E_SIGHASH") << type;
    EXPECT_EQ(with_sighash(p2tr, type), "E_SIGHASH") << type;
  }
}

// On an input of somebody else it is not our business.
TEST(Sighash, OfAForeignInput) {
  PsbtBuilder builder = test::simple();
  builder.foreign(p2wpkh, 1'000);
  builder.input(1).set({input_type::sighash}, {3, 0, 0, 0});
  EXPECT_EQ(reason(builder), "");
}

TEST(Sighash, AllOnTaprootMakesALongerSignature) {
  PsbtBuilder builder;
  builder.spend(me(), "m/86'/0'/0'/0/0", p2tr, 10'000).pay(9'900);
  EXPECT_EQ(test::fact(prepare(builder)->review(), "signature"),
            "yours, over everything (sighash DEFAULT)");
  builder.input(0).set({input_type::sighash}, {1, 0, 0, 0});
  const auto draft = prepare(builder);
  EXPECT_EQ(test::fact(draft->review(), "signature"), "yours, over everything (sighash ALL)");
  const auto outcome = draft->attach(me().sign(*draft));
  ASSERT_TRUE(outcome.ok());
  EXPECT_EQ(outcome->signatures.front().bytes.size(), 65u);
  EXPECT_EQ(outcome->signatures.front().bytes.back(), 1);
  EXPECT_TRUE(outcome->answers.front().complete);
}

// ---- T11: addresses that look like one another

// Another program of 20 octets whose bech32 address begins and ends like that of the first: a
// difference that the checksum's last four characters do not see.
Bytes look_alike(Bytes script) {
  const Bytes difference = *from_hex("00000000000000000000000000001efde80000000000");
  for (std::size_t i = 0; i < script.size(); ++i) script[i] ^= difference[i];
  return script;
}

TEST(LookAlike, OfWhatIsSpentOfChangeOrOfAnotherPayment) {
  const auto base = [] {
    PsbtBuilder builder = test::simple();
    return builder.tx();
  }();
  const Bytes spent = test::simple().previous(0).outputs[base.inputs[0].previous.index].script;
  for (const Bytes& known : {spent, base.outputs[0].script, base.outputs[1].script}) {
    PsbtBuilder builder = test::simple();
    builder.pay(look_alike(known), 100);
    const auto draft = prepare(builder);
    EXPECT_TRUE(test::asks(draft->review(), "E_ADDRESS_RESEMBLES"));
    PsbtBuilder same = test::simple();
    same.pay(known, 100);
    EXPECT_FALSE(test::warns(prepare(same)->review(), "E_ADDRESS_RESEMBLES"));
  }
}

// ---- B40: OP_RETURN, whole

TEST(Data, EveryByteIsShown) {
  for (const char* script : {"6a", "6a0548656c6c6f", "6a0548656c6c6f0141ff", "6a4c0548656c6c6f",
                             "6a01", "6a4effffffff41"}) {
    PsbtBuilder builder = test::simple();
    builder.pay(*from_hex(script), 0);
    const auto draft = prepare(builder);
    ASSERT_TRUE(draft.ok());
    EXPECT_EQ(test::fact(draft->review(), "data"), script);
    EXPECT_TRUE(test::facts(draft->review(), "data").front()->headline);
    EXPECT_FALSE(test::warns(draft->review(), "E_UNKNOWN_SCRIPT"));
  }
}

TEST(Data, TextIsEscapedAndBurntCoinsAreAHeadline) {
  PsbtBuilder builder = test::simple();
  builder.pay(*from_hex("6a0a0a202a2070726f76656e"), 1'000);
  const auto draft = prepare(builder);
  const Review& review = draft->review();
  EXPECT_EQ(test::fact(review, "data_text").find('\n'), std::string::npos);
  for (const Fact* amount : test::facts(review, "amount")) EXPECT_TRUE(amount->headline);
  EXPECT_EQ(test::facts(review, "amount").size(), 2u);
}

// ---- B41: scripts without an address, and addresses of the future

TEST(UnknownScript, IsShownWhole) {
  for (const char* script :
       {"51b2", "51210279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f8179851ae",
        "210279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798ac"}) {
    PsbtBuilder builder = test::simple();
    builder.pay(*from_hex(script), 1'000);
    const auto draft = prepare(builder);
    ASSERT_TRUE(draft.ok());
    EXPECT_TRUE(test::asks(draft->review(), "E_UNKNOWN_SCRIPT")) << script;
    EXPECT_EQ(test::facts(draft->review(), "to").back()->value, std::string("script ") + script);
  }
  // Without coins it is unknown as well, and there is nothing to take.
  PsbtBuilder empty = test::simple();
  empty.pay(*from_hex("51"), 0);
  EXPECT_TRUE(test::asks(prepare(empty)->review(), "E_UNKNOWN_SCRIPT"));
  EXPECT_FALSE(test::warns(prepare(empty)->review(), "E_ANYONE_CAN_SPEND"));
}

// ---- Outputs that anybody or nobody can spend

std::string asked_about(std::string_view script, Sat value) {
  PsbtBuilder builder = test::simple();
  builder.pay(*from_hex(script), value);
  const auto draft = prepare(builder);
  EXPECT_TRUE(draft.ok());
  std::string out;
  for (const std::string& reason : draft->review().acknowledgements()) out += reason;
  const Fact& amount = *test::facts(draft->review(), "amount").back();
  EXPECT_EQ(amount.money->role == MoneyRole::burns, out == "E_UNSPENDABLE") << script;
  EXPECT_EQ(amount.label == "unspendable", out == "E_UNSPENDABLE") << script;
  return out;
}

const std::string program = "09090909090909090909090909090909090909090909090909090909090909";

TEST(Takers, AddressesOfTheFuture) {
  EXPECT_EQ(asked_about("5220" + program + "09", 1'000), "E_ANYONE_CAN_SPEND");
  EXPECT_EQ(asked_about("60020909", 1'000), "E_ANYONE_CAN_SPEND");
  EXPECT_EQ(asked_about("511f" + program, 1'000), "E_ANYONE_CAN_SPEND");
  EXPECT_EQ(asked_about("0020" + program + "09", 1'000), "");  // P2WSH
  EXPECT_EQ(asked_about("001f" + program, 1'000), "E_UNSPENDABLE");
  EXPECT_EQ(asked_about("5220" + program + "09", 0), "");
}

TEST(Takers, AnchorsHoldLittle) {
  EXPECT_EQ(asked_about("51024e73", 0), "");
  EXPECT_EQ(asked_about("51024e73", 240), "");
  EXPECT_EQ(asked_about("51024e73", 241), "E_ANYONE_CAN_SPEND");
  EXPECT_EQ(asked_about("51024e74", 240), "E_ANYONE_CAN_SPEND");
}

TEST(Takers, KeysThatAreNoPoints) {
  const std::string x = "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798";
  EXPECT_EQ(asked_about("5120" + x, 1'000), "");
  EXPECT_EQ(asked_about("5120" + std::string(64, 'f'), 1'000), "E_UNSPENDABLE");
  EXPECT_EQ(asked_about("5120" + std::string(64, '0'), 1'000), "E_UNSPENDABLE");
}

TEST(Takers, CoinsBesideData) {
  EXPECT_EQ(asked_about("6a0568656c6c6f", 1), "E_UNSPENDABLE");
  PsbtBuilder empty = test::simple();
  empty.pay(*from_hex("6a0568656c6c6f"), 0);
  EXPECT_TRUE(prepare(empty)->review().warnings().empty());
}

// ---- B39: lock times

std::string locktime(std::uint32_t lock_time, std::uint32_t sequence) {
  PsbtBuilder builder = test::simple();
  builder.tx().lock_time = lock_time;
  builder.tx().inputs[0].sequence = sequence;
  return test::fact(prepare(builder)->review(), "locktime");
}

TEST(Locktime, IsTold) {
  EXPECT_EQ(locktime(0, 0), "none");
  EXPECT_EQ(locktime(840'000, 0xFFFFFFFE), "not before block 840000");
  EXPECT_EQ(locktime(840'000, 0xFFFFFFFF), "not before block 840000, without effect");
  EXPECT_EQ(locktime(499'999'999, 0), "not before block 499999999");
  EXPECT_EQ(locktime(500'000'000, 0), "not before 1985-11-05 00:53:20 UTC (500000000)");
  EXPECT_EQ(locktime(0xFFFFFFFF, 0), "not before 2106-02-07 06:28:15 UTC (4294967295)");
}

TEST(Replaceable, IsTold) {
  PsbtBuilder builder = test::simple();
  EXPECT_EQ(test::fact(prepare(builder)->review(), "rbf"), "yes, with a higher fee");
  builder.tx().inputs[0].sequence = 0xFFFFFFFE;
  EXPECT_EQ(test::fact(prepare(builder)->review(), "rbf"), "no");
}

// ---- Unknown fields are kept and told

TEST(UnknownFields, AreListed) {
  PsbtBuilder builder = test::simple();
  builder.global().set({0xFC, 3, 'a', 'b', 'c', 0}, {1, 2});
  builder.input(0).set({0x99}, {3});
  builder.output(1).set({0x99, 1}, {4});
  const auto draft = prepare(builder);
  ASSERT_TRUE(draft.ok());
  const auto told = test::facts(draft->review(), "unknown_field");
  ASSERT_EQ(told.size(), 3u);
  EXPECT_EQ(told[0]->value, "global: fc0361626300 = 0102");
  EXPECT_EQ(told[1]->value, "input 0: 99 = 03");
  EXPECT_EQ(told[2]->value, "output 1: 9901 = 04");
  for (const Fact* fact : told) EXPECT_EQ(fact->source, Source::claimed);
  const auto outcome = draft->attach(me().sign(*draft));
  const auto back = Bitcoin::decode({"psbt", outcome->answers.front().bytes, {}});
  EXPECT_EQ(back->fields().unknown.size(), 3u);
}

// ---- The shape of a review

TEST(Review, OrderAndWordsOfASimplePayment) {
  const auto draft = prepare(test::simple());
  ASSERT_TRUE(draft.ok());
  const Review& review = draft->review();
  EXPECT_TRUE(review.warnings().empty());
  std::vector<std::string> headlines;
  for (const Fact& fact : review.facts()) {
    if (fact.headline) headlines.push_back(fact.name);
  }
  EXPECT_EQ(headlines,
            (std::vector<std::string>{"network", "to", "amount", "change", "fee", "net"}));
  EXPECT_EQ(test::facts(review, "net").front()->raw, "610000");
}

TEST(Review, ClaimedHeadlinesStandBesideAnAcknowledgement) {
  PsbtBuilder builder;
  builder.spend(me(), "m/84'/0'/0'/0/0", p2wpkh, 10'000, test::Proofs::utxo)
      .spend(me(), "m/84'/0'/0'/0/1", p2wpkh, 10'000, test::Proofs::utxo)
      .pay(19'900);
  const auto draft = prepare(builder);
  for (const Fact& fact : draft->review().facts()) {
    if (fact.headline && fact.source == Source::claimed) {
      EXPECT_TRUE(test::asks(draft->review(), "E_AMOUNT_UNPROVEN")) << fact.name;
    }
  }
}

}  // namespace
}  // namespace coldquill::bitcoin
