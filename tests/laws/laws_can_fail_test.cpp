// Every fact of every review is left out once, every part of a job is altered once.
#include "bitcoin_cases.h"
#include "bitcoin_message_cases.h"
#include "evm_cases.h"
#include "faults.h"

namespace coldquill {
namespace {

using bitcoin::Bitcoin;
using bitcoin_message::BitcoinMessage;
using evm::Evm;
using laws::bitcoin_cases;
using laws::bitcoin_message_cases;
using laws::evm_cases;

CQ_LAWS_CAN_FAIL(Bitcoin, bitcoin_cases(), "bitcoin/reviews", 17, "data_text", "fee_rate",
                 "fee_share", "message_length", "owner", "path", "rbf", "total_in", "total_out",
                 "unknown_field")

// Bitcoin's alone: the scheme carries a taproot output, with the root of a script tree.
TEST(BitcoinLawsCanFail, SchemeWithAnotherOutput) {
  const auto output = [](auto change) {
    return [change](SigningJob& job) {
      if (job.scheme.output) change(*job.scheme.output);
    };
  };
  laws::expect_jobs_missed<Bitcoin>(
      bitcoin_cases(), "bitcoin/reviews",
      {laws::altered("without its tree", output([](auto& its) { its.merkle_root = {}; })),
       laws::altered("another output", output([](auto& its) { its.key[31] ^= 1; }))});
}

CQ_LAWS_CAN_FAIL(BitcoinMessage, bitcoin_message_cases(), "message/reviews", 3, "asked_by",
                 "asked_key", "message_length", "path")

// Of gas, its price and the fee any two give the third; a path and an address are one key; the name
// of a call follows from its heading and labels; what is in words stands in Content again.
CQ_LAWS_CAN_FAIL(Evm, evm_cases(), "evm/reviews", 39, "asked_by", "call", "data_length", "domain",
                 "domain.chainId", "domain_hash", "from", "gas_limit", "gas_price",
                 "max_fee_per_gas", "message.call", "message.deadline", "message.spender",
                 "message.to", "message.to[0]", "message.to[1]", "message_hash", "message_length",
                 "path", "token")

}  // namespace
}  // namespace coldquill
