#include <coldquill/bitcoin/family.h>
#include <coldquill/bitcoin/finalize.h>
#include <coldquill/bitcoin/reasons.h>

#include <set>

#include "digests.h"
#include "ownership.h"
#include "size.h"

namespace coldquill::bitcoin {
namespace {

// The only place where anything about a Bitcoin request is decided, as a row of named steps.
class Resolver {
 public:
  Resolver(const Tx& tx, const Context& context)
      : tx_(tx), context_(context), ownership_(context), plan_(tx) {}

  Result<Plan> run() {
    CQ_CHECK(check_shape());
    CQ_CHECK(find_spent_outputs());
    CQ_CHECK(find_own_inputs());
    CQ_CHECK(find_own_outputs());
    CQ_CHECK(choose_network());
    CQ_CHECK(check_what_we_sign());
    judge_amounts();
    CQ_CHECK(add_up());
    warn();
    CQ_CHECK(make_jobs());
    return std::move(plan_);
  }

 private:
  Result<void> check_shape();
  Result<void> find_spent_outputs();
  Result<void> find_own_inputs();
  Result<void> find_own_outputs();
  Result<void> choose_network();
  Result<void> check_what_we_sign();
  void judge_amounts();
  Result<void> add_up();
  void warn();
  Result<void> make_jobs();

  Result<void> find_spent(std::size_t i);
  Result<void> note_coin_type(const KeyOrigin& origin, std::set<std::uint32_t>& coins) const;
  std::set<std::uint32_t> claimed_coin_types() const;
  bool signs(const InputPlan& input) const {
    return input.own.has_value() && input.state == InputState::unsigned_;
  }
  bool committed(std::size_t i) const;
  Role role_of(const OwnKey& own) const;
  void warn(const Reason& reason, std::string text, bool acknowledge) {
    plan_.warnings.push_back({&reason, std::move(text), acknowledge});
  }
  void warn_about_amounts();
  void warn_about_fee();
  void warn_about_outputs();

  const Tx& tx_;
  const Context& context_;
  Ownership ownership_;
  Plan plan_;
};

std::string input_name(std::size_t i) { return "input " + std::to_string(i); }
std::string output_name(std::size_t i) { return "output " + std::to_string(i); }

// True when a signature of this input cannot commit to its amount (BIP-0143 does). A P2SH output
// tells nothing without its redeem script.
bool is_legacy(ByteView script, const Bytes* redeem) {
  const ScriptForm form = classify(script).form;
  if (form == ScriptForm::p2sh) return redeem != nullptr && is_legacy(*redeem, nullptr);
  return form == ScriptForm::p2pkh || form == ScriptForm::other;
}

Result<void> Resolver::check_shape() {
  const Transaction& tx = tx_.unsigned_tx();
  if (tx.inputs.empty() || tx.outputs.empty()) {
    return Error(E_NO_INPUTS, "the transaction has no input or no output");
  }
  std::set<OutPoint> seen;
  for (std::size_t i = 0; i < tx.inputs.size(); ++i) {
    if (!seen.insert(tx.inputs[i].previous).second) {
      return Error(E_DUPLICATE_INPUT, "the same coin is spent twice", input_name(i));
    }
  }
  for (std::size_t i = 0; i < tx.outputs.size(); ++i) {
    const Sat value = tx.outputs[i].value;
    if (value > max_money || plan_.total_out + value > max_money) {
      return Error(E_AMOUNT_RANGE, "more than 21 million coins are paid", output_name(i));
    }
    plan_.total_out += value;
  }
  return {};
}

// What an input spends: out of its previous transaction when that is there, and then the request's
// own word for it must agree.
Result<void> Resolver::find_spent(std::size_t i) {
  const InputFields& fields = tx_.fields().inputs[i];
  const OutPoint& point = tx_.unsigned_tx().inputs[i].previous;
  InputPlan& input = plan_.inputs[i];
  if (fields.previous_tx != nullptr) {
    CQ_TRY(previous, read_previous_output(*fields.previous_tx, point.index));
    if (previous.txid != point.txid) {
      return Error(E_PREVIOUS_TX_MISMATCH, "the previous transaction has another id");
    }
    if (!previous.output) {
      return Error(E_PREVIOUS_TX_MISMATCH,
                   "the previous transaction has " + std::to_string(previous.output_count) +
                       " outputs, and number " + std::to_string(point.index) + " is spent");
    }
    if (fields.witness_utxo && *fields.witness_utxo != *previous.output) {
      return Error(E_UTXO_CONFLICT, "witness_utxo is not what the previous transaction says");
    }
    input.spent = std::move(previous.output);
    input.proof = Proof::previous_tx;
  } else if (fields.witness_utxo) {
    if (is_legacy(fields.witness_utxo->script, fields.redeem_script)) {
      return Error(E_PREVIOUS_TX_MISSING, "a legacy input came without its previous transaction");
    }
    input.spent = fields.witness_utxo;
    input.proof = Proof::unproven;
  }
  if (input.spent && input.spent->value > max_money) {
    return Error(E_AMOUNT_RANGE, "an input of more than 21 million coins");
  }
  return {};
}

Result<void> Resolver::find_spent_outputs() {
  plan_.inputs.resize(tx_.unsigned_tx().inputs.size());
  for (std::size_t i = 0; i < plan_.inputs.size(); ++i) {
    CQ_CHECK(find_spent(i).in(input_name(i)));
  }
  return {};
}

Result<void> Resolver::find_own_inputs() {
  std::vector<std::optional<TxOut>> spent;
  for (const InputPlan& input : plan_.inputs) spent.push_back(input.spent);
  SignatureChecker checker(tx_.unsigned_tx(), std::move(spent));
  for (std::size_t i = 0; i < plan_.inputs.size(); ++i) {
    InputPlan& input = plan_.inputs[i];
    const InputFields& fields = tx_.fields().inputs[i];
    CQ_TRY(own, ownership_.of_input(fields, input.spent).in(input_name(i)));
    input.own = own;
    if (fields.is_final()) {
      input.state = InputState::final_;
    } else if (own) {
      CQ_TRY(done, is_signed_by(checker, fields, i, *own).in(input_name(i)));
      input.state = done ? InputState::signed_ : InputState::unsigned_;
    }
  }
  return {};
}

// Change is what comes back in a form that we also spend from; the rest is elsewhere in the wallet.
Role Resolver::role_of(const OwnKey& own) const {
  const bool spends_this_form = std::ranges::any_of(plan_.inputs, [&](const InputPlan& input) {
    return input.own && input.own->form == own.form;
  });
  return spends_this_form ? Role::change : Role::own;
}

Result<void> Resolver::find_own_outputs() {
  const Transaction& tx = tx_.unsigned_tx();
  plan_.outputs.resize(tx.outputs.size());
  for (std::size_t i = 0; i < tx.outputs.size(); ++i) {
    OutputPlan& output = plan_.outputs[i];
    CQ_TRY(own, ownership_.of_output(tx_.fields().outputs[i], tx.outputs[i].script)
                    .in(output_name(i)));
    if (classify(tx.outputs[i].script).form == ScriptForm::op_return) output.role = Role::data;
    output.own = own;
    if (own && Ownership::is_found_by_wallets(*own, plan_.inputs)) output.role = role_of(*own);
  }
  return {};
}

Result<void> Resolver::note_coin_type(const KeyOrigin& origin,
                                      std::set<std::uint32_t>& coins) const {
  const auto account = AccountPath::of(origin.path);
  if (!account) return {};
  if (network_of_coin(account->coin_type) == nullptr) {
    return Error(E_NETWORK_MIX, "the key path " + to_string(origin.path) +
                                    " belongs to another coin than Bitcoin");
  }
  coins.insert(account->coin_type);
  return {};
}

// Without keys of ours the paths that the request names are all there is to go by.
std::set<std::uint32_t> Resolver::claimed_coin_types() const {
  std::set<std::uint32_t> coins;
  for (const KeyOrigin& origin : Bitcoin::key_origins(tx_)) {
    const auto account = AccountPath::of(origin.path);
    if (account && network_of_coin(account->coin_type) != nullptr) {
      coins.insert(account->coin_type);
    }
  }
  return coins;
}

Result<void> Resolver::choose_network() {
  std::set<std::uint32_t> coins;
  bool own_keys = false;
  const auto note = [&](const std::optional<OwnKey>& own) -> Result<void> {
    if (!own) return {};
    own_keys = true;
    return note_coin_type(own->key.origin, coins);
  };
  for (const InputPlan& input : plan_.inputs) CQ_CHECK(note(input.own));
  for (const OutputPlan& output : plan_.outputs) CQ_CHECK(note(output.own));
  plan_.network_source = Source::proven;
  if (!own_keys) {
    coins = claimed_coin_types();
    plan_.network_source = Source::claimed;
  }
  if (coins.size() > 1 && own_keys) {
    return Error(E_NETWORK_MIX, "your keys of the main network and of a test network are mixed");
  }
  if (context_.network) {
    plan_.network = find_network(*context_.network);
    if (plan_.network == nullptr) return Error(E_UNKNOWN_NETWORK, "there is no such network");
    if (own_keys && !coins.empty() && *coins.begin() != plan_.network->network.coin_type) {
      return Error(E_NETWORK_MIX, "the keys asked for are not of the network that was named");
    }
    if (coins.empty() || !own_keys) plan_.network_source = Source::local;
    return {};
  }
  if (coins.size() != 1) {
    plan_.network_source = Source::local;
    coins = {0};
  }
  plan_.network = network_of_coin(*coins.begin());
  return {};
}

Result<void> Resolver::check_what_we_sign() {
  for (std::size_t i = 0; i < plan_.inputs.size(); ++i) {
    InputPlan& input = plan_.inputs[i];
    if (!signs(input)) continue;
    const bool taproot = input.own->form == SingleKeyForm::p2tr;
    const std::uint32_t asked =
        tx_.fields().inputs[i].sighash.value_or(taproot ? sighash::default_ : sighash::all);
    const bool whole = asked == sighash::all || (taproot && asked == sighash::default_);
    if (!whole) {
      return Error(E_SIGHASH,
                   "a signature of sighash type " + std::to_string(asked) + " is asked for",
                   input_name(i));
    }
    input.sighash = static_cast<std::uint8_t>(asked);
    plan_.any_taproot_job = plan_.any_taproot_job || taproot;
    // find_spent has refused legacy inputs without their previous transaction.
    COLDQUILL_ASSERT(input.own->form != SingleKeyForm::p2pkh || input.proof == Proof::previous_tx);
  }
  if (!plan_.any_taproot_job) return {};
  for (std::size_t i = 0; i < plan_.inputs.size(); ++i) {
    if (!plan_.inputs[i].spent) {
      return Error(E_UTXO_MISSING, "a taproot signature commits to what this input spends",
                   input_name(i));
    }
  }
  return {};
}

// True when a false amount would make our own signatures worthless, or cost somebody else only.
//
// A taproot signature commits to the amounts of all inputs (BIP-0341). So an input that we sign by
// taproot vouches for itself: if it is ours its true amount must have been shown when it was signed,
// and if it is not, the surplus is not ours. It vouches for the others only when everything that we
// sign is taproot: else it could be a decoy, not ours at all, beside a version 0 input with a lie.
bool Resolver::committed(std::size_t i) const {
  const auto is_taproot = [](const InputPlan& input) {
    return classify(input.spent->script).form == ScriptForm::p2tr;
  };
  const InputPlan& input = plan_.inputs[i];
  const bool we_sign = std::ranges::any_of(plan_.inputs, [&](const auto& x) { return signs(x); });
  if (is_taproot(input) && (signs(input) || !we_sign)) return true;
  const bool only_taproot_jobs = we_sign && std::ranges::all_of(plan_.inputs, [&](const auto& x) {
    return !signs(x) || is_taproot(x);
  });
  if (only_taproot_jobs) return true;
  // BIP-0143: a version 0 signature commits to the amount of its own input.
  if (plan_.inputs.size() != 1) return false;
  const ScriptForm form = classify(input.spent->script).form;
  const bool nested = input.own && input.own->form == SingleKeyForm::p2sh_p2wpkh;
  return form == ScriptForm::p2wpkh || form == ScriptForm::p2wsh || nested;
}

void Resolver::judge_amounts() {
  plan_.amounts_believable = true;
  for (std::size_t i = 0; i < plan_.inputs.size(); ++i) {
    InputPlan& input = plan_.inputs[i];
    if (input.proof == Proof::unproven && committed(i)) input.proof = Proof::committed;
    if (input.proof == Proof::unproven || input.proof == Proof::unknown) {
      plan_.amounts_believable = false;
    }
  }
}

Result<void> Resolver::add_up() {
  plan_.vsize = estimate_vsize(plan_);
  Sat total = 0;
  for (const InputPlan& input : plan_.inputs) {
    if (!input.spent) return {};  // then there is no fee to speak of
    total += input.spent->value;
    if (total > max_money) return Error(E_AMOUNT_RANGE, "more than 21 million coins are put in");
  }
  if (plan_.total_out > total) {
    return Error(E_OUTPUTS_EXCEED_INPUTS, format_btc(plan_.total_out) + " would be paid out of " +
                                              format_btc(total));
  }
  plan_.total_in = total;
  plan_.fee = total - plan_.total_out;
  return {};
}

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
    warn(E_FOREIGN_INPUTS,
         std::to_string(plan_.inputs.size() - static_cast<std::size_t>(own)) + " of " +
             std::to_string(plan_.inputs.size()) +
             " inputs belong to somebody else: check what you put in and what you get back.",
         false);
  }
}

Result<void> Resolver::make_jobs() {
  Sighasher sighasher(tx_.unsigned_tx());
  std::vector<TxOut> spent;
  for (const InputPlan& input : plan_.inputs) spent.push_back(input.spent.value_or(TxOut{}));
  for (std::size_t i = 0; i < plan_.inputs.size(); ++i) {
    const InputPlan& input = plan_.inputs[i];
    if (!signs(input)) continue;
    const OwnKey& own = *input.own;
    const auto digest =
        digest_of(sighasher, i, own.form, script_code(own.key.public_key.hash160()), spent,
                  input.sighash);
    COLDQUILL_ASSERT(digest.has_value());  // check_what_we_sign let two types through
    const bool taproot = own.form == SingleKeyForm::p2tr;
    const Scheme scheme{taproot ? SchemeKind::taproot_key_path : SchemeKind::ecdsa,
                        own.merkle_root};
    plan_.jobs.push_back({own.key, scheme, *digest});
    plan_.job_inputs.push_back(i);
  }
  return {};
}

}  // namespace

Result<Plan> Bitcoin::resolve(const Tx& tx, const Context& context) {
  return Resolver(tx, context).run();
}

}  // namespace coldquill::bitcoin
