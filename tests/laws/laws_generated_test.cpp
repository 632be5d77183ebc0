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
