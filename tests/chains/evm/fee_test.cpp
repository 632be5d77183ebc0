// Fees: E29 of the attack corpus.
#include <gtest/gtest.h>

#include "evm_cases.h"

namespace coldquill::evm {
namespace {

using namespace test;

TEST(Fee, ThatNobodyMeans) {
  Transaction tx = payment();
  tx.priority_fee = tx.gas_price;
  EXPECT_EQ(reason(raw(tx)), "");
  tx.priority_fee = *tx.gas_price.plus(1);
  EXPECT_EQ(reason(raw(tx)), "E_FEE_RANGE");
}

TEST(Fee, BeyondWhatCanExist) {
  Transaction tx = payment();
  tx.value = {};
  tx.gas_price = Uint256::max();
  tx.gas_limit = 1;
  EXPECT_EQ(reason(raw(tx)), "");
  tx.gas_limit = 2;
  EXPECT_EQ(reason(raw(tx)), "E_FEE_RANGE");
  tx.gas_limit = 1;
  tx.value = 1;
  EXPECT_EQ(reason(raw(tx)), "E_FEE_RANGE");
}

// The bound is a number of whole coins a network: 1 ETH, 1000 POL; 1 where the network is unknown.
TEST(Fee, Extreme) {
  for (const auto& [chain, coins] : {std::pair(1u, 1u), {137u, 1'000u}, {609112567u, 1u}}) {
    Transaction tx = payment();
    tx.chain_id = chain;
    tx.value = *number("10000000000000000000").times(coins);
    tx.gas_limit = 100'000'000;
    tx.priority_fee = 1;
    tx.gas_price = *number("10000000000").times(coins);
    EXPECT_TRUE(asks(review(raw(tx)), "E_EVM_FEE_HIGH")) << chain;
    tx.gas_price = *tx.gas_price.minus(1);
    EXPECT_FALSE(warns(review(raw(tx)), "E_EVM_FEE_HIGH")) << chain;
  }
}

// What it is of what is paid: a tenth, above a hundredth of the bound for the fee itself.
Transaction paying(std::uint64_t chain, std::string_view value, std::string_view price) {
  Transaction tx = payment();
  tx.chain_id = chain;
  tx.value = number(value);
  tx.gas_price = number(price);
  return tx;
}

std::string fee_warning(const Transaction& tx) {
  const Review seen = review(raw(tx));
  const auto found = std::ranges::find(seen.warnings(), "E_EVM_FEE_HIGH", &Warning::reason);
  if (found == seen.warnings().end()) return {};
  EXPECT_TRUE(found->acknowledge && found->money->role == MoneyRole::fee);
  return found->text;
}

TEST(Fee, ThatEatsThePayment) {
  // 0.945 ETH for 0.01 ETH; 630 POL for 3.5 POL
  EXPECT_EQ(fee_warning(paying(1, "10000000000000000", "45000000000000")),
            "the fee may be as high as 0.945 ETH, 94 times the 0.01 ETH that is paid, at 45000 "
            "gwei a gas, where 500 is more than the network ever needs");
  EXPECT_EQ(fee_warning(paying(137, "3500000000000000000", "30000000000000000")),
            "the fee may be as high as 630 POL, 180 times the 3.5 POL that is paid, at 30000000 "
            "gwei a gas, where 10000 is more than the network ever needs");
  // 0.0105 ETH at 500 gwei, for 0.105 ETH and a wei less
  EXPECT_EQ(fee_warning(paying(1, "105000000000000000", "500000000000")), "");
  EXPECT_EQ(fee_warning(paying(1, "104895104895104895", "500000000000")),
            "the fee may be as high as 0.0105 ETH, 10.01 % of the 0.104895104895104895 ETH that is "
            "paid");
}

// Nobody here knows what tokens are worth: more than a tenth of the bound is too much for any call.
TEST(Fee, OfACall) {
  Transaction tx = token_call(CallKind::transfer, number("5000000"));
  tx.priority_fee = {};
  tx.gas_limit = 2'100'000;
  tx.gas_price = number("473666666666");
  EXPECT_EQ(
      fee_warning(tx),
      "the fee may be as high as 0.9946999999986 ETH, where no coins are paid, and 0.1 ETH is "
      "more than a call needs");
  // A swap of many steps, at an honest price.
  tx.gas_limit = 3'000'000;
  tx.gas_price = number("20000000000");
  EXPECT_EQ(fee_warning(tx), "");
  for (const auto& [chain, coins] : {std::pair(1u, 1u), {137u, 1'000u}, {609112567u, 1u}}) {
    tx.chain_id = chain;
    tx.gas_limit = 100'000'000;
    tx.gas_price = *number("1000000000").times(coins);
    EXPECT_EQ(fee_warning(tx), "") << chain;
    tx.gas_price = *tx.gas_price.plus(1);
    EXPECT_NE(fee_warning(tx), "") << chain;
    tx.value = *number("10000000000000000000").times(coins);
    EXPECT_EQ(fee_warning(tx), "") << chain;  // it is small beside what is paid
    tx.value = {};
  }
}

TEST(Fee, TwiceWhatIsPaidIsToldInTimes) {
  // 0.0105 ETH
  EXPECT_EQ(fee_warning(paying(1, "5250000000000000", "500000000000")),
            "the fee may be as high as 0.0105 ETH, 2 times the 0.00525 ETH that is paid");
  EXPECT_EQ(fee_warning(paying(1, "5250000000000001", "500000000000")),
            "the fee may be as high as 0.0105 ETH, 199.99 % of the 0.005250000000000001 ETH that "
            "is paid");
}

// A small payment at an honest price is small all the same.
TEST(Fee, OfASmallPayment) {
  EXPECT_EQ(fee_warning(paying(1, "1", "30000000000")), "");
  EXPECT_EQ(fee_warning(paying(1, "1000000000000000", "476000000000")), "");
  EXPECT_EQ(fee_warning(paying(137, "1000000000000000", "500000000000")), "");
}

TEST(Fee, AtAPriceThatNobodyNeeds) {
  for (const NetworkRow& row : network_rows()) {
    Transaction tx = paying(row.chain_id, "100000000000000000000000", "0");
    tx.priority_fee = {};
    tx.gas_price = *Uint256(row.high_price).times(1'000'000'000);
    EXPECT_EQ(fee_warning(tx), "") << row.label;
    tx.gas_price = *tx.gas_price.plus(1);
    EXPECT_NE(fee_warning(tx), "") << row.label;
  }
  // Nobody here knows what is usual there.
  Transaction elsewhere = paying(609112567, "100000000000000000000", "40000000000000");
  EXPECT_EQ(fee_warning(elsewhere), "");
}

// Beyond all numbers that can be compared.
TEST(Fee, OfAnySize) {
  Transaction tx = paying(609112567, "1", "0");
  tx.priority_fee = {};
  tx.gas_limit = 1;
  tx.gas_price = *Uint256::max().minus(1);
  EXPECT_TRUE(fee_warning(tx).starts_with("the fee may be as high as 1157920892"));
  EXPECT_NE(fee_warning(tx).find(tx.gas_price.text() + " times the 1 wei that is paid"),
            std::string::npos);
}

// Such networks take more than gas limit times price, and no field of the transaction bounds it.
TEST(Fee, OfTheDataBeside) {
  Transaction tx = payment();
  tx.chain_id = 8453;
  EXPECT_EQ(shown(review(raw(tx)), "fee"),
            "* at most 0.00063 ETH, and the network's own data fee [signed]");
}

TEST(Fee, GasBelowWhatTheBytesCost) {
  const auto low = [](Transaction tx, std::uint64_t least) {
    tx.gas_limit = least;
    const bool enough = !warns(review(raw(tx)), "E_GAS_LOW");
    tx.gas_limit = least - 1;
    return enough && warns(review(raw(tx)), "E_GAS_LOW");
  };
  EXPECT_TRUE(low(payment(), 21'000));
  EXPECT_TRUE(low(with_data({0, 1}), 21'000 + 4 + 16));
  EXPECT_TRUE(low(listed_payment(), 21'000 + 2 * 2'400 + 2 * 1'900));
  Transaction creation = with_data(Bytes(33, 1));
  creation.to.reset();
  EXPECT_TRUE(low(creation, 21'000 + 32'000 + 33 * 16 + 2 * 2));
}

}  // namespace
}  // namespace coldquill::evm
