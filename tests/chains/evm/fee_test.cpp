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
    tx.gas_limit = 1'000'000;
    tx.priority_fee = 1;
    tx.gas_price = *number("1000000000000").times(coins);
    EXPECT_TRUE(asks(review(raw(tx)), "E_EVM_FEE_HIGH")) << chain;
    tx.gas_price = *tx.gas_price.minus(1);
    EXPECT_FALSE(warns(review(raw(tx)), "E_EVM_FEE_HIGH")) << chain;
  }
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
