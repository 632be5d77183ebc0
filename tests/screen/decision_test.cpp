#include <coldquill/screen/decision.h>
#include <gmock/gmock.h>
#include <support/emulator.h>

namespace coldquill {
namespace {

using test::Emulator;
using testing::HasSubstr;
using testing::Not;

constexpr Reason E_RISK{"E_RISK", Errc::unacknowledged, "Read it."};
constexpr Reason E_OTHER{"E_OTHER", Errc::unacknowledged, "Read it."};
constexpr std::size_t columns = 80, room = 20;

const Unit btc{.network = "bitcoin mainnet", .symbol = "BTC", .decimals = 8, .all_decimals = true};
const Unit usdc{.network = "evm ethereum",
                .asset = "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48",
                .symbol = "USDC",
                .decimals = 6,
                .source = Source::local};
const Unit unknown{.network = "evm ethereum",
                   .asset = "0xBC4CA0EdA7647A8aB7C2061c2E118A18a936f13D"};

void add_money(Review& review, Money money, Source source = Source::signed_) {
  review.add({.name = "amount",
              .label = "amount",
              .value = amount_text(money),
              .source = source,
              .headline = true,
              .money = std::move(money)});
}

Review transaction(std::size_t payments) {
  Review review("bitcoin", "mainnet", "transaction");
  for (std::size_t i = 1; i <= payments; ++i) {
    review.group("Payment " + std::to_string(i));
    const std::string to = "bc1qpayee" + std::to_string(i) + "yahzmm7tpt4y25hffp9wvd0em3dzkmz";
    review.add(
        {.name = "to", .label = "to", .value = to, .source = Source::signed_, .headline = true});
    add_money(review, {.amount = 1000 * i, .unit = btc, .role = MoneyRole::pays, .party = to});
  }
  review.group("Change");
  add_money(review, {.amount = 50'000, .unit = btc, .role = MoneyRole::receives, .party = "x"},
            Source::proven);
  review.group("Fee");
  add_money(
      review,
      {.amount = 1'000, .unit = btc, .role = MoneyRole::fee, .note = "50.00 % of what leaves"},
      Source::proven);
  return review;
}

std::string shown(const Decision& decision) {
  return painted(decision.rows, false);
}

std::string decided(const Review& review) {
  return shown(decide({{"a.psbt", &review}}, {}, columns, room));
}

TEST(Decision, SaysWhoGetsWhatWhatComesBackAndTheFee) {
  const std::string text = decided(transaction(1));
  EXPECT_EQ(text,
            "bitcoin transaction on mainnet\n"
            " pays          0.00001000 BTC\n"
            "   to          bc1q paye e1ya hzmm 7tpt 4y25 hffp 9wvd 0em3 dzkm z\n"
            " comes back    0.00050000 BTC\n"
            " fee           0.00001000 BTC, 50.00 % of what leaves\n");
}

TEST(Decision, UpToThreePaymentsStandThereWhole) {
  const Review three = transaction(3);
  const Decision whole = decide({{"a", &three}}, {}, columns, room);
  EXPECT_TRUE(whole.whole);
  EXPECT_THAT(Emulator::squeeze(shown(whole)), HasSubstr("bc1qpayee3"));
  const Review four = transaction(4);
  const Decision summed = decide({{"a", &four}}, {}, columns, room);
  EXPECT_FALSE(summed.whole);
  EXPECT_THAT(shown(summed), HasSubstr("0.00010000 BTC in 4 payments; the largest"));
  EXPECT_THAT(shown(summed),
              HasSubstr("the largest 0.00004000 BTC to\n             | bc1q paye e4ya"));
  EXPECT_THAT(shown(summed), HasSubstr("comes back    0.00050000 BTC"));
}

TEST(Decision, WarningsStandWholeWhereTheyFitAndAreCountedElsewhere) {
  Review review = transaction(1);
  review.warn({&E_RISK, "The fee is high.", true});
  EXPECT_THAT(decided(review), HasSubstr(" ! E_RISK (to be acknowledged)\n   The fee is high.\n"));
  for (int i = 0; i < 20; ++i) review.warn({&E_OTHER, std::to_string(i), true});
  const Decision many = decide({{"a", &review}}, {}, columns, room);
  EXPECT_FALSE(many.whole);
  EXPECT_LE(many.rows.size(), room);
  EXPECT_THAT(shown(many), HasSubstr(" ! 21 warnings: E_OTHER 20 times, E_RISK\n"));
}

TEST(Decision, AllowancesAreNeverAmongPayments) {
  Review review("evm", "ethereum", "transaction");
  add_money(review,
            {.amount = 5'000'000'000, .unit = usdc, .role = MoneyRole::allowance, .party = "s"});
  Review pays("evm", "ethereum", "transaction");
  add_money(pays, {.amount = 1'000'000, .unit = usdc, .role = MoneyRole::pays, .party = "p"});
  Review everything("evm", "ethereum", "transaction");
  add_money(everything, {.amount = Uint256::max(),
                         .unit = usdc,
                         .role = MoneyRole::allowance,
                         .party = "t",
                         .unlimited = true});
  const std::string text =
      painted(totals_rows({{"a", &review}, {"b", &pays}, {"c", &everything}}, {}, columns), false);
  EXPECT_THAT(text, HasSubstr("pays          1 USDC\n"));
  EXPECT_THAT(text, HasSubstr("may take      5000 USDC; UNLIMITED USDC in 1 allowance\n"));
}

TEST(Decision, WhatHasNoSumIsSaid) {
  Review nft("evm", "ethereum", "transaction");
  add_money(nft, {.amount = 7, .unit = unknown, .role = MoneyRole::pays, .party = "p"});
  const Review message("evm", "", "message");
  const std::string text = painted(
      totals_rows({{"nft.json", &nft}, {"hello.ur", &message}}, {"a and b use it"}, columns),
      false);
  EXPECT_THAT(text, HasSubstr("1 number, not summed: amounts or NFTs, nobody knows here"));
  EXPECT_THAT(text, HasSubstr("In no sum, since no amount is known: hello.ur\n"));
  EXPECT_THAT(text, HasSubstr(" ! a and b use it\n"));
  EXPECT_THAT(text, Not(HasSubstr(" 7 ")));
}

TEST(Decision, AmountsThatOnlyTheRequestClaimsAreMarked) {
  Review review("bitcoin", "mainnet", "transaction");
  add_money(review, {.amount = 1, .unit = btc, .role = MoneyRole::fee}, Source::claimed);
  EXPECT_THAT(decided(review), HasSubstr("fee           0.00000001 BTC (claimed)\n"));
}

// However many warnings and other lines there are: one payment keeps its payee.
TEST(Decision, ALonePaymentKeepsItsPayee) {
  Review review = transaction(1);
  for (int i = 0; i < 40; ++i) {
    review.add({.name = "x",
                .label = "member",
                .value = "value",
                .source = Source::signed_,
                .headline = true});
    review.warn({&E_RISK, std::string(300, 'w'), true});
  }
  const Decision decision = decide({{"a", &review}}, {}, columns, room);
  EXPECT_FALSE(decision.whole);
  EXPECT_LE(decision.rows.size(), room);
  EXPECT_THAT(shown(decision), HasSubstr("pays          0.00001000 BTC\n"));
  EXPECT_THAT(shown(decision), HasSubstr("bc1q paye e1ya"));
  EXPECT_THAT(shown(decision), HasSubstr("E_RISK 40 times"));
  EXPECT_THAT(shown(decision), HasSubstr("more lines marked *"));
}

// Who signs, where, and how a long text begins.
TEST(Decision, ALongMessageShowsItsBeginningAndWhoSigns) {
  Review review("bitcoin", "mainnet", "message");
  const auto add = [&](std::string_view label, std::string value) {
    review.add({.name = "x",
                .label = label,
                .value = std::move(value),
                .source = Source::signed_,
                .headline = true,
                .free_text = label == "message"});
  };
  add("network", "Bitcoin mainnet");
  for (int i = 0; i < 60; ++i) add("message", "line " + std::to_string(i) + std::string(150, '.'));
  add("from", "bc1qsigner");
  const std::string text = decided(review);
  EXPECT_THAT(text, HasSubstr("Bitcoin mainnet"));
  EXPECT_THAT(text, HasSubstr("line 0"));
  EXPECT_THAT(text, HasSubstr("bc1qsigner"));
  EXPECT_THAT(text, HasSubstr("more lines marked *"));
}

// The zero beside each token call is no payment.
TEST(Decision, NothingIsNotCounted) {
  Review review("evm", "ethereum", "transaction");
  for (int i = 0; i < 5; ++i) {
    add_money(review, {.amount = 5, .unit = usdc, .role = MoneyRole::allowance, .party = "s"});
    review.add({.name = "value",
                .label = "value",
                .value = "0 ETH",
                .source = Source::signed_,
                .money = Money{.unit = {.network = "evm ethereum", .symbol = "ETH"}}});
  }
  EXPECT_THAT(decided(review), Not(HasSubstr("ETH")));
}

// A payee whose address is also that of something else is not hidden with it.
TEST(Decision, OnlyToAndSpenderAreToldWithTheMoney) {
  Review review("evm", "ethereum", "transaction");
  add_money(review, {.amount = 5, .unit = usdc, .role = MoneyRole::pays, .party = "0xToken"});
  review.add({.name = "contract",
              .label = "token contract",
              .value = "0xToken",
              .source = Source::signed_,
              .headline = true});
  EXPECT_THAT(decided(review), HasSubstr("token contract  0xToken"));
}

TEST(Decision, FitsWhateverTheRequestHolds) {
  Review review = transaction(400);
  for (int i = 0; i < 300; ++i) {
    review.add({.name = "message",
                .label = "message",
                .value = std::string(200, 'm'),
                .source = Source::signed_,
                .headline = true,
                .free_text = true});
    Unit token = usdc;
    token.asset = "0x" + std::to_string(i);
    add_money(review, {.amount = 1, .unit = token, .role = MoneyRole::pays, .party = "p"});
    review.warn({&E_RISK, std::string(300, 'w'), true});
  }
  for (const std::size_t rows : {11u, 20u, 60u}) {
    const Decision decision = decide({{"a", &review}}, {}, columns, rows);
    EXPECT_LE(decision.rows.size(), rows);
    EXPECT_FALSE(decision.whole);
    EXPECT_THAT(shown(decision), HasSubstr("E_RISK 300 times"));
    EXPECT_THAT(shown(decision), HasSubstr("more lines marked *"));
  }
}

}  // namespace
}  // namespace coldquill
