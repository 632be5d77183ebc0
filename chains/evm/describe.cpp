#include "describer.h"

#include <coldquill/base/hex.h>
#include <coldquill/model/message.h>

namespace coldquill::evm {
namespace {

std::string_view type_text(TxType type) {
  switch (type) {
    case TxType::legacy:
      return "legacy, with EIP-155";
    case TxType::access_list:
      return "EIP-2930, type 1";
    case TxType::dynamic_fee:
      return "EIP-1559, type 2";
  }
  COLDQUILL_ASSERT(false);
}

std::string gwei(const Uint256& price) {
  return in_unit(price, gwei_decimals) + " gwei";
}

}  // namespace

std::string Describer::kind() const {
  if (plan_.tx.transaction() != nullptr) return "transaction";
  return std::holds_alternative<Message>(plan_.tx.content()) ? "message" : "typed data";
}

// A message is valid on every network, whatever the request says.
std::string Describer::network_of(const Plan& plan) {
  if (std::holds_alternative<Message>(plan.tx.content())) return {};
  return network_name(plan.chain_id);
}

// An amount in the network's currency; one that is unknown has no name, and only its wei are sure.
std::string Describer::coins(const Uint256& wei) const {
  return amount_text(wei, coin_unit(plan_.chain_id));
}

Review Describer::run() {
  network();
  if (const Transaction* tx = plan_.tx.transaction()) {
    transaction(*tx);
  } else if (const auto* text = std::get_if<Message>(&plan_.tx.content())) {
    describe_message(review_, text->text);
  } else {
    typed_data(std::get<TypedData>(plan_.tx.content()));
  }
  sender();
  review_.add_asker(plan_.tx.claims().asked_by);
  review_.warn(plan_.warnings);
  return std::move(review_);
}

void Describer::network() {
  review_.group("Network");
  const bool message = std::holds_alternative<Message>(plan_.tx.content());
  const bool bound = plan_.chain_id && *plan_.chain_id != 0 && !message;
  if (!bound) {
    review_.add({.name = "network",
                 .label = "network",
                 .value = "none: this signature is valid on every network",
                 .source = Source::signed_,
                 .headline = true});
  } else {
    const bool known = plan_.network != nullptr;
    review_.add({.name = "network",
                 .label = "network",
                 .value = (known ? std::string(plan_.network->label) : "unknown") +
                          (known && plan_.network->test ? ", a test network" : ""),
                 .source = Source::local,
                 .headline = true});
  }
  if (!plan_.chain_id) return;
  review_.add({.name = "chain_id",
               .label = "chain id",
               .value = std::to_string(*plan_.chain_id),
               .source = message ? Source::claimed : Source::signed_,
               .raw = std::to_string(*plan_.chain_id),
               .headline = bound && plan_.network == nullptr});
}

// A network takes one transaction of an account with this number.
void Describer::uses(const Transaction& tx) {
  const auto from = plan_.own ? std::optional(plan_.own_address) : plan_.signer;
  if (!from) return;
  review_.uses("the nonce " + std::to_string(tx.nonce) + " of " + eip55(*from) + " on " +
               network_name(plan_.chain_id));
}

void Describer::transaction(const Transaction& tx) {
  uses(tx);
  switch (plan_.call.kind) {
    case CallKind::none:
      payment(tx);
      break;
    case CallKind::creation:
      creation(tx);
      break;
    case CallKind::unknown:
      unknown_call(tx);
      break;
    default:
      words();
      value(tx, !tx.value.zero());
  }
  fee(tx);
  details(tx);
}

void Describer::words() {
  for (const WordGroup& group : plan_.words) {
    review_.group(group.heading);
    for (const WordLine& line : group.lines) {
      review_.add({.name = line.name,
                   .label = line.label,
                   .value = line.value,
                   .source = line.source,
                   .raw = line.raw,
                   .headline = line.headline,
                   .money = line.money,
                   .address = line.value.find("0x") != line.value.npos});
    }
  }
}

void Describer::value(const Transaction& tx, bool headline) {
  review_.add({.name = "value",
               .label = "value",
               .value = coins(tx.value),
               .source = Source::signed_,
               .raw = tx.value.text(),
               .headline = headline,
               .money = Money{.amount = tx.value,
                              .unit = coin_unit(plan_.chain_id),
                              .role = MoneyRole::pays,
                              .party = tx.to ? eip55(*tx.to) : "the new contract"}});
}

void Describer::address(std::string_view name, std::string_view label, const EvmAddress& address) {
  review_.add({.name = name,
               .label = label,
               .value = eip55(address),
               .source = Source::signed_,
               .raw = "0x" + to_hex(address),
               .headline = true,
               .address = true});
}

void Describer::call(std::string value) {
  review_.add({.name = "call",
               .label = "call",
               .value = std::move(value),
               .source = Source::signed_,
               .headline = plan_.call.kind == CallKind::unknown});
}

void Describer::data(const Transaction& tx) {
  review_.add({.name = "data_length",
               .label = "length",
               .value = std::to_string(tx.data.size()) + " bytes",
               .source = Source::signed_});
  review_.add({.name = "data",
               .label = "data",
               .value = "0x" + to_hex(tx.data),
               .source = Source::signed_,
               .raw = "0x" + to_hex(tx.data)});
}

void Describer::payment(const Transaction& tx) {
  review_.group("Payment");
  address("to", "to", *tx.to);
  value(tx, true);
  call("none, coins are paid");
}

void Describer::creation(const Transaction& tx) {
  review_.group("New contract");
  review_.add({.name = "to",
               .label = "to",
               .value = "none (deploys a new contract)",
               .source = Source::signed_,
               .headline = true});
  value(tx, true);
  call("creates a contract");
  data(tx);
}

void Describer::unknown_call(const Transaction& tx) {
  review_.group("Call of a contract");
  address("to", "contract", *tx.to);
  value(tx, true);
  const ByteView selector = ByteView(tx.data).first(std::min<std::size_t>(4, tx.data.size()));
  call("not understood, selector 0x" + to_hex(selector));
  data(tx);
}

void Describer::fee(const Transaction& tx) {
  review_.group("Fee");
  const auto most = most_fee(tx);
  COLDQUILL_ASSERT(most.has_value());  // resolve has refused more
  const bool data_fee = plan_.network != nullptr && plan_.network->data_fee;
  const std::string more = data_fee ? "and the network's own data fee" : "";
  Money money{.amount = *most,
              .unit = coin_unit(plan_.chain_id),
              .role = MoneyRole::fee,
              .at_most = true,
              .note = more};
  if (!tx.value.zero()) {
    const auto share = share_of(*most, *most->plus(tx.value));
    money.note += (more.empty() ? "" : "; ") + share_text(*share) + " of what leaves your wallet";
  }
  review_.add({.name = "fee",
               .label = "fee",
               .value = "at most " + coins(*most) + (more.empty() ? "" : ", " + more),
               .source = Source::signed_,
               .raw = most->text(),
               .headline = true,
               .money = std::move(money)});
  review_.add({.name = "gas_limit",
               .label = "gas limit",
               .value = std::to_string(tx.gas_limit),
               .source = Source::signed_});
  const bool dynamic = tx.type == TxType::dynamic_fee;
  review_.add({.name = dynamic ? "max_fee_per_gas" : "gas_price",
               .label = dynamic ? "max fee per gas" : "gas price",
               .value = gwei(tx.gas_price),
               .source = Source::signed_,
               .raw = tx.gas_price.text()});
  if (!dynamic) return;
  review_.add({.name = "max_priority_fee_per_gas",
               .label = "max priority fee per gas",
               .value = gwei(tx.priority_fee),
               .source = Source::signed_,
               .raw = tx.priority_fee.text()});
}

void Describer::details(const Transaction& tx) {
  review_.group("Details");
  review_.add({.name = "nonce",
               .label = "nonce",
               .value = std::to_string(tx.nonce),
               .source = Source::signed_,
               .raw = std::to_string(tx.nonce)});
  review_.add({.name = "type",
               .label = "type",
               .value = std::string(type_text(tx.type)),
               .source = Source::signed_});
  for (const AccessEntry& entry : tx.access_list) {
    review_.add({.name = "access_list",
                 .label = "access list",
                 .value = eip55(entry.address),
                 .source = Source::signed_});
    for (const Digest32& key : entry.keys) {
      review_.add({.name = "storage_key",
                   .label = "storage key",
                   .value = "0x" + to_hex(key),
                   .source = Source::signed_});
    }
  }
}

Review Evm::describe(const Plan& plan) {
  return Describer(plan).run();
}

}  // namespace coldquill::evm
