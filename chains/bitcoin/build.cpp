#include <coldquill/bitcoin/build.h>
#include <coldquill/bitcoin/reasons.h>

#include "build_order.h"
#include "outputs.h"
#include "size.h"

namespace coldquill::bitcoin {
namespace {

// A coin that is spent, everything about it known.
struct Coin {
  KeyRef key;
  SingleKeyForm form;
  TxOut spent;
  const Bytes* previous;  // nullptr without one
};

// Where the maps of inputs and of outputs have the fields that name a key.
struct KeyFieldTypes {
  std::uint8_t redeem_script, bip32_derivation, tap_internal_key, tap_bip32_derivation;
};
constexpr KeyFieldTypes of_inputs{input_type::redeem_script, input_type::bip32_derivation,
                                  input_type::tap_internal_key, input_type::tap_bip32_derivation};
constexpr KeyFieldTypes of_outputs{output_type::redeem_script, output_type::bip32_derivation,
                                   output_type::tap_internal_key,
                                   output_type::tap_bip32_derivation};

Bytes field_key(std::uint8_t type, ByteView data) {
  return Writer().u8(type).bytes(data).take();
}

void write_key(FieldMap& map, const KeyRef& key, SingleKeyForm form, const KeyFieldTypes& types) {
  const Bytes origin = write_origin(key.origin);
  const PublicKey& point = key.public_key;
  if (form == SingleKeyForm::p2tr) {
    constexpr std::uint8_t no_leaves = 0;
    map.set({types.tap_internal_key}, to_bytes(point.x_only()));
    map.set(field_key(types.tap_bip32_derivation, point.x_only()),
            Writer().u8(no_leaves).bytes(origin).take());
    return;
  }
  if (form == SingleKeyForm::p2sh_p2wpkh) {
    map.set({types.redeem_script}, p2wpkh_script(point.hash160()));
  }
  map.set(field_key(types.bip32_derivation, point.bytes()), origin);
}

void write_coin(FieldMap& map, const Coin& coin) {
  if (coin.previous != nullptr) map.set({input_type::non_witness_utxo}, *coin.previous);
  if (coin.form != SingleKeyForm::p2pkh) {
    Writer out;
    write_output(out, coin.spent);
    map.set({input_type::witness_utxo}, out.take());
  }
  write_key(map, coin.key, coin.form, of_inputs);
}

SingleKeyForm form_of(const KeyPath& path) {
  const std::uint32_t purpose = AccountPath::of(path)->purpose;
  const auto row = std::ranges::find(address_type_rows(), purpose,
                                     [](const AddressTypeRow& r) { return r.type.purpose; });
  COLDQUILL_ASSERT(row != address_type_rows().end());  // read_order let no other path through
  return row->form;
}

// What nodes call dust: an output worth less than three times its own size and that of the input
// which would spend it, in octets (Bitcoin Core, src/policy/policy.cpp, GetDustThreshold).
Sat dust_limit(ByteView script) {
  const ScriptForm form = classify(script).form;
  const bool legacy = form == ScriptForm::p2pkh || form == ScriptForm::p2sh;
  constexpr Sat value_and_length = 9, legacy_input = 148, witness_input = 67;
  return 3 * (value_and_length + script.size() + (legacy ? legacy_input : witness_input));
}

Bytes data_script(ByteView data) {
  constexpr std::uint8_t OP_RETURN = 0x6A, OP_PUSHDATA1 = 0x4C;
  const auto size = static_cast<std::uint8_t>(data.size());
  Writer out;
  out.u8(OP_RETURN);
  if (size >= OP_PUSHDATA1) out.u8(OP_PUSHDATA1);
  return out.u8(size).bytes(data).take();
}

// What a review would ask about, and nobody means.
Result<void> check_takers(const TxOut& output) {
  switch (takers_of(output)) {
    case Spenders::by_rule:
      return {};
    case Spenders::anybody:
      return Error(E_ANYONE_CAN_SPEND, "anybody may take what is sent to this address");
    case Spenders::nobody:
      return Error(E_UNSPENDABLE, "nobody can ever spend what is sent to this address");
  }
  COLDQUILL_ASSERT(false);
}

std::string sat(Sat amount) {
  return std::to_string(amount) + " sat";
}

class Builder {
 public:
  Builder(BuildOrder order, const Recipe& recipe, const Context& context)
      : order_(std::move(order)), context_(context) {
    const auto at = recipe.files.find("--previous");
    if (at != recipe.files.end()) previous_ = at->second;
  }

  Result<Payload> run() {
    CQ_CHECK(choose_network());
    CQ_CHECK(read_previous());
    CQ_CHECK(find_coins());
    CQ_CHECK(make_payments());
    CQ_CHECK(settle_change());
    return Payload{"psbt", serialize_psbt(psbt()), {}};
  }

 private:
  struct Previous {
    Txid txid;
    const Bytes* bytes;
    bool used = false;
  };

  Result<void> choose_network();
  Result<void> read_previous();
  Result<void> find_coins();
  Result<Coin> find_coin(const InputOrder& input);
  Result<TxOut> find_spent(const InputOrder& input, const Bytes* previous, Bytes script) const;
  Result<KeyRef> own_key(const KeyPath& path) const;
  const Bytes* previous_of(const Txid& txid);
  Result<void> make_payments();
  Result<TxOut> make_payment(const PaymentOrder& payment) const;
  Result<void> settle_change();
  Result<void> settle_without_change() const;
  Result<void> settle_with_change();
  [[nodiscard]] Sat fee() const;
  [[nodiscard]] Error too_little(Sat fee) const;
  [[nodiscard]] Psbt psbt() const;

  BuildOrder order_;
  const Context& context_;
  std::span<const Bytes> previous_;
  std::vector<Previous> transactions_;
  const NetworkRow* network_ = nullptr;
  std::vector<Coin> coins_;
  std::vector<TxOut> outputs_;
  std::optional<KeyRef> change_;  // pays the last output
  Sat total_in_ = 0;
  Sat total_out_ = 0;
};

Result<void> Builder::choose_network() {
  const std::uint32_t coin = AccountPath::of(order_.inputs.front().path)->coin_type;
  const auto other = [&](const KeyPath& path) { return AccountPath::of(path)->coin_type != coin; };
  if (std::ranges::any_of(order_.inputs, other, &InputOrder::path) ||
      (order_.change && other(*order_.change))) {
    return Error(E_NETWORK_MIX, "the paths are not all of one network");
  }
  network_ = context_.network ? find_network(*context_.network) : network_of_coin(coin);
  if (network_ != nullptr && network_->network.coin_type == coin) return {};
  if (context_.network && network_ == nullptr) {
    return Error(E_UNKNOWN_NETWORK, "there is no such network");
  }
  return Error(E_NETWORK_MIX, "the paths have the coin type " + std::to_string(coin) +
                                  ", which is another network's or coin's");
}

Result<void> Builder::read_previous() {
  for (const Bytes& bytes : previous_) {
    CQ_TRY(previous, read_previous_output(bytes, 0).in("--previous"));
    transactions_.push_back({previous.txid, &bytes});
  }
  return {};
}

const Bytes* Builder::previous_of(const Txid& txid) {
  const Bytes* found = nullptr;
  for (Previous& transaction : transactions_) {
    if (transaction.txid != txid) continue;
    transaction.used = true;
    found = transaction.bytes;
  }
  return found;
}

Result<KeyRef> Builder::own_key(const KeyPath& path) const {
  const auto key = context_.keys.key_at(path);
  if (key) return KeyRef{{context_.keys.master(), path}, *key};
  return Error(E_NOTHING_RECOGNISED, "no key is at hand for " + to_string(path));
}

// The amount and script of a coin, as its key and its previous transaction tell them.
Result<TxOut> Builder::find_spent(const InputOrder& input, const Bytes* previous,
                                  Bytes script) const {
  if (previous == nullptr) {
    if (input.amount) return TxOut{*input.amount, std::move(script)};
    return Error(E_BUILD, "the amount is missing, and there is no previous transaction to tell it");
  }
  CQ_TRY(found, read_previous_output(*previous, input.point.index));
  if (!found.output) {
    return Error(E_PREVIOUS_TX_MISMATCH, "the previous transaction has only " +
                                             std::to_string(found.output_count) + " outputs");
  }
  if (input.amount && *input.amount != found.output->value) {
    return Error(E_UTXO_CONFLICT, "the previous transaction says " +
                                      format_btc(found.output->value) + ", and you " +
                                      format_btc(*input.amount));
  }
  if (found.output->script == script) return *std::move(found.output);
  return Error(E_UTXO_CONFLICT,
               "the key at " + to_string(input.path) + " is not the one that this output pays");
}

Result<Coin> Builder::find_coin(const InputOrder& input) {
  CQ_TRY(key, own_key(input.path));
  const SingleKeyForm form = form_of(input.path);
  const Bytes* previous = previous_of(input.point.txid);
  if (form == SingleKeyForm::p2pkh && previous == nullptr) {
    return Error(E_PREVIOUS_TX_MISSING,
                 "a legacy input needs its previous transaction: give it with --previous");
  }
  CQ_TRY(spent, find_spent(input, previous, single_key_script(form, key.public_key)));
  return Coin{std::move(key), form, std::move(spent), previous};
}

Result<void> Builder::find_coins() {
  for (const InputOrder& input : order_.inputs) {
    CQ_TRY(coin, find_coin(input).in("--input " + std::to_string(coins_.size() + 1)));
    if (coin.spent.value > max_money || total_in_ + coin.spent.value > max_money) {
      return Error(E_AMOUNT_RANGE, "the inputs hold more than 21 million coins");
    }
    total_in_ += coin.spent.value;
    coins_.push_back(std::move(coin));
  }
  for (const Previous& transaction : transactions_) {
    if (transaction.used) continue;
    return Error(E_PREVIOUS_TX_MISMATCH,
                 "no input spends from the transaction " + transaction.txid.text(), "--previous");
  }
  return {};
}

Result<TxOut> Builder::make_payment(const PaymentOrder& payment) const {
  if (!payment.data.empty()) return TxOut{0, data_script(payment.data)};
  CQ_TRY(script, script_of_address(payment.address, network_->rules));
  const Sat least = dust_limit(script);
  TxOut output{payment.amount, std::move(script)};
  if (output.value >= least) {
    CQ_CHECK(check_takers(output));
    return output;
  }
  return Error(E_DUST, sat(payment.amount) + " is less than the " + sat(least) +
                           " that such an output must hold");
}

Result<void> Builder::make_payments() {
  for (const PaymentOrder& payment : order_.payments) {
    CQ_TRY(output, make_payment(payment).in("--to " + std::to_string(outputs_.size() + 1)));
    total_out_ += output.value;
    if (total_out_ > max_money) {
      return Error(E_AMOUNT_RANGE, "more than 21 million coins would be paid");
    }
    outputs_.push_back(std::move(output));
  }
  return {};
}

Psbt Builder::psbt() const {
  Transaction tx{order_.version, {}, outputs_, order_.lock_time};
  for (const InputOrder& input : order_.inputs) {
    tx.inputs.push_back({input.point, {}, input.sequence, {}});
  }
  Psbt made = psbt_of(std::move(tx));
  for (std::size_t i = 0; i < coins_.size(); ++i) write_coin(made.inputs[i], coins_[i]);
  if (change_) write_key(made.outputs.back(), *change_, form_of(*order_.change), of_outputs);
  return made;
}

// For the outputs that stand there now; rounded up, so that the rate is not undercut.
Sat Builder::fee() const {
  if (order_.fee.whole) return *order_.fee.whole;
  auto tx = Tx::of(psbt(), Form::psbt);
  COLDQUILL_ASSERT(tx.ok());  // we wrote it
  Plan plan(*std::move(tx));
  for (const Coin& coin : coins_) plan.inputs.emplace_back().spent = coin.spent;
  return (estimate_vsize(plan) * *order_.fee.per_1000_vb + 999) / 1000;
}

Error Builder::too_little(Sat fee) const {
  return {E_OUTPUTS_EXCEED_INPUTS, "payments of " + format_btc(total_out_) + " and a fee of " +
                                       sat(fee) +
                                       " are more than the inputs hold: " + format_btc(total_in_)};
}

Result<void> Builder::settle_without_change() const {
  const Sat fee = this->fee();
  if (total_in_ < total_out_ + fee) return too_little(fee);
  const Sat rest = total_in_ - total_out_ - fee;
  if (rest == 0) return {};
  return Error(E_CHANGE_MISSING,
               sat(rest) + " are left over beside payments and a fee of " + sat(fee));
}

Result<void> Builder::settle_with_change() {
  const Sat fee_without = fee();
  if (total_in_ < total_out_ + fee_without) return too_little(fee_without);
  if (total_in_ == total_out_ + fee_without) return {};
  CQ_TRY(key, own_key(*order_.change).in("--change"));
  Bytes script = single_key_script(form_of(*order_.change), key.public_key);
  const Sat least = dust_limit(script);
  outputs_.push_back({0, std::move(script)});
  change_ = std::move(key);
  const Sat needed = total_out_ + fee();
  const Sat rest = total_in_ < needed ? 0 : total_in_ - needed;
  if (rest < least) {
    return Error(E_DUST, "only " + sat(rest) + " would come back, less than the " + sat(least) +
                             " that such an output must hold (without --change, a fee of " +
                             sat(total_in_ - total_out_) + " uses it up)");
  }
  outputs_.back().value = rest;
  return {};
}

Result<void> Builder::settle_change() {
  return order_.change ? settle_with_change() : settle_without_change();
}

}  // namespace

Result<std::vector<KeyPath>> recipe_paths(const Recipe& recipe) {
  CQ_TRY(order, read_order(recipe));
  std::vector<KeyPath> out;
  for (const InputOrder& input : order.inputs) out.push_back(input.path);
  if (order.change) out.push_back(*order.change);
  return out;
}

Result<Payload> build_psbt(const Recipe& recipe, const Context& context) {
  CQ_TRY(order, read_order(recipe));
  return Builder(std::move(order), recipe, context).run();
}

}  // namespace coldquill::bitcoin
