// Messages that are signed by a transaction which no network takes (BIP-0322).
#include <coldquill/bitcoin/reasons.h>
#include <coldquill/model/message.h>
#include <coldquill/script/output_script.h>

#include "message.h"
#include "resolver.h"

namespace coldquill::bitcoin {
namespace {

// BIP-0322 puts the coin of the message first. Only what is proven to hold something is none: a
// claim of somebody else is not committed to by our signatures of other inputs.
bool may_sign_a_message(const Transaction& tx, std::span<const InputPlan> inputs) {
  const InputPlan& first = inputs.front();
  const bool committed = inputs.size() == 1;  // by a signature of the only input
  const bool holds_something =
      first.spent && first.spent->value > 0 && (committed || first.proof == Proof::previous_tx);
  return has_message_form(tx) && !holds_something;
}

// The transaction "to_spend": it holds the hash of the message, and its output the script of
// whoever is to sign.
OutPoint coin_of_message(ByteView message, const Bytes& script) {
  const Digest32 hash = tagged_hash("BIP0322-signed-message", {message});
  TxIn input;
  input.previous = {{}, 0xFFFFFFFF};
  input.script_sig = Writer().u8(0).u8(sizeof hash).bytes(hash).take();  // OP_0, a push
  input.sequence = 0;
  return {Transaction{0, {std::move(input)}, {{0, script}}, 0}.txid(), 0};
}

}  // namespace

bool has_message_form(const Transaction& tx) {
  if (tx.outputs.size() != 1) return false;
  const auto& [value, script] = tx.outputs.front();
  return value == 0 && script.size() == 1 && classify(script).form == ScriptForm::op_return;
}

// The message that would be signed is hashed again: a request that leaves it out, or shows another
// one, would have a person sign blind what looks like a payment of nothing.
Result<void> Resolver::find_message() {
  const Transaction& tx = tx_.unsigned_tx();
  const Bytes* message = tx_.fields().message;
  if (!may_sign_a_message(tx, plan_.inputs)) {
    if (message == nullptr) return {};
    return Error(E_MESSAGE_MISMATCH, "the transaction beside the message does not sign it");
  }
  if (tx.inputs.size() != 1) {
    return Error(E_PROOF_OF_FUNDS, "this may sign a message for " +
                                       std::to_string(tx.inputs.size()) + " coins together");
  }
  if (message == nullptr) {
    return Error(E_MESSAGE_MISSING, "this may sign a message, and does not say which");
  }
  CQ_CHECK(check_message_size(*message));
  InputPlan& input = plan_.inputs.front();
  if (!input.spent) return Error(E_UTXO_MISSING, "it is not said who is to sign the message");
  if (tx.inputs.front().previous != coin_of_message(*message, input.spent->script)) {
    return Error(E_MESSAGE_MISMATCH, "another message would be signed than the one that is shown");
  }
  input.proof = Proof::previous_tx;  // the outpoint is a hash of the output that is spent
  plan_.message = *message;
  return {};
}

// No coin holds nothing, but the virtual ones of messages do, and not every verifier asks for the
// form that has_message_form knows.
Result<void> Resolver::check_for_hidden_messages() const {
  if (plan_.message) return {};
  for (std::size_t i = 0; i < plan_.inputs.size(); ++i) {
    const InputPlan& input = plan_.inputs[i];
    if (!signs(input) || !input.spent || input.spent->value > 0) continue;
    return Error(E_MESSAGE_MISSING, "an input that holds nothing may sign a message",
                 "input " + std::to_string(i));
  }
  return {};
}

}  // namespace coldquill::bitcoin
