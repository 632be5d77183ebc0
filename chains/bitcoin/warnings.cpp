// What the person is warned of, and must acknowledge.
#include <coldquill/bitcoin/reasons.h>

#include <utility>

#include "resolver.h"

namespace coldquill::bitcoin {

void Resolver::warn_about_amounts() {
  if (!plan_.fee) {
    warn(E_FEE_UNKNOWN,
         "It is not said what every input spends, so the fee cannot be known: it could be "
         "everything that you put in.",
         true);
  }
  std::string inputs;
  for (std::size_t i = 0; i < plan_.inputs.size(); ++i) {
    if (plan_.inputs[i].proof != Proof::unproven) continue;
    inputs += (inputs.empty() ? "" : ", ") + std::to_string(i);
  }
  if (inputs.empty()) return;
  warn(E_AMOUNT_UNPROVEN,
       "The amounts of inputs " + inputs +
           " came without proof. If they are false, the true fee is another than shown; someone "
           "who asks you to sign twice with different amounts can turn all that these inputs hold "
           "into a fee.",
       true);
}

void Resolver::warn_about_fee() {
  if (!plan_.fee || *plan_.total_in == 0) return;
  const bool over_10_percent = *plan_.fee > *plan_.total_in / 10;
  const bool over_5_percent = *plan_.fee > *plan_.total_in / 20;
  if (!over_5_percent) return;
  warn(E_FEE_HIGH,
       std::string("The fee is more than ") + (over_10_percent ? "a tenth" : "a twentieth") +
           " of everything that is put in.",
       over_10_percent);
}

void Resolver::warn_about_outputs() {
  const Transaction& tx = tx_.unsigned_tx();
  for (std::size_t i = 0; i < tx.outputs.size(); ++i) {
    const OutputPlan& output = plan_.outputs[i];
    if (output.role != Role::payment) continue;
    if (output.own) {
      warn(E_CHANGE_FAR,
           "Output " + std::to_string(i) + " belongs to your key at " +
               to_string(output.own->key.origin.path) +
               ", where ordinary wallets do not look. It is counted as a payment.",
           true);
    } else if (!address_of_script(tx.outputs[i].script, plan_.network->rules)) {
      warn(E_UNKNOWN_SCRIPT,
           "Output " + std::to_string(i) + " pays to a script that has no address.", true);
    }
  }
}

void Resolver::warn() {
  warn_about_amounts();
  warn_about_fee();
  warn_about_outputs();
  const auto own = std::ranges::count_if(plan_.inputs, [](const auto& i) { return !!i.own; });
  if (own == 0 && !context_.keys.empty()) {
    warn(E_NOTHING_RECOGNISED, "No input of this transaction belongs to these keys.", false);
  } else if (own == 0) {
    warn(E_NOTHING_RECOGNISED,
         "Reviewed without keys: nothing could be recognised as yours, so every output is shown as "
         "a payment.",
         false);
  } else if (std::cmp_less(own, plan_.inputs.size())) {
    // Shown in two sittings with inputs of ours as somebody else's in turn, each balance looks
    // harmless and both signatures together pay for everything.
    warn(E_FOREIGN_INPUTS,
         std::to_string(plan_.inputs.size() - static_cast<std::size_t>(own)) + " of " +
             std::to_string(plan_.inputs.size()) +
             " inputs are not recognised as yours. If one of them is, what you spend is more than "
             "shown: never sign the same transaction again with other inputs marked as yours.",
         std::ranges::any_of(plan_.inputs, [&](const auto& i) { return signs(i); }));
  }
}

}  // namespace coldquill::bitcoin
