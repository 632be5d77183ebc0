#include <coldquill/base/decimal.h>
#include <coldquill/base/hex.h>
#include <coldquill/model/message.h>

#include "describer.h"
#include "fees.h"

namespace coldquill::bitcoin {
namespace {

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

// With two digits behind the point, rounded down: a rate is for the eye only. Amounts are below
// 2^51, so nothing overflows.
std::string rate_text(Sat fee, std::uint64_t vsize) {
  return shift_point(std::to_string(fee * 100 / vsize), 2);
}

bool is_ours(Role role) {
  return role == Role::change || role == Role::own;
}

MoneyRole money_role(const OutputPlan& output) {
  if (is_ours(output.role)) return MoneyRole::receives;
  const bool lost = output.role == Role::data || output.takers == Spenders::nobody;
  return lost ? MoneyRole::burns : MoneyRole::pays;
}

// Of the one line of an output, and the word before it.
struct RoleWords {
  std::string_view name, label;
};

RoleWords words_of(const OutputPlan& output) {
  switch (output.role) {
    case Role::payment:
      return {"payment", output.takers == Spenders::nobody ? "unspendable" : "payment"};
    case Role::data:
      return {"data", "data"};
    case Role::change:
      return {"change", "change"};
    case Role::own:
      return {"own", "to yourself"};
  }
  COLDQUILL_ASSERT(false);
}

}  // namespace

std::string numbered(std::string_view what, std::size_t number, std::size_t of) {
  return std::string(what) + " " + std::to_string(number) + " of " + std::to_string(of);
}

Describer::Describer(const Plan& plan)
    : plan_(plan),
      tx_(plan.tx.unsigned_tx()),
      review_("bitcoin", std::string(plan.network->network.name),
              plan.message ? "message" : "transaction") {}

Review Describer::run() {
  network();
  if (plan_.message) {
    describe_message(review_, *plan_.message);
  } else {
    outputs();
  }
  inputs();
  if (!plan_.message) coins();
  details();
  review_.warn(plan_.warnings);
  return std::move(review_);
}

void Describer::network() {
  review_.group("Network");
  review_.add({.name = "network",
               .label = "network",
               .value = "Bitcoin " + std::string(plan_.network->network.name),
               .source = plan_.network_source,
               .headline = plan_.network_source != Source::claimed});
}

Money Describer::money(const TxOut& output, MoneyRole role) const {
  return money_of(output.value, *plan_.network, role, destination(output.script));
}

std::string Describer::destination(ByteView script) const {
  const auto address = address_of_script(script, plan_.network->rules);
  return address ? *address : "script " + to_hex(script);
}

Source Describer::by_our_keys(Source source) const {
  return plan_.keys_source == Source::proven ? source : weakest(source, plan_.keys_source);
}

void Describer::outputs() {
  outputs(Role::payment);
  outputs(Role::data);
  outputs(Role::own);
  outputs(Role::change);
  fee();
  totals();
}

std::string Describer::heading_of(Role role) const {
  const bool said = plan_.keys_source != Source::proven;
  switch (role) {
    case Role::payment:
      return "Payment";
    case Role::data:
      return "Data on the chain";
    case Role::change:
      return said ? "Said to be change" : "Change";
    case Role::own:
      return said ? "Said to be yours" : "To yourself";
  }
  COLDQUILL_ASSERT(false);
}

void Describer::outputs(Role role) {
  const auto count =
      static_cast<std::size_t>(std::ranges::count(plan_.outputs, role, &OutputPlan::role));
  const bool in_full = count <= most_in_full;
  if (!in_full) review_.group(heading_of(role) + ", " + std::to_string(count) + " outputs");
  std::size_t number = 0;
  for (std::size_t i = 0; i < plan_.outputs.size(); ++i) {
    if (plan_.outputs[i].role != role) continue;
    if (in_full) {
      output(i, role, numbered(heading_of(role), ++number, count));
    } else {
      output_line(i);
    }
  }
}

void Describer::output(std::size_t i, Role role, std::string heading) {
  review_.group(std::move(heading));
  switch (role) {
    case Role::payment:
      return payment(i);
    case Role::data:
      return data(i);
    case Role::change:
    case Role::own:
      return back(i, role);
  }
}

// Whose an output is, our keys tell; the rest of it is signed.
Source Describer::source_of_output(std::size_t i) const {
  return plan_.outputs[i].own ? by_our_keys(Source::proven) : Source::signed_;
}

void Describer::output_line(std::size_t i) {
  const TxOut& output = tx_.outputs[i];
  const OutputPlan& plan = plan_.outputs[i];
  const auto [name, label] = words_of(plan);
  const std::string path =
      plan.own ? ", your key " + to_string(plan.own->key.origin.path) : std::string();
  review_.add({.name = name,
               .label = label,
               .value = std::to_string(i) + ": " + format_btc(output.value) + " to " +
                        destination(output.script) + path,
               .source = source_of_output(i),
               .raw = sat(output.value),
               .headline = true,
               .money = money(output, money_role(plan)),
               .address = true});
}

// The place of an output is signed too: swapping two changes what is signed. Which of two equal
// ones comes back to us, our keys alone say.
void Describer::place(std::size_t i, Source source) {
  review_.add({.name = "output", .label = "output", .value = std::to_string(i), .source = source});
}

void Describer::payment(std::size_t i) {
  const TxOut& output = tx_.outputs[i];
  const OutputPlan& plan = plan_.outputs[i];
  review_.add({.name = "to",
               .label = "to",
               .value = destination(output.script),
               .source = Source::signed_,
               .raw = to_hex(output.script),
               .headline = true,
               .address = true});
  review_.add({.name = "amount",
               .label = plan.takers == Spenders::nobody ? "unspendable" : "amount",
               .value = format_btc(output.value),
               .source = Source::signed_,
               .raw = sat(output.value),
               .headline = true,
               .money = money(output, money_role(plan))});
  if (plan.own) own_path(i, true);
  place(i, Source::signed_);
}

void Describer::data(std::size_t i) {
  const TxOut& output = tx_.outputs[i];
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
               .money = money(output, money_role(plan_.outputs[i]))});
  place(i, Source::signed_);
}

void Describer::back(std::size_t i, Role role) {
  const TxOut& output = tx_.outputs[i];
  const auto [name, label] = words_of(plan_.outputs[i]);
  review_.add({.name = name,
               .label = label,
               .value = format_btc(output.value) + " to " + destination(output.script),
               .source = source_of_output(i),
               .raw = sat(output.value),
               .headline = true,
               .money = money(output, money_role(plan_.outputs[i])),
               .address = true});
  own_path(i, role == Role::own);
  place(i, source_of_output(i));
}

// A headline where it is not beside the coins that are spent.
void Describer::own_path(std::size_t i, bool headline) {
  review_.add({.name = "path",
               .label = "your key",
               .value = to_string(plan_.outputs[i].own->key.origin.path),
               .source = source_of_output(i),
               .headline = headline});
}

Source Describer::amounts_source() const {
  return plan_.amounts_believable ? Source::proven : Source::claimed;
}

// A claimed fee may be a headline: resolve asks for E_AMOUNT_UNPROVEN or E_FEE_UNKNOWN then.
void Describer::fee() {
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
  const std::string rate = "about " + rate_text(*plan_.fee, plan_.vsize) + " sat/vB";
  Money money = money_of(*plan_.fee, *plan_.network, MoneyRole::fee);
  money.note = plan_.leaves ? fee_share_in_words(*plan_.fee, *plan_.leaves) + ", " + rate : rate;
  review_.add({.name = "fee",
               .label = "fee",
               .value = format_btc(*plan_.fee) + " (" + sat(*plan_.fee) + " sat)",
               .source = source,
               .raw = sat(*plan_.fee),
               .headline = true,
               .money = std::move(money)});
  review_.add({.name = "fee_rate", .label = "rate", .value = rate, .source = source});
  if (!plan_.leaves) return;
  review_.add({.name = "fee_share",
               .label = "share",
               .value = fee_share_in_words(*plan_.fee, *plan_.leaves),
               .source = plan_.leaves->of_wallet ? by_our_keys(source) : source});
}

void Describer::totals() {
  review_.group("Totals");
  if (plan_.total_in) {
    review_.add({.name = "total_in",
                 .label = "inputs",
                 .value = format_btc(*plan_.total_in),
                 .source = amounts_source(),
                 .raw = sat(*plan_.total_in)});
  }
  review_.add({.name = "total_out",
               .label = "outputs",
               .value = format_btc(plan_.total_out),
               .source = Source::signed_,
               .raw = sat(plan_.total_out)});
  if (!plan_.jobs.empty()) own_balance();
}

// What a joint transaction costs us: our inputs less our outputs.
void Describer::own_balance() {
  Sat in = 0;
  Sat out = 0;
  Source source = by_our_keys(Source::proven);
  for (const InputPlan& input : plan_.inputs) {
    if (!input.own) continue;
    in += input.spent->value;
    if (input.proof == Proof::unproven) source = Source::claimed;
  }
  for (std::size_t i = 0; i < plan_.outputs.size(); ++i) {
    if (is_ours(plan_.outputs[i].role)) out += tx_.outputs[i].value;
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

Review Bitcoin::describe(const Plan& plan) {
  return Describer(plan).run();
}

}  // namespace coldquill::bitcoin
