#include <coldquill/base/decimal.h>
#include <coldquill/base/hex.h>
#include <coldquill/bitcoin/family.h>
#include <coldquill/model/message.h>

#include "fees.h"
#include "locktime.h"

namespace coldquill::bitcoin {
namespace {

std::string numbered(std::string_view what, std::size_t number, std::size_t of) {
  return std::string(what) + " " + std::to_string(number) + " of " + std::to_string(of);
}

std::string sat(Sat amount) {
  return std::to_string(amount);
}

Money money_of(Sat amount, const NetworkRow& network, MoneyRole role, std::string party = {}) {
  const Unit unit{.network = "bitcoin " + std::string(network.network.name),
                  .symbol = "BTC",
                  .decimals = 8,
                  .all_decimals = true};
  return {.amount = amount, .unit = unit, .role = role, .party = std::move(party)};
}

// Where a script pays: its address, or the script itself.
std::string destination(ByteView script, const NetworkRow& network) {
  const auto address = address_of_script(script, network.rules);
  return address ? *address : "script " + to_hex(script);
}

// With two digits behind the point, rounded down: a rate is for the eye only. Amounts are below
// 2^51, so nothing overflows.
std::string rate_text(Sat fee, std::uint64_t vsize) {
  return shift_point(std::to_string(fee * 100 / vsize), 2);
}

class Describer {
 public:
  explicit Describer(const Plan& plan)
      : plan_(plan),
        tx_(plan.tx.unsigned_tx()),
        review_("bitcoin", std::string(plan.network->network.name),
                plan.message ? "message" : "transaction") {}

  Review run() {
    network();
    if (plan_.message) {
      describe_message(review_, *plan_.message);
    } else {
      outputs();
    }
    for (std::size_t i = 0; i < tx_.inputs.size(); ++i) input(i);
    if (!plan_.message) coins();
    details();
    review_.warn(plan_.warnings);
    return std::move(review_);
  }

 private:
  void outputs() {
    outputs(Role::payment);
    outputs(Role::data);
    outputs(Role::own);
    outputs(Role::change);
    fee();
    totals();
  }

  void network() {
    review_.group("Network");
    review_.add({.name = "network",
                 .label = "network",
                 .value = "Bitcoin " + std::string(plan_.network->network.name),
                 .source = plan_.network_source,
                 .headline = plan_.network_source != Source::claimed});
  }

  void outputs(Role role) {
    std::size_t count = 0;
    for (const OutputPlan& output : plan_.outputs) count += output.role == role ? 1 : 0;
    std::size_t number = 0;
    for (std::size_t i = 0; i < plan_.outputs.size(); ++i) {
      if (plan_.outputs[i].role == role) output(i, role, ++number, count);
    }
  }

  void output(std::size_t i, Role role, std::size_t number, std::size_t count) {
    switch (role) {
      case Role::payment:
        return payment(i, numbered("Payment", number, count));
      case Role::data:
        return data(i, numbered("Data on the chain", number, count));
      case Role::change:
        return back(i, "change", numbered("Change, back to you", number, count));
      case Role::own:
        return back(i, "own", numbered("To yourself", number, count));
    }
  }

  // The place of an output is signed too: swapping two changes what is signed. Which of two equal
  // ones comes back to us, our keys alone say.
  void place(std::size_t i, Source source) {
    review_.add(
        {.name = "output", .label = "output", .value = std::to_string(i), .source = source});
  }

  [[nodiscard]] Money money(const TxOut& output, MoneyRole role) const {
    return money_of(output.value, *plan_.network, role, destination(output.script, *plan_.network));
  }

  void payment(std::size_t i, std::string heading) {
    const TxOut& output = tx_.outputs[i];
    review_.group(std::move(heading));
    review_.add({.name = "to",
                 .label = "to",
                 .value = destination(output.script, *plan_.network),
                 .source = Source::signed_,
                 .raw = to_hex(output.script),
                 .headline = true,
                 .address = true});
    const bool lost = plan_.outputs[i].takers == Spenders::nobody;
    review_.add({.name = "amount",
                 .label = lost ? "unspendable" : "amount",
                 .value = format_btc(output.value),
                 .source = Source::signed_,
                 .raw = sat(output.value),
                 .headline = true,
                 .money = money(output, lost ? MoneyRole::burns : MoneyRole::pays)});
    if (plan_.outputs[i].own) own_path(i, true);
    place(i, Source::signed_);
  }

  // A headline where our wallet may not look by itself.
  void own_path(std::size_t i, bool headline) {
    review_.add({.name = "path",
                 .label = "your key",
                 .value = to_string(plan_.outputs[i].own->key.origin.path),
                 .source = Source::proven,
                 .headline = headline});
  }

  void data(std::size_t i, std::string heading) {
    const TxOut& output = tx_.outputs[i];
    review_.group(std::move(heading));
    review_.add({.name = "data",
                 .label = "script",
                 .value = to_hex(output.script),
                 .source = Source::signed_,
                 .raw = to_hex(output.script),
                 .headline = true});
    review_.add({.name = "data_text",
                 .label = "as text",
                 .value = std::string(text_of(classify(output.script).program)),
                 .source = Source::signed_,
                 .free_text = true});
    review_.add({.name = "amount",
                 .label = "unspendable",
                 .value = format_btc(output.value),
                 .source = Source::signed_,
                 .raw = sat(output.value),
                 .headline = output.value > 0,
                 .money = money(output, MoneyRole::burns)});
    place(i, Source::signed_);
  }

  void back(std::size_t i, std::string_view name, std::string heading) {
    const TxOut& output = tx_.outputs[i];
    review_.group(std::move(heading));
    review_.add(
        {.name = name,
         .label = "back",
         .value = format_btc(output.value) + " to " + destination(output.script, *plan_.network),
         .source = Source::proven,
         .raw = sat(output.value),
         .headline = true,
         .money = money(output, MoneyRole::receives),
         .address = true});
    own_path(i, plan_.outputs[i].role == Role::own);
    place(i, Source::proven);
  }

  [[nodiscard]] Source amounts_source() const {
    return plan_.amounts_believable ? Source::proven : Source::claimed;
  }
  // A claimed fee may be a headline: resolve asks for E_AMOUNT_UNPROVEN or E_FEE_UNKNOWN then.
  void fee() {
    review_.group("Fee");
    if (!plan_.fee) {
      review_.add({.name = "fee",
                   .label = "fee",
                   .value = "cannot be known",
                   .source = Source::claimed,
                   .headline = true});
      return;
    }
    const Source source = amounts_source();
    review_.add({.name = "fee",
                 .label = "fee",
                 .value = format_btc(*plan_.fee) + " (" + sat(*plan_.fee) + " sat)",
                 .source = source,
                 .raw = sat(*plan_.fee),
                 .headline = true,
                 .money = money_of(*plan_.fee, *plan_.network, MoneyRole::fee)});
    review_.add({.name = "fee_rate",
                 .label = "rate",
                 .value = "about " + rate_text(*plan_.fee, plan_.vsize) + " sat/vB",
                 .source = source});
    if (!plan_.leaves) return;
    review_.add({.name = "fee_share",
                 .label = "share",
                 .value = fee_share_in_words(*plan_.fee, *plan_.leaves),
                 .source = source});
  }

  void totals() {
    review_.group("In all");
    if (plan_.total_in) {
      review_.add({.name = "total_in",
                   .label = "put in",
                   .value = format_btc(*plan_.total_in),
                   .source = amounts_source(),
                   .raw = sat(*plan_.total_in)});
    }
    review_.add({.name = "total_out",
                 .label = "paid out",
                 .value = format_btc(plan_.total_out),
                 .source = Source::signed_,
                 .raw = sat(plan_.total_out)});
    if (!plan_.jobs.empty()) own_balance();
  }

  // What a joint transaction costs us: our inputs less our outputs.
  void own_balance() {
    Sat in = 0;
    Sat out = 0;
    Source source = Source::proven;
    for (const InputPlan& input : plan_.inputs) {
      if (!input.own) continue;
      in += input.spent->value;
      if (input.proof == Proof::unproven) source = Source::claimed;
    }
    for (std::size_t i = 0; i < plan_.outputs.size(); ++i) {
      const Role role = plan_.outputs[i].role;
      if (role == Role::change || role == Role::own) out += tx_.outputs[i].value;
    }
    const bool gain = out > in;
    const Sat net = gain ? out - in : in - out;
    review_.add({.name = "net",
                 .label = gain ? "you gain" : "you spend",
                 .value = format_btc(net),
                 .source = source,
                 .raw = (gain ? "-" : "") + sat(net),
                 .headline = true});
  }

  void coins() {
    for (const TxIn& input : tx_.inputs) review_.uses("the coin " + input.previous.text());
  }

  // A signature of ours commits to the amount of its own input, and a taproot one to all of them.
  // That proves nothing about the fee, whose source is judged by itself.
  [[nodiscard]] Source source_of_spent(const InputPlan& input) const {
    if (input.proof == Proof::previous_tx) return Source::proven;
    const bool ours = input.own && input.state == InputState::unsigned_;
    const bool inside = ours || plan_.any_taproot_job || input.proof == Proof::committed;
    return inside ? Source::signed_ : Source::claimed;
  }

  void input(std::size_t i) {
    const InputPlan& input = plan_.inputs[i];
    review_.group(plan_.message ? "From" : numbered("Input", i + 1, tx_.inputs.size()));
    review_.add({.name = "outpoint",
                 .label = "spends",
                 .value = tx_.inputs[i].previous.text(),
                 .source = Source::signed_});
    if (input.spent) spent(input, source_of_spent(input));
    owner(input);
    review_.add({.name = "sequence",
                 .label = "sequence",
                 .value = std::to_string(tx_.inputs[i].sequence),
                 .source = Source::signed_});
  }

  void spent(const InputPlan& input, Source source) {
    if (!plan_.message) {  // which spends nothing
      review_.add({.name = "input_amount",
                   .label = "holds",
                   .value = format_btc(input.spent->value),
                   .source = source,
                   .raw = sat(input.spent->value)});
    }
    review_.add({.name = "from",
                 .label = "from",
                 .value = destination(input.spent->script, *plan_.network),
                 .source = source,
                 .raw = to_hex(input.spent->script),
                 .headline = plan_.message.has_value(),
                 .address = true});
  }

  void owner(const InputPlan& input) {
    if (!input.own) {
      review_.add({.name = "owner",
                   .label = "owner",
                   .value = plan_.keys_known ? "somebody else" : "not known without your keys",
                   .source = Source::local});
      return;
    }
    review_.add({.name = "path",
                 .label = "your key",
                 .value = to_string(input.own->key.origin.path) + " (" +
                          std::string(name_of(input.own->form)) + ")",
                 .source = Source::proven});
    review_.add({.name = "signature",
                 .label = "signature",
                 .value = signature_text(input),
                 .source = source_of_signature(input.state)});
  }

  // A finished input is believed to be one: nobody here runs its scripts.
  static Source source_of_signature(InputState state) {
    switch (state) {
      case InputState::unsigned_:
        return Source::signed_;
      case InputState::signed_:
        return Source::proven;
      case InputState::final_:
        return Source::claimed;
    }
    COLDQUILL_ASSERT(false);
  }

  static std::string signature_text(const InputPlan& input) {
    switch (input.state) {
      case InputState::signed_:
        return "yours is there already";
      case InputState::final_:
        return "finished by the sender";
      case InputState::unsigned_:
        break;
    }
    return std::string("yours, over everything (sighash ") +
           (input.sighash == 0 ? "DEFAULT)" : "ALL)");
  }

  void details() {
    review_.group("Details");
    review_.add({.name = "version",
                 .label = "version",
                 .value = std::to_string(tx_.version),
                 .source = Source::signed_});
    review_.add({.name = "locktime",
                 .label = "locktime",
                 .value = lock_time_text(tx_),
                 .source = Source::signed_,
                 .raw = std::to_string(tx_.lock_time)});
    if (!plan_.message) {
      review_.add({.name = "rbf",
                   .label = "replaceable",
                   .value = is_replaceable(tx_) ? "yes, with a higher fee" : "no",
                   .source = Source::signed_});
    }
    for (const UnknownField& field : plan_.tx.fields().unknown) unknown(field);
  }

  // Whole when short; a long one by its hash, so that it cannot push the payments off the screen.
  void unknown(const UnknownField& field) {
    constexpr std::size_t longest_shown = 256;
    const Bytes& value = field.field->value;
    const bool bulk = value.size() > longest_shown || field.field->key.size() > longest_shown;
    const std::string shown = bulk ? std::to_string(field.field->key.size()) + " and " +
                                         std::to_string(value.size()) +
                                         " bytes, SHA-256 of the value " + to_hex(sha256(value))
                                   : to_hex(field.field->key) + " = " + to_hex(value);
    review_.add({.name = "unknown_field",
                 .label = "unknown",
                 .value = field.place + ": " + shown,
                 .source = bulk ? Source::bulk : Source::claimed});
  }

  const Plan& plan_;
  const Transaction& tx_;
  Review review_;
};

}  // namespace

Review Bitcoin::describe(const Plan& plan) {
  return Describer(plan).run();
}

}  // namespace coldquill::bitcoin
