// What may be believed about amounts, and what they come to.
#include <coldquill/bitcoin/reasons.h>

#include "resolver.h"
#include "shape.h"
#include "size.h"

namespace coldquill::bitcoin {

namespace {

bool is_taproot(const InputPlan& input) {
  return input.spent && classify(input.spent->script).form == ScriptForm::p2tr;
}

// BIP-0143: a version 0 signature commits to the amount of its own input.
bool is_version_0(const InputPlan& input) {
  if (!input.spent) return false;
  const ScriptForm form = classify(input.spent->script).form;
  const bool nested = input.own && input.own->form == SingleKeyForm::p2sh_p2wpkh;
  return form == ScriptForm::p2wpkh || form == ScriptForm::p2wsh || nested;
}

}  // namespace

// True when a false amount would make every signature that we are asked for worthless: those of
// taproot commit to all amounts (BIP-0341), and one of version 0 to that of the only input.
//
// A taproot input does not vouch for itself beside inputs of another kind that we sign: it could be
// a decoy, really a version 0 coin of ours, with a lie for an amount. Shown in two sittings with
// the decoy on either side, the good signatures of both would make a transaction whose fee nobody
// saw. Without keys of ours whoever signs is somebody else, and the same holds for all inputs
// together; no more is known of inputs that a closed wallet file says are ours.
bool Resolver::amounts_are_committed() const {
  const bool we_sign = context_.keys_source == Source::proven &&
                       std::ranges::any_of(plan_.inputs, [&](const auto& x) { return signs(x); });
  const bool all_taproot = std::ranges::all_of(
      plan_.inputs, [&](const auto& x) { return is_taproot(x) || (we_sign && !signs(x)); });
  return all_taproot || (plan_.inputs.size() == 1 && is_version_0(plan_.inputs.front()));
}

void Resolver::judge_amounts() {
  const bool committed = amounts_are_committed();
  plan_.amounts_believable = true;
  for (InputPlan& input : plan_.inputs) {
    if (input.proof == Proof::unproven && committed) input.proof = Proof::committed;
    if (input.proof == Proof::unproven || input.proof == Proof::unknown) {
      plan_.amounts_believable = false;
    }
  }
}

Result<void> Resolver::add_up() {
  plan_.vsize = estimate_vsize(plan_);
  plan_.total_out = sum_of_outputs(tx_.unsigned_tx());
  Sat total = 0;
  bool all_known = true;
  for (const InputPlan& input : plan_.inputs) {
    all_known = all_known && input.spent.has_value();
    total += input.spent ? input.spent->value : 0;
    if (total > max_money)
      return Error(E_AMOUNT_RANGE, "the inputs hold more than 21 million coins");
  }
  if (!all_known) return {};  // then there is no fee to speak of
  if (plan_.total_out > total) {
    return Error(E_OUTPUTS_EXCEED_INPUTS, format_btc(plan_.total_out) +
                                              " would be paid from inputs of " + format_btc(total));
  }
  plan_.total_in = total;
  plan_.fee = total - plan_.total_out;
  plan_.leaves = what_leaves();
  return {};
}

// Of a joint transaction our part, whoever of the others pays its fee. Where no more leaves than
// the fee, nothing is paid: coins of ours are put together, and a share of what leaves says
// nothing, unless most of them become a fee.
std::optional<Leaving> Resolver::what_leaves() const {
  const Sat in = own_inputs();
  if (in == 0) return all_inputs();
  const Sat back = own_outputs();
  if (in > back && in - back > *plan_.fee) return Leaving{in - back, true};
  return *plan_.fee > *plan_.total_in / 2 ? all_inputs() : std::nullopt;
}

std::optional<Leaving> Resolver::all_inputs() const {
  return *plan_.total_in > 0 ? std::optional(Leaving{*plan_.total_in, false}) : std::nullopt;
}

Sat Resolver::own_inputs() const {
  Sat total = 0;
  for (const InputPlan& input : plan_.inputs) total += input.own ? input.spent->value : 0;
  return total;
}

Sat Resolver::own_outputs() const {
  Sat total = 0;
  for (std::size_t i = 0; i < plan_.outputs.size(); ++i) {
    const Role role = plan_.outputs[i].role;
    const bool ours = role == Role::change || role == Role::own;
    total += ours ? tx_.unsigned_tx().outputs[i].value : 0;
  }
  return total;
}

}  // namespace coldquill::bitcoin
