// What the person is warned of, and must acknowledge.
#include <coldquill/bitcoin/reasons.h>
#include <coldquill/model/look_alike.h>

#include <utility>

#include "fees.h"
#include "locktime.h"
#include "resolver.h"

namespace coldquill::bitcoin {
namespace {

// The addresses of one network's scripts.
class Addresses {
 public:
  explicit Addresses(const AddressRules& rules) : rules_(rules) {}

  std::optional<std::string> of(ByteView script) const { return address_of_script(script, rules_); }

  // The address noted before that looks like the one of this script and is another.
  std::optional<std::string> note(ByteView script) {
    const auto address = of(script);
    return address ? seen_.note(*address, prefix_of(*address)) : std::nullopt;
  }

 private:
  // Of bech32 the human-readable part, the one and the version; of base58 the version.
  [[nodiscard]] std::size_t prefix_of(const std::string& address) const {
    return address.starts_with(std::string(rules_.hrp) + "1") ? rules_.hrp.size() + 2 : 1;
  }

  const AddressRules& rules_;
  LookAlikes seen_;
};

}  // namespace

void Resolver::warn_about_amounts() {
  if (!plan_.fee) {
    warn(E_FEE_UNKNOWN,
         "It is not said what every input spends, so the fee cannot be known: it could be "
         "all that your inputs hold.",
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
  if (!plan_.fee) return;
  const FeeConcern concern = judge_fee(*plan_.fee, plan_.leaves, plan_.vsize);
  if (concern == FeeConcern::none) return;
  warn(E_FEE_HIGH, fee_in_words(plan_), concern == FeeConcern::asked);
}

void Resolver::warn_about_outputs() {
  for (std::size_t i = 0; i < plan_.outputs.size(); ++i) {
    if (plan_.outputs[i].takers != Spenders::by_rule) {
      warn_about_takers(i);
    } else if (plan_.outputs[i].role == Role::payment) {
      warn_about_payment(i);
    }
  }
}

void Resolver::warn_about_takers(std::size_t i) {
  const std::string what =
      "Output " + std::to_string(i) + " holds " + format_btc(tx_.unsigned_tx().outputs[i].value);
  if (plan_.outputs[i].takers == Spenders::anybody) {
    warn(E_ANYONE_CAN_SPEND, what + ", which anybody may take: its script asks for no signature.",
         true);
  } else {
    warn(E_UNSPENDABLE, what + ", which nobody can ever spend: it would be lost.", true);
  }
}

void Resolver::warn_about_payment(std::size_t i) {
  const OutputPlan& output = plan_.outputs[i];
  if (output.own) {
    warn(E_CHANGE_FAR,
         "Output " + std::to_string(i) + " belongs to your key at " +
             to_string(output.own->key.origin.path) +
             ", where the wallet that holds the coins you spend does not look by itself. It is "
             "counted as a payment.",
         true);
  } else if (!address_of_script(tx_.unsigned_tx().outputs[i].script, plan_.network->rules)) {
    warn(E_UNKNOWN_SCRIPT, "Output " + std::to_string(i) + " pays to a script that has no address.",
         true);
  }
}

// Those that are spent from and those of our own come first: a payment is what may pass for one.
void Resolver::warn_about_look_alikes() {
  const Transaction& tx = tx_.unsigned_tx();
  Addresses addresses(plan_.network->rules);
  for (const InputPlan& input : plan_.inputs) {
    if (input.spent) addresses.note(input.spent->script);
  }
  const auto is_payment = [&](std::size_t i) { return plan_.outputs[i].role == Role::payment; };
  for (std::size_t i = 0; i < tx.outputs.size(); ++i) {
    if (!is_payment(i)) addresses.note(tx.outputs[i].script);
  }
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < tx.outputs.size(); ++i) {
    if (!is_payment(i)) continue;
    const auto other = addresses.note(tx.outputs[i].script);
    if (!other) continue;
    texts.push_back("Output " + std::to_string(i) + " pays to " +
                    *addresses.of(tx.outputs[i].script) + ", which looks like " + *other +
                    " and is another address.");
  }
  for (std::string& text : worth_telling(texts)) warn(E_ADDRESS_RESEMBLES, std::move(text), true);
}

// A request that nobody can use yet looks as if it had failed.
void Resolver::warn_about_locks() {
  const Transaction& tx = tx_.unsigned_tx();
  Wait longest = wait_for_lock_time(tx, *plan_.network, context_.clock);
  plan_.locked = longest != Wait::little;
  std::string what = plan_.locked ? "It is " + lock_time_text(tx) + ". " : "";
  for (std::size_t i = 0; i < plan_.inputs.size(); ++i) {
    const Wait wait = wait_for_sequence(tx, i);
    plan_.inputs[i].locked = wait != Wait::little;
    if (wait > longest || (plan_.inputs[i].locked && what.empty())) {
      what = "Input " + std::to_string(i) + " cannot be spent for " + relative_lock_text(tx, i) +
             " after it was confirmed. ";
    }
    longest = std::max(longest, wait);
  }
  if (longest == Wait::little) return;
  warn(E_LOCKED,
       what + "Until then it looks as if it had failed, and later it can still go through.",
       longest == Wait::months);
}

Result<void> Resolver::judge_transaction() {
  warn_about_amounts();
  warn_about_fee();
  warn_about_outputs();
  warn_about_look_alikes();
  warn_about_locks();
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
  return {};
}

}  // namespace coldquill::bitcoin
