#include "size.h"

#include <coldquill/script/compact_size.h>

namespace coldquill::bitcoin {
namespace {

constexpr std::uint64_t ecdsa_push = 1 + 71;
constexpr std::uint64_t key_push = 1 + 33;

struct InputSize {
  std::uint64_t script_sig;  // octets inside scriptSig
  std::uint64_t witness;     // octets of the witness, its count included
};

InputSize size_by_form(const InputPlan& input) {
  const InputSize ecdsa_witness{0, 1 + ecdsa_push + key_push};
  if (!input.spent) return ecdsa_witness;
  switch (classify(input.spent->script).form) {
    case ScriptForm::p2pkh:
      return {ecdsa_push + key_push, 1};
    case ScriptForm::p2sh:
      return {23, ecdsa_witness.witness};
    case ScriptForm::p2tr:
      return {0, 1 + 1 + 64 + (input.sighash == 0 ? 0u : 1u)};
    default:
      return ecdsa_witness;
  }
}

InputSize size_of(const InputPlan& input, const InputFields& fields) {
  if (!fields.is_final()) return size_by_form(input);
  return {fields.final_script_sig == nullptr ? 0 : fields.final_script_sig->size(),
          fields.final_witness == nullptr ? 1 : fields.final_witness->size()};
}

}  // namespace

std::uint64_t estimate_vsize(const Plan& plan) {
  const std::uint64_t base = serialize(plan.tx.unsigned_tx(), WitnessForm::never).size();
  std::uint64_t script_sigs = 0;
  std::uint64_t witnesses = 0;
  bool any_witness = false;
  for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
    const InputSize size = size_of(plan.inputs[i], plan.tx.fields().inputs[i]);
    script_sigs += size.script_sig;
    witnesses += size.witness;
    any_witness = any_witness || size.witness > 1;
  }
  const std::uint64_t weight = 4 * (base + script_sigs) + (any_witness ? 2 + witnesses : 0);
  return (weight + 3) / 4;
}

}  // namespace coldquill::bitcoin
