// What may be believed about amounts: B01 to B05, B27 to B30 of the attack corpus.
#include <gtest/gtest.h>

#include "reviewing.h"

namespace coldquill::bitcoin {
namespace {

using test::Proofs;
using test::PsbtBuilder;
using enum SingleKeyForm;

constexpr std::string_view first = "m/84'/0'/0'/0/0";
constexpr std::string_view second = "m/84'/0'/0'/0/1";
constexpr std::string_view taproot = "m/86'/0'/0'/0/0";

// ---- B01: two sittings with different amounts

PsbtBuilder two_inputs(Sat a, Sat b, Proofs proofs) {
  PsbtBuilder builder;
  builder.spend(me(), first, p2wpkh, a, proofs).spend(me(), second, p2wpkh, b, proofs).pay(500);
  return builder;
}

TEST(AmountUnproven, EitherSittingAsks) {
  for (const auto& [a, b] : {std::pair<Sat, Sat>{1'500, 501}, {501, 1'500}}) {
    const auto draft = prepare(two_inputs(a, b, Proofs::utxo));
    ASSERT_TRUE(draft.ok());
    EXPECT_TRUE(test::asks(draft->review(), "E_AMOUNT_UNPROVEN"));
    EXPECT_EQ(test::facts(draft->review(), "fee").front()->source, Source::claimed);
  }
}

TEST(AmountUnproven, NotWithPreviousTransactions) {
  const auto draft = prepare(two_inputs(1'000, 1'000, Proofs::both));
  ASSERT_TRUE(draft.ok());
  EXPECT_FALSE(test::warns(draft->review(), "E_AMOUNT_UNPROVEN"));
  EXPECT_EQ(test::facts(draft->review(), "fee").front()->source, Source::proven);
}

TEST(AmountUnproven, OneInputWithoutProofIsEnough) {
  PsbtBuilder builder = two_inputs(1'000, 1'000, Proofs::both);
  builder.input(1).remove(input_type::non_witness_utxo);
  const auto draft = prepare(builder);
  ASSERT_TRUE(draft.ok());
  EXPECT_TRUE(test::asks(draft->review(), "E_AMOUNT_UNPROVEN"));
}

// B01b: in each sitting another input poses as somebody else's. Its key is looked for in the
// accounts that are spent, so that the balance stays true; far from them it is not found, and the
// amounts are still unproven.
PsbtBuilder hiding(std::size_t hidden, std::string_view at) {
  PsbtBuilder builder;
  builder.spend(me(), hidden == 0 ? at : first, p2wpkh, 1'500, Proofs::utxo);
  builder.spend(me(), hidden == 1 ? at : first, p2wpkh, 501, Proofs::utxo);
  builder.pay(500);
  builder.input(hidden).remove(input_type::bip32_derivation);
  return builder;
}

TEST(AmountUnproven, InputsShownAsForeignInTurn) {
  for (const std::size_t hidden : {0u, 1u}) {
    const auto near = prepare(hiding(hidden, second));
    ASSERT_TRUE(near.ok());
    EXPECT_EQ(near->jobs().size(), 2u);
    EXPECT_FALSE(test::warns(near->review(), "E_FOREIGN_INPUTS"));
    EXPECT_TRUE(test::asks(near->review(), "E_AMOUNT_UNPROVEN"));
    EXPECT_EQ(test::facts(near->review(), "net").front()->raw, "2001");
    const auto far = prepare(hiding(hidden, "m/84'/0'/7'/0/1"));
    ASSERT_TRUE(far.ok());
    EXPECT_EQ(far->jobs().size(), 1u);
    EXPECT_TRUE(test::warns(far->review(), "E_FOREIGN_INPUTS"));
    EXPECT_TRUE(test::asks(far->review(), "E_AMOUNT_UNPROVEN"));
  }
}

// Found by fuzzing: the signature in an input whose record was left out is ours all the same.
TEST(AmountUnproven, AHiddenInputIsSignedOnce) {
  const auto draft = prepare(hiding(0, second));
  ASSERT_TRUE(draft.ok());
  const auto outcome = draft->attach(me().sign(*draft));
  ASSERT_TRUE(outcome.ok());
  const auto again = prepare(Payload{"psbt", outcome->answers.front().bytes, {}});
  ASSERT_TRUE(again.ok());
  EXPECT_TRUE(again->jobs().empty());
}

TEST(AmountUnproven, OwnProvenForeignNot) {
  PsbtBuilder builder;
  builder.spend(me(), first, p2wpkh, 1'000).foreign(p2wpkh, 1'000, Proofs::utxo).pay(1'900);
  EXPECT_TRUE(test::asks(prepare(builder)->review(), "E_AMOUNT_UNPROVEN"));
  PsbtBuilder twin;
  twin.spend(me(), first, p2wpkh, 1'000).foreign(p2wpkh, 1'000).pay(1'900);
  EXPECT_FALSE(test::warns(prepare(twin)->review(), "E_AMOUNT_UNPROVEN"));
}

// BIP-0143: the signature commits to the amount of its own input.
TEST(AmountUnproven, TheOnlyInputCountsAsProven) {
  for (const auto form : {p2wpkh, p2sh_p2wpkh}) {
    PsbtBuilder builder;
    const auto at = form == p2wpkh ? first : std::string_view("m/49'/0'/0'/0/0");
    builder.spend(me(), at, form, 10'000, Proofs::utxo).pay(9'900);
    const auto draft = prepare(builder);
    ASSERT_TRUE(draft.ok()) << draft.error().what();
    EXPECT_FALSE(test::warns(draft->review(), "E_AMOUNT_UNPROVEN"));
    EXPECT_EQ(test::facts(draft->review(), "fee").front()->source, Source::proven);
  }
}

// BIP-0341: a taproot signature commits to all amounts.
TEST(AmountUnproven, AllOursTaprootCountsAsProven) {
  PsbtBuilder builder;
  builder.spend(me(), taproot, p2tr, 1'000, Proofs::utxo).foreign(p2wpkh, 1'000, Proofs::utxo);
  builder.pay(1'950);
  const auto draft = prepare(builder);
  ASSERT_TRUE(draft.ok());
  EXPECT_FALSE(test::warns(draft->review(), "E_AMOUNT_UNPROVEN"));
}

TEST(AmountUnproven, OneVersion0InputOfOursAmongTaprootIsEnough) {
  PsbtBuilder builder;
  builder.spend(me(), taproot, p2tr, 1'000, Proofs::utxo);
  builder.spend(me(), first, p2wpkh, 1'000, Proofs::utxo).pay(1'950);
  EXPECT_TRUE(test::asks(prepare(builder)->review(), "E_AMOUNT_UNPROVEN"));
}

// A taproot input could be a decoy, really a version 0 coin with a lie for an amount: beside inputs
// of another kind that we sign it vouches for nothing.
TEST(AmountUnproven, TaprootOfOursBesideAProvenVersion0Input) {
  PsbtBuilder builder;
  builder.spend(me(), taproot, p2tr, 1'000, Proofs::utxo).spend(me(), first, p2wpkh, 1'000);
  builder.pay(1'950);
  EXPECT_TRUE(test::asks(prepare(builder)->review(), "E_AMOUNT_UNPROVEN"));
  PsbtBuilder twin;
  twin.spend(me(), taproot, p2tr, 1'000).spend(me(), first, p2wpkh, 1'000).pay(1'950);
  EXPECT_FALSE(test::warns(prepare(twin)->review(), "E_AMOUNT_UNPROVEN"));
}

// ---- B02, B03: the previous transaction is another one

TEST(PreviousTx, LegacyWithoutItIsRefused) {
  PsbtBuilder builder;
  builder.spend(me(), "m/44'/0'/0'/0/0", p2pkh, 10'000, Proofs::utxo).pay(9'900);
  EXPECT_EQ(reason(builder), "E_PREVIOUS_TX_MISSING");
  PsbtBuilder bare;
  bare.spend(me(), "m/44'/0'/0'/0/0", p2pkh, 10'000, Proofs::none).pay(9'900);
  EXPECT_EQ(reason(bare), "E_UTXO_MISSING");
  PsbtBuilder twin;
  twin.spend(me(), "m/44'/0'/0'/0/0", p2pkh, 10'000, Proofs::previous).pay(9'900);
  EXPECT_EQ(reason(twin), "");
}

// BIP-0174: a witness UTXO for a non-witness input fails, whoever owns it.
TEST(PreviousTx, ForeignLegacyWithoutItIsRefused) {
  PsbtBuilder builder = test::simple();
  builder.foreign(p2pkh, 1'000, Proofs::utxo);
  EXPECT_EQ(reason(builder), "E_PREVIOUS_TX_MISSING");
  PsbtBuilder twin = test::simple();
  twin.foreign(p2pkh, 1'000, Proofs::previous);
  EXPECT_EQ(reason(twin), "");
}

TEST(PreviousTx, EveryByteOfItIsBoundToTheOutpoint) {
  PsbtBuilder honest;
  honest.spend(me(), "m/44'/0'/0'/0/0", p2pkh, 10'000, Proofs::previous).pay(9'900);
  ASSERT_EQ(reason(honest), "");
  const Bytes previous = *honest.input(0).find(input_type::non_witness_utxo);
  for (std::size_t i = 0; i < previous.size(); ++i) {
    PsbtBuilder builder = honest;
    Bytes changed = previous;
    changed[i] ^= 1;
    builder.input(0).set({input_type::non_witness_utxo}, changed);
    EXPECT_NE(reason(builder), "") << i;
  }
}

TEST(PreviousTx, AmountLieIsAMismatch) {
  PsbtBuilder builder;
  builder.spend(me(), "m/44'/0'/0'/0/0", p2pkh, 10'000, Proofs::previous).pay(9'900);
  Transaction previous = builder.previous(0);
  previous.outputs[1].value = 1'000'000;
  builder.input(0).set({input_type::non_witness_utxo}, serialize(previous, WitnessForm::never));
  EXPECT_EQ(reason(builder), "E_PREVIOUS_TX_MISMATCH");
}

TEST(PreviousTx, IndexOutOfRange) {
  for (const std::uint32_t index : {2u, 3u, 0xFFFFFFFFu}) {
    PsbtBuilder builder = test::simple();
    builder.tx().inputs[0].previous.index = index;
    EXPECT_EQ(reason(builder), "E_PREVIOUS_TX_MISMATCH") << index;
  }
}

// ---- B04: the two utxo fields disagree

TEST(UtxoConflict, ValueScriptOrBoth) {
  const auto with = [](Sat value, Bytes script) {
    PsbtBuilder builder = test::simple();
    builder.set_utxo(0, {value, std::move(script)});
    return reason(builder);
  };
  const Bytes script = me().script(test::path(first), p2wpkh);
  const Bytes other = me().script(test::path(second), p2wpkh);
  EXPECT_EQ(with(1'000'000, script), "");
  EXPECT_EQ(with(1'000'001, script), "E_UTXO_CONFLICT");
  EXPECT_EQ(with(1'000'000, other), "E_UTXO_CONFLICT");
  EXPECT_EQ(with(1, other), "E_UTXO_CONFLICT");
}

// ---- B05: taproot needs what every input spends

TEST(UtxoMissing, TaprootBesideAnInputThatIsNotTold) {
  PsbtBuilder builder;
  builder.spend(me(), taproot, p2tr, 1'000, Proofs::utxo).foreign(p2wpkh, 1'000, Proofs::none);
  builder.pay(1'950);
  EXPECT_EQ(reason(builder), "E_UTXO_MISSING");
}

TEST(UtxoMissing, OwnInputThatIsNotTold) {
  PsbtBuilder builder = test::simple();
  builder.spend(me(), second, p2wpkh, 1'000, Proofs::none);
  EXPECT_EQ(reason(builder), "E_UTXO_MISSING");
}

// Somebody else's record on an input that is not told is no reason to refuse.
TEST(UtxoMissing, NotForAForeignInputWithARecord) {
  PsbtBuilder builder = test::simple();
  builder.spend(test::Wallet::zoo(), second, p2wpkh, 1'000, Proofs::none);
  const auto draft = prepare(builder);
  ASSERT_TRUE(draft.ok()) << draft.error().reason();
  EXPECT_TRUE(test::asks(draft->review(), "E_FEE_UNKNOWN"));
  EXPECT_EQ(test::fact(draft->review(), "fee"), "cannot be known");
}

// Another amount of the foreign input changes what is signed: the lie makes the signature
// worthless.
TEST(Taproot, ForeignAmountIsInThePreimage) {
  const auto digest = [](Sat foreign) {
    PsbtBuilder builder;
    builder.spend(me(), taproot, p2tr, 1'000, Proofs::utxo);
    builder.foreign(p2wpkh, 1'000, Proofs::utxo).pay(900);
    builder.set_utxo(1, {foreign, builder.previous(1).outputs[1].script});
    return prepare(builder)->jobs().front().digest;
  };
  EXPECT_EQ(digest(1'000), digest(1'000));
  EXPECT_NE(digest(1'000), digest(1'001));
}

// ---- B28 to B30

TEST(Money, RangesOfOutputs) {
  const auto with = [](Sat a, Sat b) {
    PsbtBuilder builder = test::simple();
    builder.tx().outputs[0].value = a;
    builder.tx().outputs[1].value = b;
    return reason(builder);
  };
  EXPECT_EQ(with(600'000, 390'000), "");
  EXPECT_EQ(with(1'000'000, 0), "");
  EXPECT_EQ(with(1'000'000, 1), "E_OUTPUTS_EXCEED_INPUTS");
  EXPECT_EQ(with(max_money, 0), "E_OUTPUTS_EXCEED_INPUTS");
  EXPECT_EQ(with(max_money + 1, 0), "E_AMOUNT_RANGE");
  EXPECT_EQ(with(max_money, max_money), "E_AMOUNT_RANGE");
  EXPECT_EQ(with(~Sat{0}, 1), "E_AMOUNT_RANGE");
  EXPECT_EQ(with(0, ~Sat{0}), "E_AMOUNT_RANGE");
  EXPECT_EQ(with(Sat{1} << 63, Sat{1} << 63), "E_AMOUNT_RANGE");
}

TEST(Money, RangesOfInputs) {
  const auto with = [](Sat a, Sat b) {
    PsbtBuilder builder;
    builder.spend(me(), first, p2wpkh, a).spend(me(), second, p2wpkh, b).pay(1'000);
    return reason(builder);
  };
  EXPECT_EQ(with(600, 500), "");
  EXPECT_EQ(with(max_money - 1, 1), "");
  EXPECT_EQ(with(max_money, 1), "E_AMOUNT_RANGE");
  EXPECT_EQ(with(max_money + 1, 0), "E_AMOUNT_RANGE");
  EXPECT_EQ(with(~Sat{0}, 2'000), "E_AMOUNT_RANGE");
}

TEST(Money, ZeroTotalsDoNotCrash) {
  PsbtBuilder builder;
  builder.foreign(p2wpkh, 0).pay(0);
  const auto draft = prepare(builder);
  ASSERT_TRUE(draft.ok());
  EXPECT_EQ(test::facts(draft->review(), "fee").front()->raw, "0");
}

TEST(Money, TheSameCoinTwice) {
  PsbtBuilder builder = two_inputs(600, 500, Proofs::both);
  builder.tx().inputs[1].previous = builder.tx().inputs[0].previous;
  builder.input(1) = builder.input(0);
  EXPECT_EQ(reason(builder), "E_DUPLICATE_INPUT");
  PsbtBuilder apart = two_inputs(600, 500, Proofs::both);
  apart.foreign(p2wpkh, 700);
  apart.tx().inputs[2].previous = apart.tx().inputs[0].previous;
  apart.input(2) = apart.input(0);
  EXPECT_EQ(reason(apart), "E_DUPLICATE_INPUT");
  EXPECT_EQ(reason(two_inputs(600, 500, Proofs::both)), "");
}

// ---- B27: the fee

enum class Concern { none, told, asked };

std::ostream& operator<<(std::ostream& out, Concern concern) {
  return out << (concern == Concern::none ? "none" : concern == Concern::told ? "told" : "asked");
}

Concern concern(const PsbtBuilder& builder) {
  const auto draft = prepare(builder);
  EXPECT_TRUE(draft.ok()) << draft.error().what();
  if (test::asks(draft->review(), "E_FEE_HIGH")) return Concern::asked;
  return test::warns(draft->review(), "E_FEE_HIGH") ? Concern::told : Concern::none;
}

std::string fee_warning(const PsbtBuilder& builder) {
  const auto draft = prepare(builder);
  for (const Warning& warning : draft->review().warnings()) {
    if (warning.reason == "E_FEE_HIGH") return warning.text;
  }
  return "";
}

// 141 virtual bytes: a coin of ours, a payment, the rest back.
PsbtBuilder paying(Sat coin, Sat payment, Sat fee) {
  PsbtBuilder builder;
  builder.spend(me(), first, p2wpkh, coin).pay(payment);
  builder.back(me(), "m/84'/0'/0'/1/0", p2wpkh, coin - payment - fee);
  return builder;
}

// Coins of ours, put together in one output of ours.
PsbtBuilder consolidation(std::size_t coins, Sat each, Sat fee) {
  PsbtBuilder builder;
  for (std::size_t i = 0; i < coins; ++i) {
    builder.spend(me(), "m/84'/0'/0'/0/" + std::to_string(i), p2wpkh, each);
  }
  builder.back(me(), "m/84'/0'/0'/1/0", p2wpkh, coins * each - fee);
  return builder;
}

constexpr Sat coin = 100'000'000;

// What went without a word when only the share of all inputs was looked at.
TEST(FeeHigh, EatsThePaymentOfALargeCoin) {
  EXPECT_EQ(concern(paying(1'000 * coin, 100'000, 49 * coin)), Concern::asked);
  EXPECT_EQ(concern(paying(coin, 1'000'000, 4'900'000)), Concern::asked);
  EXPECT_EQ(fee_warning(paying(coin, 1'000'000, 4'900'000)),
            "The fee is 83.05 % of what leaves your wallet (0.049 of 0.059 BTC), 34,751 sat/vB.");
  PsbtBuilder whole;  // nothing comes back
  whole.spend(me(), first, p2wpkh, coin).pay(98'500'000);
  EXPECT_EQ(concern(whole), Concern::asked);
  EXPECT_EQ(fee_warning(whole),
            "The fee is 1.50 % of what leaves your wallet (0.015 of 1 BTC), 13,636 sat/vB.");
}

TEST(FeeHigh, NotOfHonestPayments) {
  EXPECT_EQ(concern(paying(coin, 3'000, 282)), Concern::none);          // 2 sat/vB
  EXPECT_EQ(concern(paying(coin, 10'000'000, 14'100)), Concern::none);  // 100 sat/vB
  EXPECT_EQ(concern(paying(10'000, 546, 141 * 20)), Concern::none);
  EXPECT_EQ(concern(test::simple()), Concern::none);
}

TEST(FeeHigh, NotOfAConsolidationAtAnHonestRate) {
  EXPECT_EQ(concern(consolidation(50, 100'000, 20 * 3'450)), Concern::none);
  EXPECT_EQ(concern(consolidation(50, 10'000, 20 * 3'450)), Concern::none);
  EXPECT_EQ(concern(consolidation(2, coin, 100'000)), Concern::none);
  // By rate and by amount, and when more becomes a fee than comes back.
  EXPECT_EQ(concern(consolidation(2, coin, 125'000)), Concern::told);
  EXPECT_EQ(concern(consolidation(2, coin, 300'000)), Concern::asked);
  EXPECT_EQ(concern(consolidation(2, coin, 10'000'001)), Concern::asked);
  EXPECT_EQ(concern(consolidation(2, 1'000, 1'001)), Concern::asked);
  EXPECT_EQ(concern(consolidation(2, 1'000, 1'000)), Concern::none);
  EXPECT_EQ(fee_warning(consolidation(2, coin, 300'000)), "The fee is 0.003 BTC, 1,694 sat/vB.");
}

TEST(FeeHigh, ByShare) {  // 141 vB at 100 sat/vB
  EXPECT_EQ(concern(paying(coin, 14'100 * 19, 14'100)), Concern::none);
  EXPECT_EQ(concern(paying(coin, 14'100 * 19 - 1, 14'100)), Concern::told);
  EXPECT_EQ(concern(paying(coin, 14'100 * 9, 14'100)), Concern::told);
  EXPECT_EQ(concern(paying(coin, 14'100 * 9 - 1, 14'100)), Concern::asked);
}

TEST(FeeHigh, AShareCountsFromARateOrAnAmountOn) {
  EXPECT_EQ(concern(paying(coin, 1'000, 20 * 141)), Concern::none);
  EXPECT_EQ(concern(paying(coin, 1'000, 20 * 141 + 1)), Concern::asked);
  const auto many = [](Sat fee) {  // far below 20 sat/vB
    PsbtBuilder builder = consolidation(50, 100'000, fee + 1'000);
    builder.pay(1'000);
    return builder;
  };
  EXPECT_EQ(concern(many(20'000)), Concern::none);
  EXPECT_EQ(concern(many(20'001)), Concern::asked);
}

TEST(FeeHigh, ByRateAndByAmount) {
  const Sat payment = 50 * coin;
  EXPECT_EQ(concern(paying(100 * coin, payment, 600 * 141)), Concern::none);
  EXPECT_EQ(concern(paying(100 * coin, payment, 600 * 141 + 1)), Concern::told);
  EXPECT_EQ(concern(paying(100 * coin, payment, 1'000 * 141)), Concern::told);
  EXPECT_EQ(concern(paying(100 * coin, payment, 1'000 * 141 + 1)), Concern::asked);
  PsbtBuilder large = paying(1'000 * coin, payment, 10'000'000);
  large.pay(Bytes(40'000, 0xAC), 0);
  EXPECT_EQ(concern(large), Concern::none);
  large.tx().outputs[1].value -= 1;
  EXPECT_EQ(concern(large), Concern::asked);
}

// Everything becomes a fee, however little it is.
TEST(FeeHigh, OfAllThatThereIs) {
  PsbtBuilder builder;
  builder.spend(me(), first, p2wpkh, 600).pay(0);
  EXPECT_EQ(concern(builder), Concern::asked);
  EXPECT_EQ(fee_warning(builder),
            "The fee is 100.00 % of all inputs together (0.000006 of 0.000006 BTC), 5 sat/vB.");
}

// Of a joint transaction what leaves our wallet counts, and not what others put in.
TEST(FeeHigh, OfAJointTransaction) {
  PsbtBuilder builder = paying(1'000'000, 400'000, 500'000);
  builder.foreign(p2wpkh, 100 * coin).pay(100 * coin);
  EXPECT_EQ(fee_warning(builder),
            "The fee is 55.55 % of what leaves your wallet (0.005 of 0.009 BTC), 2,092 sat/vB.");
  builder.tx().outputs[1].value += 850'000;  // we gain something: the others pay
  builder.tx().outputs[2].value -= 850'000;
  EXPECT_EQ(fee_warning(builder), "The fee is 0.005 BTC, 2,092 sat/vB.");
}

TEST(Fee, ShareAndRateOfTheLargestSums) {
  PsbtBuilder builder;
  builder.spend(me(), first, p2wpkh, max_money).pay(0);
  const auto draft = prepare(builder);
  ASSERT_TRUE(draft.ok());
  EXPECT_EQ(test::fact(draft->review(), "fee_share"), "100.00 % of all inputs together");
}

TEST(Fee, RateOfASimplePayment) {
  const auto draft = prepare(test::simple());
  ASSERT_TRUE(draft.ok());
  EXPECT_EQ(test::fact(draft->review(), "fee"), "0.00010000 BTC (10000 sat)");
  EXPECT_EQ(test::fact(draft->review(), "fee_share"), "1.63 % of what leaves your wallet");
  EXPECT_EQ(test::fact(draft->review(), "fee_rate"), "about 70.92 sat/vB");  // 141 vB
  const auto without_keys =
      RequestOf<Bitcoin>(*Bitcoin::decode(test::simple().payload())).prepare({});
  EXPECT_EQ(test::fact(without_keys->review(), "fee_share"), "1.00 % of all inputs together");
}

TEST(FeeUnknown, NoNumberIsShown) {
  PsbtBuilder builder = test::simple();
  builder.foreign(p2wpkh, 1'000, Proofs::none);
  const auto draft = prepare(builder);
  ASSERT_TRUE(draft.ok());
  EXPECT_TRUE(test::asks(draft->review(), "E_FEE_UNKNOWN"));
  EXPECT_TRUE(test::facts(draft->review(), "fee_rate").empty());
  EXPECT_TRUE(test::facts(draft->review(), "total_in").empty());
  EXPECT_FALSE(test::warns(prepare(test::simple())->review(), "E_FEE_UNKNOWN"));
}

}  // namespace
}  // namespace coldquill::bitcoin
