#include "evm_cases.h"

#include <support/must.h>

namespace coldquill::evm::test {
namespace {

using coldquill::test::must;

constexpr ByteArray<16> request_id = {0x9b, 0x1d, 0xeb, 0x4d, 0x3b, 0x7d, 0x4b, 0xad,
                                      0x9b, 0xdd, 0x2b, 0x0d, 0x7b, 0x3d, 0xcb, 0x6d};

SignRequest request_of(Bytes data, DataType type, std::string_view at) {
  SignRequest out;
  out.id = request_id;
  out.data = std::move(data);
  out.type = type;
  out.path = UrKeyPath::of({me().fingerprint(), path(at)});
  out.address = my_address(at);
  out.asked_by = "test wallet";
  return out;
}

}  // namespace

EvmAddress my_address(std::string_view at) {
  return address_of(me().key(path(at)));
}

EvmAddress address(std::string_view text) {
  return must(parse_eip55(text));
}

Uint256 number(std::string_view text) {
  return must(parse_uint256(text));
}

Transaction payment() {
  Transaction tx;
  tx.type = TxType::dynamic_fee;
  tx.chain_id = 1;
  tx.nonce = 7;
  tx.priority_fee = number("1000000000");
  tx.gas_price = number("30000000000");
  tx.gas_limit = 21'000;
  tx.to = address(payee);
  tx.value = number("1500000000000000000");
  return tx;
}

Transaction legacy_payment() {
  Transaction tx = payment();
  tx.type = TxType::legacy;
  tx.priority_fee = {};
  return tx;
}

Transaction listed_payment() {
  Transaction tx = payment();
  tx.type = TxType::access_list;
  tx.priority_fee = {};
  tx.gas_limit = 40'000;
  Digest32 first{}, second{};
  first.fill(0x11);
  second.fill(0x22);
  tx.access_list = {{address(usdc), {first, second}}, {address(payee), {}}};
  return tx;
}

Transaction token_call(CallKind kind, const Uint256& amount) {
  Transaction tx = payment();
  tx.to = address(usdc);
  tx.value = {};
  tx.gas_limit = 70'000;
  Call call{kind, {}, address(payee), amount};
  if (kind == CallKind::transfer_from) call.owner = my_address();
  tx.data = write_call(call);
  return tx;
}

Transaction with_data(Bytes data) {
  Transaction tx = payment();
  tx.value = {};
  tx.gas_limit = 100'000;
  tx.data = std::move(data);
  return tx;
}

std::string typed_mail(std::string_view domain_chain_id) {
  const std::string chain_type =
      domain_chain_id.empty() ? "" : R"({"name": "chainId", "type": "uint256"}, )";
  return R"({"types": {"EIP712Domain": [{"name": "name", "type": "string"},
    {"name": "version", "type": "string"}, )" +
         chain_type + R"({"name": "verifyingContract", "type": "address"}],
  "Person": [{"name": "name", "type": "string"}, {"name": "wallet", "type": "address"}],
  "Mail": [{"name": "from", "type": "Person"}, {"name": "to", "type": "Person"},
    {"name": "contents", "type": "string"}]},
 "primaryType": "Mail",
 "domain": {"name": "Ether Mail", "version": "1", )" +
         std::string(domain_chain_id) +
         R"("verifyingContract": "0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC"},
 "message": {"from": {"name": "Cow", "wallet": "0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826"},
  "to": {"name": "Bob", "wallet": "0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB"},
  "contents": "Hello, Bob!"}})";
}

SignRequest request_for(const Transaction& tx, std::string_view at) {
  const bool legacy = tx.type == TxType::legacy;
  SignRequest out =
      request_of(serialize_unsigned(tx),
                 legacy ? DataType::legacy_transaction : DataType::typed_transaction, at);
  out.chain_id = tx.chain_id;
  return out;
}

SignRequest message_request(ByteView message, std::string_view at) {
  return request_of(to_bytes(message), DataType::message, at);
}

SignRequest message_request(std::string_view message, std::string_view at) {
  return message_request(view_of(message), at);
}

SignRequest typed_request(std::string_view text, std::string_view at) {
  return request_of(to_bytes(view_of(text)), DataType::typed_data, at);
}

Payload payload(const SignRequest& request) {
  return {"eth-sign-request", write_sign_request(request), {}};
}

Payload raw(const Transaction& tx) {
  return raw_bytes(serialize_unsigned(tx));
}

Payload raw_bytes(Bytes bytes) {
  return {"evm-tx", std::move(bytes), {}};
}

Payload json(const Transaction& tx, std::optional<EvmAddress> from) {
  return {"evm-json", write_json_transaction({tx, from}), {}};
}

Payload json_text(std::string_view text) {
  return {"evm-json", to_bytes(view_of(text)), {}};
}

Payload signed_raw(const Transaction& tx, const Wallet& signer, std::string_view at) {
  const Said said{{}, {std::string(at)}, {}};
  const auto draft = must(prepare(raw(tx), said, signer));
  return raw_bytes(must(draft.attach(signer.sign(draft))).answers.front().bytes);
}

Context context_for(const Payload& payload, const Said& said, const Wallet& wallet) {
  const auto tx = Evm::decode(payload);
  const auto origins = tx ? Evm::key_origins(*tx) : std::vector<KeyOrigin>{};
  Context context = wallet.context(origins);
  context.network = said.network;
  const auto add = [&](const KeyPath& at) {
    context.keys.add({at, must(wallet.vault().account_key(at)).key});
  };
  for (const std::string& text : said.paths) {
    context.paths.push_back(path(text));
    add(hardened_part(context.paths.back()));
  }
  add(AccountPath{44, ethereum_coin, 0}.path());
  if (!said.account && !(origins.empty() && said.paths.empty())) return context;
  context.accounts = {{44, ethereum_coin, said.account.value_or(0)}};
  add(context.accounts.back().path());
  return context;
}

Result<Draft> prepare(const Payload& payload, const Said& said, const Wallet& wallet) {
  return coldquill::prepare<Evm>(payload, context_for(payload, said, wallet));
}

Review review(const Payload& payload, const Said& said) {
  return must(prepare(payload, said)).review();
}

std::string shown(const Review& review, std::string_view name) {
  const auto found = facts(review, name);
  if (found.size() != 1) return std::to_string(found.size()) + " facts";
  const Fact& fact = *found.front();
  return (fact.headline ? "* " : "") + fact.value + " [" + std::string(name_of(fact.source)) + "]";
}

std::string reason(const Payload& payload, const Said& said) {
  const auto draft = prepare(payload, said);
  return draft ? std::string() : std::string(draft.error().reason());
}

std::string signing_path(const Payload& payload, const Said& said) {
  const auto plan = Evm::resolve(must(Evm::decode(payload)), context_for(payload, said));
  if (!plan || plan->jobs.empty()) return {};
  return to_string(plan->jobs.front().key.origin.path);
}

Outcome signed_by_me(const Payload& payload, const Said& said) {
  const auto draft = must(prepare(payload, said));
  return must(draft.attach(me().sign(draft)));
}

}  // namespace coldquill::evm::test
