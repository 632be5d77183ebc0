#include <coldquill/bitcoin/family.h>
#include <coldquill/bitcoin/finalize.h>
#include <coldquill/bitcoin/reasons.h>

#include "digests.h"
#include "outputs.h"
#include "resolver.h"
#include "shape.h"

namespace coldquill::bitcoin {
namespace {

std::string input_name(std::size_t i) {
  return "input " + std::to_string(i);
}
std::string output_name(std::size_t i) {
  return "output " + std::to_string(i);
}

// True when a signature of this input cannot commit to its amount (BIP-0143 does). A P2SH output
// tells nothing without its redeem script.
bool is_legacy(ByteView script, const Bytes* redeem) {
  const ScriptForm form = classify(script).form;
  if (form == ScriptForm::p2sh) return redeem != nullptr && is_legacy(*redeem, nullptr);
  return form == ScriptForm::p2pkh || form == ScriptForm::other;
}

// The output key stands in the script that is spent, where Ownership found it to be ours.
Scheme taproot_scheme(ByteView script, const OwnKey& own) {
  const TaprootOutput output{array_of<32>(classify(script).program), own.merkle_root};
  return {SchemeKind::taproot_key_path, output};
}

}  // namespace

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
  for (std::size_t i = 0; i < plan_.inputs.size(); ++i) {
    const InputFields& fields = tx_.fields().inputs[i];
    CQ_TRY(own, ownership_.of_input(fields, plan_.inputs[i].spent).in(input_name(i)));
    plan_.inputs[i].own = own;
  }
  return {};
}

// A request for some of our inputs may hide that others are ours too: whoever leaves their key
// origins out makes the balance look harmless. They are looked for in the accounts that are spent.
void Resolver::look_for_hidden_inputs() {
  const auto is_own = [](const InputPlan& input) { return input.own.has_value(); };
  if (std::ranges::all_of(plan_.inputs, is_own)) return;
  for (const InputPlan& input : plan_.inputs) {
    const auto account = input.own ? AccountPath::of(input.own->key.origin.path) : std::nullopt;
    if (account) ownership_.look_in(*account);
  }
  for (std::size_t i = 0; i < plan_.inputs.size(); ++i) {
    InputPlan& input = plan_.inputs[i];
    if (!input.own && input.spent) input.own = ownership_.known(input.spent->script);
  }
}

// Of every input that is ours, however it was found.
Result<void> Resolver::find_signatures() {
  std::vector<std::optional<TxOut>> spent;
  for (const InputPlan& input : plan_.inputs) spent.push_back(input.spent);
  SignatureChecker checker(tx_.unsigned_tx(), std::move(spent));
  for (std::size_t i = 0; i < plan_.inputs.size(); ++i) {
    InputPlan& input = plan_.inputs[i];
    const InputFields& fields = tx_.fields().inputs[i];
    if (fields.is_final()) {
      input.state = InputState::final_;
    } else if (input.own) {
      CQ_TRY(done, is_signed_by(checker, fields, i, *input.own).in(input_name(i)));
      input.state = done ? InputState::signed_ : InputState::unsigned_;
    }
  }
  return {};
}

// Change is what comes back to where we spend from; the rest is elsewhere in the wallet, or so far
// away that it counts as a payment.
Role Resolver::role_of(const OwnKey& own) const {
  switch (Ownership::place_of(own, plan_.inputs)) {
    case Place::same:
      return Role::change;
    case Place::near:
      return Role::own;
    case Place::far:
      return Role::payment;
  }
  COLDQUILL_ASSERT(false);
}

Result<void> Resolver::find_own_outputs() {
  const Transaction& tx = tx_.unsigned_tx();
  plan_.outputs.resize(tx.outputs.size());
  for (std::size_t i = 0; i < tx.outputs.size(); ++i) {
    OutputPlan& output = plan_.outputs[i];
    CQ_TRY(own,
           ownership_.of_output(tx_.fields().outputs[i], tx.outputs[i].script).in(output_name(i)));
    if (classify(tx.outputs[i].script).form == ScriptForm::op_return) output.role = Role::data;
    output.own = own;
    output.takers = takers_of(tx.outputs[i]);
    if (own) output.role = role_of(*own);
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
  plan_.network_source = context_.keys_source;
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

Result<void> Resolver::make_jobs() {
  Sighasher sighasher(tx_.unsigned_tx());
  std::vector<TxOut> spent;
  for (const InputPlan& input : plan_.inputs) spent.push_back(input.spent.value_or(TxOut{}));
  for (std::size_t i = 0; i < plan_.inputs.size(); ++i) {
    const InputPlan& input = plan_.inputs[i];
    if (!signs(input)) continue;
    const OwnKey& own = *input.own;
    const auto digest = digest_of(sighasher, i, own.form, script_code(own.key.public_key.hash160()),
                                  spent, input.sighash);
    COLDQUILL_ASSERT(digest.has_value());  // check_what_we_sign let two types through
    const bool taproot = own.form == SingleKeyForm::p2tr;
    const Scheme scheme = taproot ? taproot_scheme(spent[i].script, own) : Scheme{};
    plan_.jobs.push_back({own.key, scheme, *digest});
    plan_.job_inputs.push_back(i);
  }
  return {};
}

Result<Plan> Bitcoin::resolve(const Tx& tx, const Context& context) {
  CQ_CHECK(check_shape(tx.unsigned_tx()));
  return Resolver(tx, context).run();
}

}  // namespace coldquill::bitcoin
