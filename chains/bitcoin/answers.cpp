#include <coldquill/bitcoin/family.h>
#include <coldquill/bitcoin/finalize.h>

#include "message.h"
#include "shape.h"

namespace coldquill::bitcoin {
namespace {

// What spends nothing is no transaction of any network.
bool signs_a_message(const Tx& tx) {
  const InputFields& first = tx.fields().inputs.front();
  if (!has_message_form(tx.unsigned_tx())) return false;
  if (first.witness_utxo) return first.witness_utxo->value == 0;
  if (first.previous_tx == nullptr) return true;
  const auto index = tx.unsigned_tx().inputs.front().previous.index;
  const auto previous = read_previous_output(*first.previous_tx, index);
  return !previous || !previous->output || previous->output->value == 0;
}

}  // namespace

Result<std::vector<Answer>> Bitcoin::answers(const Tx& tx) {
  CQ_CHECK(check_shape(tx.unsigned_tx()));
  const auto done = final_transaction(tx);
  std::vector<Answer> out;
  out.push_back({"psbt", serialize_psbt(tx.psbt()), done.has_value(), false});
  if (!done || signs_a_message(tx)) return out;
  out.push_back({"bitcoin-tx", serialize(*done, WitnessForm::allowed), true, true});
  if (tx.form() == Form::raw) std::swap(out.front(), out.back());
  return out;
}

}  // namespace coldquill::bitcoin
