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
  for (const Acknowledgement& needed : draft->acknowledgements()) out += needed.reason;
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

PsbtBuilder locked(std::uint32_t lock_time, std::uint32_t sequence, std::uint32_t version = 2) {
  PsbtBuilder builder = test::simple();
  builder.tx().lock_time = lock_time;
  builder.tx().inputs[0].sequence = sequence;
  builder.tx().version = version;
  return builder;
}

std::string locktime(std::uint32_t lock_time, std::uint32_t sequence) {
  return test::fact(prepare(locked(lock_time, sequence))->review(), "locktime");
}

TEST(Locktime, IsTold) {
  EXPECT_EQ(locktime(0, 0), "none");
  EXPECT_EQ(locktime(840'000, 0xFFFFFFFE), "not valid before block 840000");
  EXPECT_EQ(locktime(840'000, 0xFFFFFFFF), "not valid before block 840000, without effect");
  EXPECT_EQ(locktime(499'999'999, 0), "not valid before block 499999999");
  EXPECT_EQ(locktime(500'000'000, 0), "not valid before 1985-11-05 00:53:20 UTC (500000000)");
  EXPECT_EQ(locktime(0xFFFFFFFF, 0), "not valid before 2106-02-07 06:28:15 UTC (4294967295)");
}

// "none", "told" or "asked", by the clock of the machine; the lock is a headline unless it is none.
std::string concern(const PsbtBuilder& builder, std::uint64_t clock = 0,
                    std::optional<std::string> network = {}) {
  const auto tx = Bitcoin::decode(builder.payload());
  Context context = me().context(Bitcoin::key_origins(*tx));
  context.clock = clock;
  context.network = std::move(network);
  const auto draft = RequestOf<Bitcoin>(*tx).prepare(context);
  EXPECT_TRUE(draft.ok()) << draft.error().what();
  const Review& review = draft->review();
  const bool warned = test::warns(review, "E_LOCKED");
  const bool headline = test::facts(review, "locktime").front()->headline ||
                        test::facts(review, "sequence").front()->headline;
  EXPECT_EQ(warned, headline);
  if (test::asks(review, "E_LOCKED")) return "asked";
  return warned ? "told" : "none";
}

constexpr std::uint32_t replaceable = 0xFFFFFFFD;
constexpr std::uint32_t day = 86'400;

TEST(Locktime, ThatIsFarIsToldOrAskedAbout) {
  constexpr std::uint32_t now = 1'900'000'000;  // 2030
  EXPECT_EQ(concern(locked(now + day, replaceable), now), "none");
  EXPECT_EQ(concern(locked(now + day + 1, replaceable), now), "told");
  EXPECT_EQ(concern(locked(now + 90 * day, replaceable), now), "told");
  EXPECT_EQ(concern(locked(now + 90 * day + 1, replaceable), now), "asked");
  EXPECT_EQ(concern(locked(now + 90 * day + 1, 0xFFFFFFFF), now), "none");  // without effect
}

// A clock before this release is wrong; one a lifetime ahead is no licence either.
TEST(Locktime, ByAWrongClock) {
  constexpr std::uint32_t release = 1'796'083'200;
  for (const std::uint64_t clock : {0u, 1u, 1'000'000'000u}) {
    EXPECT_EQ(concern(locked(release + day, replaceable), clock), "none");
    EXPECT_EQ(concern(locked(release + day + 1, replaceable), clock), "told");
  }
  EXPECT_EQ(concern(locked(0xFFFFFFFF, replaceable), ~std::uint64_t{0}), "none");
  EXPECT_EQ(concern(locked(499'999'999, replaceable), ~std::uint64_t{0}), "asked");
}

// What wallets write against fee sniping is the height of now, which is guessed generously: here
// 150 blocks a day since block 840,000 (2024-04-20).
TEST(Locktime, Heights) {
  constexpr std::uint64_t known = 1'713'571'767;
  constexpr std::uint64_t now = known + std::uint64_t{2'000} * day;
  constexpr std::uint32_t height = 840'000 + 2'000 * 150;
  EXPECT_EQ(concern(locked(840'000 + 2'000 * 146, replaceable), now), "none");
  EXPECT_EQ(concern(locked(height + 144, replaceable), now), "none");
  EXPECT_EQ(concern(locked(height + 145, replaceable), now), "told");
  EXPECT_EQ(concern(locked(height + 90 * 144, replaceable), now), "told");
  EXPECT_EQ(concern(locked(height + 90 * 144 + 1, replaceable), now), "asked");
  EXPECT_EQ(concern(locked(900'000, replaceable)), "none");
  // Those of test networks are others.
  PsbtBuilder test_network;
  test_network.spend(me(), "m/84'/1'/0'/0/0", p2wpkh, 10'000).pay(9'900);
  test_network.tx().lock_time = 4'800'000;
  test_network.tx().inputs[0].sequence = replaceable;
  EXPECT_EQ(concern(test_network, now), "none");
}

std::string sequence(std::uint32_t sequence, std::uint32_t version = 2) {
  return test::fact(prepare(locked(0, sequence, version))->review(), "sequence");
}

// BIP-0068.
TEST(RelativeLock, IsTold) {
  EXPECT_EQ(sequence(0xFFFFFFFD), "4294967293");
  EXPECT_EQ(sequence(0), "0");
  EXPECT_EQ(sequence(1u << 22), "4194304");
  EXPECT_EQ(sequence(1u << 31 | 144), "2147483792");
  EXPECT_EQ(sequence(144, 1), "144");
  EXPECT_EQ(sequence(1),
            "1: cannot be spent for 1 block (about 10 minutes) after it was confirmed");
  EXPECT_EQ(sequence(144),
            "144: cannot be spent for 144 blocks (about 1 day) after it was confirmed");
  EXPECT_EQ(sequence(0x00370000 | 144),  // bits without a meaning
            "3604624: cannot be spent for 144 blocks (about 1 day) after it was confirmed");
  EXPECT_EQ(sequence(65'535),
            "65535: cannot be spent for 65535 blocks (about 455 days) after it was confirmed");
  EXPECT_EQ(sequence(1u << 22 | 168),
            "4194472: cannot be spent for 86016 seconds (about 23 hours) after it was confirmed");
  EXPECT_EQ(sequence(1u << 22 | 65'535, 0xFFFFFFFF),
            "4259839: cannot be spent for 33553920 seconds (about 388 days) after it was "
            "confirmed");
}

TEST(RelativeLock, ThatIsFarIsToldOrAskedAbout) {
  EXPECT_EQ(concern(locked(0, 144)), "none");
  EXPECT_EQ(concern(locked(0, 145)), "told");
  EXPECT_EQ(concern(locked(0, 90 * 144)), "told");
  EXPECT_EQ(concern(locked(0, 90 * 144 + 1)), "asked");
  EXPECT_EQ(concern(locked(0, 65'535, 1)), "none");
  EXPECT_EQ(concern(locked(0, 1u << 22 | 168)), "none");
  EXPECT_EQ(concern(locked(0, 1u << 22 | 169)), "told");
  EXPECT_EQ(concern(locked(0, 1u << 22 | 65'535)), "asked");
}

TEST(RelativeLock, TheLongestOneIsNamed) {
  PsbtBuilder builder = locked(2'000'000'000, 145);
  builder.foreign(p2wpkh, 1'000);
  builder.tx().inputs[1].sequence = 65'535;
  const auto draft = prepare(builder);
  for (const Warning& warning : draft->review().warnings()) {
    if (warning.reason != "E_LOCKED") continue;
    EXPECT_EQ(warning.text,
              "It is not valid before 2033-05-18 03:33:20 UTC (2000000000). Until then it looks as "
              "if it had failed, and later it can still go through.");
  }
  builder.tx().lock_time = 0;
  const auto relative = prepare(builder);
  for (const Warning& warning : relative->review().warnings()) {
    if (warning.reason != "E_LOCKED") continue;
    EXPECT_EQ(warning.text,
              "Input 1 cannot be spent for 65535 blocks (about 455 days) after it was confirmed. "
              "Until then it looks as if it had failed, and later it can still go through.");
  }
}

TEST(Replaceable, IsTold) {
  PsbtBuilder builder = test::simple();
  EXPECT_EQ(test::fact(prepare(builder)->review(), "rbf"), "yes, with a higher fee");
  builder.tx().inputs[0].sequence = 0xFFFFFFFE;
  EXPECT_EQ(test::fact(prepare(builder)->review(), "rbf"),
            "not signalled; nodes may replace it all the same");
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

// Beyond a few they are one line, which tells any other from these.
TEST(UnknownFields, ManyAreOneLine) {
  const auto told = [](std::uint8_t count, std::uint8_t last) {
    PsbtBuilder builder = test::simple();
    for (std::uint8_t i = 0; i + 1 < count; ++i) builder.output(0).set({0x99, i}, {i});
    builder.output(0).set({0x99, count}, {last});
    const auto draft = prepare(builder);
    std::vector<std::string> out;
    for (const Fact* fact : test::facts(draft->review(), "unknown_field")) {
      out.push_back(std::string(name_of(fact->source)) + " " + fact->value);
    }
    return out;
  };
  EXPECT_EQ(told(16, 1).size(), 16u);
  const auto many = told(100, 1);
  ASSERT_EQ(many.size(), 17u);
  EXPECT_EQ(many[15], "claimed output 0: 990f = 0f");
  EXPECT_TRUE(many[16].starts_with("bulk 84 more; SHA-256 of all 100 ")) << many[16];
  EXPECT_NE(many[16], told(100, 2)[16]);
  EXPECT_EQ(many, told(100, 1));
}

// ---- Keys that nobody has proven: of a wallet file that stays closed

TEST(ClosedWallet, WhatFollowsFromItsKeysIsClaimed) {
  PsbtBuilder builder = test::simple();
  builder.back(me(), "m/49'/0'/0'/1/0", p2sh_p2wpkh, 1'000);
  builder.tx().outputs[1].value -= 1'000;
  const auto tx = Bitcoin::decode(builder.payload());
  Context context = me().context(Bitcoin::key_origins(*tx));
  for (const Source source : {Source::proven, Source::claimed}) {
    context.keys_source = source;
    const auto draft = RequestOf<Bitcoin>(*tx).prepare(context);
    ASSERT_TRUE(draft.ok());
    const Review& review = draft->review();
    for (const char* name : {"network", "change", "own", "path", "net", "fee_share"}) {
      for (const Fact* fact : test::facts(review, name)) EXPECT_EQ(fact->source, source) << name;
    }
    const bool said = source == Source::claimed;
    EXPECT_EQ(test::facts(review, "change").front()->group,
              said ? "Said to be change 1 of 1" : "Change 1 of 1");
    EXPECT_EQ(test::facts(review, "own").front()->group,
              said ? "Said to be yours 1 of 1" : "To yourself 1 of 1");
    EXPECT_EQ(test::facts(review, "fee").front()->source, Source::proven);
  }
}

// An amount that our signature would commit to, if the key were ours.
TEST(ClosedWallet, ProvesNoAmounts) {
  PsbtBuilder builder;
  builder.spend(me(), "m/86'/0'/0'/0/0", p2tr, 10'000, test::Proofs::utxo);
  builder.foreign(p2wpkh, 10'000, test::Proofs::utxo).pay(19'900);
  const auto tx = Bitcoin::decode(builder.payload());
  Context context = me().context(Bitcoin::key_origins(*tx));
  EXPECT_FALSE(
      test::warns(RequestOf<Bitcoin>(*tx).prepare(context)->review(), "E_AMOUNT_UNPROVEN"));
  context.keys_source = Source::claimed;
  const auto draft = RequestOf<Bitcoin>(*tx).prepare(context);
  EXPECT_TRUE(test::asks(draft->review(), "E_AMOUNT_UNPROVEN"));
  for (const Fact* amount : test::facts(draft->review(), "input_amount")) {
    EXPECT_EQ(amount->source, Source::claimed);
  }
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
