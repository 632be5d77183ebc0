// The laws, over requests made by chance.
#include "bitcoin_generated.h"
#include "bitcoin_message_generated.h"
#include "evm_generated.h"

namespace coldquill {
namespace {

using bitcoin::Bitcoin;
using bitcoin_message::BitcoinMessage;
using evm::Evm;
using laws::bitcoin_generated;
using laws::bitcoin_message_generated;
using laws::evm_generated;

CQ_GENERATED_LAWS(Bitcoin, bitcoin_generated, "change", "own", "path", "net")
CQ_GENERATED_LAWS(BitcoinMessage, bitcoin_message_generated, "path")
CQ_GENERATED_LAWS(Evm, evm_generated, "path")

TEST(BitcoinGeneratedLaws, CanFail) {
  for (const char* fact : {"outpoint", "output", "sequence", "locktime", "version", "amount"}) {
    laws::expect_noticed<Bitcoin>(bitcoin_generated, fact);
  }
}

// What goes in comes out: every output is money once, and the fee is the rest.
TEST(BitcoinGeneratedLaws, MoneyAddsUp) {
  std::size_t checked = 0;
  for (std::size_t index = 0; index < 400; ++index) {
    laws::Dice dice(2'027, index);
    const laws::Case c = bitcoin_generated(dice);
    const auto seen = laws::see<Bitcoin>(c.payload, c.context);
    if (!seen) continue;
    std::uint64_t sum = 0;
    std::size_t outputs = 0;
    std::optional<std::uint64_t> total;
    for (const Fact& fact : seen->facts) {
      if (fact.name == "total_in") total = std::stoull(fact.raw);
      if (!fact.money) continue;
      const bool fee = fact.name == "fee";
      EXPECT_EQ(fee, fact.money->role == MoneyRole::fee);
      EXPECT_EQ(std::to_string(*fact.money->amount.u64()), fact.raw);
      sum += *fact.money->amount.u64();
      outputs += fee ? 0 : 1;
    }
    EXPECT_EQ(outputs, Bitcoin::decode(c.payload)->unsigned_tx().outputs.size());
    if (!total) continue;
    EXPECT_EQ(sum, *total) << laws::hex_of(c.payload);
    ++checked;
  }
  EXPECT_GT(checked, 300u);
}

TEST(BitcoinMessageGeneratedLaws, CanFail) {
  laws::expect_noticed<BitcoinMessage>(bitcoin_message_generated, "message");
}

TEST(EvmGeneratedLaws, CanFail) {
  for (const char* fact : {"nonce", "type", "data", "storage_key", "message", "definition"}) {
    laws::expect_noticed<Evm>(evm_generated, fact);
  }
}

}  // namespace
}  // namespace coldquill
