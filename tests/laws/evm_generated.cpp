#include "evm_generated.h"

#include <coldquill/evm/json_transaction.h>

#include <wallet.h>

#include "evm_cases.h"
#include "evm_parts.h"
#include "typed_generated.h"
#include "typed_shapes.h"
#include "typed_values.h"

namespace coldquill::laws {
namespace {

using namespace evm_parts;
using coldquill::test::Wallet;

// ---- A request

class Maker {
 public:
  explicit Maker(Dice& dice) : dice_(dice) {}

  Case make() {
    around();
    Case c = dice_.one_in(5) ? message() : dice_.one_in(3) ? typed_data() : transactions();
    c.context = context();
    c.sign = evm_cases().front().sign;
    if (!c.money.empty() && !see<Evm>(c.payload, c.context)) c.money.clear();
    return c;
  }

 private:
  // What a request says around the content: mostly true.
  void around() {
    request_.path = UrKeyPath::of({fingerprint(), key_.path});
    if (dice_.one_in(2)) request_.path.depth.reset();
    if (!dice_.one_in(4)) request_.id = dice_.array<16>();
    if (dice_.one_in(2)) request_.address = key_.address;
    if (dice_.one_in(64)) request_.address = address_of_somebody(dice_);
    if (dice_.one_in(2)) request_.asked_by = text_generated(dice_, false);
    request_.blank_address = !request_.address && dice_.one_in(16);
  }
  KeyFingerprint fingerprint() {
    if (dice_.one_in(64)) return Wallet::zoo().fingerprint();
    return dice_.one_in(8) ? KeyFingerprint{} : our_keys().keys.master();
  }

  Context context() {
    Context out = our_keys();
    if (form_ == Form::sign_request) return out;
    if (from_ || dice_.one_in(2)) {
      out.paths = {key_.path};
    } else {
      out.accounts = {*AccountPath::of(key_.path)};
    }
    return out;
  }

  Payload request(DataType type, ByteView data) const {
    SignRequest out = request_;
    out.type = type;
    out.data = to_bytes(data);
    return {"eth-sign-request", write_sign_request(out), {}};
  }

  // The same content asked for in another way, or by another key.
  Payload otherwise(DataType type, ByteView data) {
    Maker other = *this;
    other.around();
    if (dice_.one_in(2)) other.request_.path = UrKeyPath::of({{}, other.another().path});
    return other.request(type, data);
  }
  const Key& another() { return dice_.one_of(our_addresses()); }

  // ---- Messages

  Bytes message_text() {
    switch (dice_.below(8)) {
      case 0:
        return dice_.octets(dice_.below(100));
      case 1:
        return to_bytes(
            view_of("0x" + to_hex(dice_.octets(dice_.pick<std::size_t>({20, 31, 32, 33})))));
      case 2:
        return serialize_unsigned(transaction(dice_));
      default:
        return to_bytes(view_of(text_generated(dice_, false)));
    }
  }

  Case message() {
    form_ = Form::sign_request;
    if (dice_.one_in(2)) request_.chain_id = chain_of(dice_);
    const Bytes text = message_text();
    Case c{"message", request(DataType::message, text)};
    const auto also = [&](const Bytes& other) { return request(DataType::message, other); };
    Bytes longer = text;
    longer.push_back(static_cast<std::uint8_t>(dice_.pick<int>({'\n', '\r', ' ', 0, '[', 0x9B})));
    c.mutants = {also(longer), also(message_text()), otherwise(DataType::message, text)};
    if (!text.empty()) {
      Bytes other = text;
      other[dice_.below(other.size())] = dice_.octet();
      c.mutants.push_back(also(other));
    }
    longer.push_back('x');
    // 32 octets that are no text are refused.
    if (longer.size() != 32) c.money.push_back({"message", also(longer), {}});
    return c;
  }

  // ---- Typed data

  Payload typed_payload(const std::string& json) {
    if (form_ == Form::json) return {"evm-json", to_bytes(view_of(json)), {}};
    return request(DataType::typed_data, view_of(json));
  }

  Case typed_data() {
    form_ = dice_.one_in(6) ? Form::json : Form::sign_request;
    const std::uint64_t chain = chain_of(dice_);
    if (dice_.one_in(4)) request_.chain_id = chain;
    const GeneratedTypedData typed =
        dice_.one_in(3) ? known_shape_generated(dice_, chain) : typed_data_generated(dice_, chain);
    Case c{"typed data", typed_payload(typed.json)};
    for (const std::string& mutant : typed.mutants) c.mutants.push_back(typed_payload(mutant));
    const bool other = !typed.other_fact.empty();
    if (other) c.money.push_back({typed.other_fact, typed_payload(typed.other_json), {}});
    return c;
  }

  // ---- Transactions

  Payload payload(const Transaction& tx) {
    if (form_ == Form::raw) return {"evm-tx", serialize_unsigned(tx), {}};
    if (form_ == Form::json) {
      Bytes text = write_json_transaction({tx, from_});
      text.pop_back();  // the line end, without which it says the same
      return {"evm-json", std::move(text), {}};
    }
    const std::optional<std::uint64_t> said = request_.chain_id;
    if (said) request_.chain_id = tx.chain_id;
    const Payload out = request(type_of(tx), serialize_unsigned(tx));
    request_.chain_id = said;
    return out;
  }
  static DataType type_of(const Transaction& tx) {
    return tx.type == TxType::legacy ? DataType::legacy_transaction : DataType::typed_transaction;
  }

  Case transactions() {
    form_ = dice_.pick({Form::sign_request, Form::sign_request, Form::raw, Form::json});
    const Transaction tx = transaction(dice_);
    if (dice_.one_in(2)) request_.chain_id = tx.chain_id;
    if (dice_.one_in(2)) from_ = dice_.one_in(16) ? dice_.array<20>() : key_.address;
    if (form_ != Form::json) from_.reset();
    Case c{"transaction", payload(tx)};
    for (int i = 0; i < 3; ++i) {
      Transaction other = tx;
      change_one_field(other, dice_);
      c.mutants.push_back(payload(other));
    }
    if (form_ == Form::sign_request) {
      c.mutants.push_back(otherwise(type_of(tx), serialize_unsigned(tx)));
    }
    all_money(tx, c.money);
    while (c.money.size() > 2) c.money.erase(c.money.begin() + place_of(c.money));
    return c;
  }
  std::ptrdiff_t place_of(const std::vector<MoneyChange>& changes) {
    return static_cast<std::ptrdiff_t>(dice_.below(changes.size()));
  }

  template <class F>
  MoneyChange changed(const char* fact, Transaction tx, F change) {
    change(tx);
    return {fact, payload(tx), {}};
  }

  void all_money(const Transaction& tx, std::vector<MoneyChange>& out) {
    const auto add = [&](const char* fact, auto change) {
      out.push_back(changed(fact, tx, change));
    };
    const Call call = read_call(tx);
    add("value", [](Transaction& other) { other.value = beside(other.value); });
    if (!tx.gas_price.zero()) {
      add("fee", [](Transaction& other) {
        other.gas_limit = other.gas_limit == 0 ? 1 : other.gas_limit - 1;
      });
    }
    add("chain_id", [](Transaction& other) { other.chain_id = *other.chain_id == 5 ? 6 : 5; });
    const char* to = call.token() ? "contract" : "to";
    if (tx.to) add(to, [&](Transaction& other) { other.to = dice_.array<20>(); });
    if (call.token()) token_money({.call = call, .chain_id = tx.chain_id, .contract = tx.to}, add);
  }

  template <class Add>
  static void token_money(const TokenCall& token, Add add) {
    const Call& call = token.call;
    const auto changed_call = [&](const char* fact, auto change) {
      Call other = call;
      change(other);
      add(fact, [&](Transaction& tx) { tx.data = write_call(other); });
    };
    const bool of_one = call.kind == CallKind::send_nft || call.kind == CallKind::send_nft_bytes;
    if (!of_one) {
      // All numbers beyond what there is are one amount.
      const bool flag = token.unlimited() || call.kind == CallKind::approve_all;
      changed_call(token.maybe_nft() ? "number" : "amount", [&](Call& other) {
        other.amount = !flag ? beside(call.amount) : call.amount == 1 ? Uint256(0) : Uint256(1);
      });
    }
    if (of_one || call.kind == CallKind::send_items) {
      changed_call("nft", [](Call& other) { other.id = beside(other.id); });
    }
    const bool approval = MoneyRole::allowance == money_of(token).value_or(Money{}).role;
    const bool paid = !approval && money_of(token);
    if (approval) changed_call("spender", [](Call& other) { other.party.back() ^= 1; });
    if (paid) changed_call("to", [](Call& other) { other.party.back() ^= 1; });
    changed_call(paid ? "to" : "spender", [&](Call& other) {
      other = {paid ? CallKind::approve : CallKind::transfer, {}, call.party, call.amount};
    });
    if (call.owner == EvmAddress{}) return;
    changed_call("token_owner", [](Call& other) { other.owner.front() ^= 1; });
  }

  Dice& dice_;
  const Key& key_ = dice_.one_of(our_addresses());
  Form form_ = Form::sign_request;
  SignRequest request_;
  std::optional<EvmAddress> from_;  // in JSON
};

}  // namespace

Case evm_generated(Dice& dice) {
  return Maker(dice).make();
}

}  // namespace coldquill::laws
