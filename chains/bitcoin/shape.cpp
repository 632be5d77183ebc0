#include "shape.h"

#include <coldquill/bitcoin/reasons.h>

#include <set>

namespace coldquill::bitcoin {
namespace {

Result<void> check_inputs(const Transaction& tx) {
  if (tx.inputs.empty()) return Error(E_NO_INPUTS, "the transaction has no input");
  std::set<OutPoint> seen;
  for (std::size_t i = 0; i < tx.inputs.size(); ++i) {
    if (seen.insert(tx.inputs[i].previous).second) continue;
    return Error(E_DUPLICATE_INPUT, "the same coin is spent twice", "input " + std::to_string(i));
  }
  return {};
}

Result<void> check_outputs(const Transaction& tx) {
  if (tx.outputs.empty()) return Error(E_NO_INPUTS, "the transaction has no output");
  Sat total = 0;
  for (std::size_t i = 0; i < tx.outputs.size(); ++i) {
    const Sat value = tx.outputs[i].value;
    if (value > max_money || total + value > max_money) {
      return Error(E_AMOUNT_RANGE, "more than 21 million coins are paid",
                   "output " + std::to_string(i));
    }
    total += value;
  }
  return {};
}

}  // namespace

Result<void> check_shape(const Transaction& tx) {
  CQ_CHECK(check_inputs(tx));
  return check_outputs(tx);
}

Sat sum_of_outputs(const Transaction& tx) {
  Sat total = 0;
  for (const TxOut& output : tx.outputs) total += output.value;
  return total;
}

}  // namespace coldquill::bitcoin
