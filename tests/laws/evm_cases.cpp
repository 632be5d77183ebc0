#include "evm_cases.h"

#include <coldquill/evm/json_transaction.h>

#include <wallet.h>

namespace coldquill::laws {
namespace {

using namespace evm;
using coldquill::test::Wallet;

const KeyPath own_path = {hardened(44), hardened(60), hardened(0), 0, 3};

const Wallet& me() {
  return Wallet::abandon();
}

Result<std::vector<Signature>> sign(const std::vector<SigningJob>& jobs) {
  CQ_TRY(draft, SealedDraft::open(SealedDraft::seal({}, "", {}, jobs)));
  const Consent consent{draft.consent_id(), {}};
  CQ_TRY(approved, Approved::give(std::move(draft), consent));
  return me().vault().sign(approved);
}

EvmAddress address(std::uint8_t last) {
  EvmAddress out{};
  out.fill(0x5A);
  out.back() = last;
  return out;
}

Transaction payment() {
  Transaction tx;
  tx.type = TxType::dynamic_fee;
  tx.chain_id = 1;
  tx.nonce = 7;
  tx.priority_fee = 1'500'000'000;
  tx.gas_price = 30'000'000'000;
  tx.gas_limit = 21'000;
  tx.to = address(1);
  tx.value = 1'250'000'000'000'000'000;
  return tx;
}

Transaction legacy() {
  Transaction tx = payment();
  tx.type = TxType::legacy;
  tx.priority_fee = {};
  return tx;
}

Transaction with_access_list() {
  Transaction tx = legacy();
  tx.type = TxType::access_list;
  tx.gas_limit = 30'000;
  tx.access_list = {{address(2), {sha256({}), Digest32{}}}, {address(3), {}}};
  return tx;
}

Transaction token(CallKind kind, const Uint256& amount, const char* contract) {
  Transaction tx = payment();
  tx.gas_limit = 90'000;
  tx.value = {};
  tx.to = *parse_eip55(contract);
  tx.data = write_call(
      {kind, kind == CallKind::transfer_from ? address(8) : EvmAddress{}, address(9), amount});
  return tx;
}
constexpr const char* usdc = "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48";
constexpr const char* nobodys_token = "0x5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a";

Transaction unknown_call() {
  Transaction tx = payment();
  tx.gas_limit = 90'000;
  tx.data = {0xDE, 0xAD, 0xBE, 0xEF, 0x00};
  return tx;
}

Transaction creation() {
  Transaction tx = unknown_call();
  tx.to.reset();
  return tx;
}

// The bits of the chain id can be flipped: the request does not say it a second time.
Payload request(DataType type, Bytes data, std::optional<std::uint64_t> chain_id = {}) {
  SignRequest out;
  out.id = ByteArray<16>{1, 2, 3};
  out.data = std::move(data);
  out.type = type;
  out.chain_id = chain_id;
  out.path = UrKeyPath::of({me().fingerprint(), own_path});
  out.path.depth.reset();
  out.asked_by = "a shop";
  return {"eth-sign-request", write_sign_request(out), {}};
}

Payload request(const Transaction& tx) {
  const bool is_legacy = tx.type == TxType::legacy;
  return request(is_legacy ? DataType::legacy_transaction : DataType::typed_transaction,
                 serialize_unsigned(tx));
}

Payload raw(const Transaction& tx) {
  return {"evm-tx", serialize_unsigned(tx), {}};
}

Payload json(const Transaction& tx) {
  Bytes text = write_json_transaction({tx, {}});
  text.pop_back();  // the line end, without which it says the same
  return {"evm-json", std::move(text), {}};
}

Case case_of(std::string name, Payload payload) {
  Case c{std::move(name), std::move(payload)};
  c.context = me().context({{me().fingerprint(), own_path}});
  c.context.accounts = {*AccountPath::of(own_path)};
  c.sign = sign;
  return c;
}

template <class Change>
MoneyChange changed(std::string fact, Transaction tx, Payload (*form)(const Transaction&),
                    Change change) {
  change(tx);
  return {std::move(fact), form(tx), {}};
}

Case simple_payment() {
  Case c = case_of("payment, EIP-1559", request(payment()));
  const auto change = [&](const char* fact, auto f) {
    c.money.push_back(changed(fact, payment(), request, f));
  };
  change("to", [](Transaction& tx) { tx.to = address(4); });
  change("value", [](Transaction& tx) { tx.value = 1; });
  change("fee", [](Transaction& tx) { tx.gas_limit += 1; });
  change("fee", [](Transaction& tx) { tx.gas_price = 31'000'000'000; });
  change("chain_id", [](Transaction& tx) { tx.chain_id = 987'654'321; });
  change("network", [](Transaction& tx) { tx.chain_id = 8453; });
  return c;
}

Case legacy_payment() {
  Case c = case_of("payment, legacy", request(legacy()));
  Transaction typed = legacy();
  typed.type = TxType::access_list;
  c.mutants.push_back(request(typed));
  return c;
}

// Whether the call names a spender, or a recipient.
bool is_approval(CallKind kind) {
  return kind != CallKind::transfer && kind != CallKind::transfer_from &&
         kind != CallKind::send_nft && kind != CallKind::send_items;
}

Case token_call(const char* name, const Call& whole, const char* contract) {
  Transaction tx = token(whole.kind, 1, contract);
  tx.data = write_call(whole);
  Case c = case_of(name, request(tx));
  const bool approval = is_approval(whole.kind);
  const auto change = [&](const char* fact, const Call& call) {
    Transaction other = tx;
    other.data = write_call(call);
    c.money.push_back({fact, request(other), {}});
  };
  Call call = whole;
  call.party = address(10);
  change(approval ? "spender" : "to", call);
  call.kind = approval ? CallKind::transfer : CallKind::approve;
  change("to", call);
  change("spender", call);
  if (whole.owner != EvmAddress{}) {
    call = whole;
    call.owner = address(11);
    change("token_owner", call);
  }
  Transaction other = tx;
  other.to = address(12);
  c.money.push_back({"contract", request(other), {}});
  return c;
}

// With a smaller number, in the headline that shows it.
Case token_call(const char* name, CallKind kind, const Uint256& amount, const char* contract,
                const char* fact = "amount") {
  Call call{kind, kind == CallKind::transfer_from ? address(8) : EvmAddress{}, address(9), amount};
  Case c = token_call(name, call, contract);
  // All numbers beyond what there is are one amount.
  call.amount = call.amount == Uint256::max() ? Uint256(1) : *call.amount.minus(1);
  Transaction other = token(kind, 1, contract);
  other.data = write_call(call);
  c.money.push_back({fact, request(other), {}});
  return c;
}

Case nft_call() {
  const Call call{CallKind::send_nft, address(8), address(9), {}, 4711};
  Case c = token_call("safeTransferFrom of an NFT", call, nobodys_token);
  Transaction other = token(CallKind::approve, 1, nobodys_token);
  other.data = write_call({call.kind, call.owner, call.party, {}, 4712});
  c.money.push_back({"nft", request(other), {}});
  return c;
}

Case not_understood() {
  Case c = case_of("call that is not understood", request(unknown_call()));
  c.money.push_back(
      changed("to", unknown_call(), request, [](Transaction& tx) { tx.to = address(4); }));
  return c;
}

Case message() {
  Case c = case_of("message in two lines",
                   request(DataType::message, to_bytes(view_of("Sign in\nnonce 17")), 1));
  c.mutants.push_back(request(DataType::message, to_bytes(view_of("Sign in nonce 17")), 1));
  c.mutants.push_back(request(DataType::message, to_bytes(view_of("Sign in\nnonce 17\n")), 1));
  return c;
}

constexpr std::string_view order = R"({"types":{"Part":[{"name":"wallet","type":"address"},
{"name":"share","type":"uint16"}],"Order":[{"name":"to","type":"Part[]"},{"name":"note",
"type":"string"},{"name":"salt","type":"bytes4"},{"name":"rush","type":"bool"}]},
"primaryType":"Order","domain":{"name":"Shop","version":"2","chainId":1,
"verifyingContract":"0x5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a"},
"message":{"to":[{"wallet":"0x5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a01","share":7},
{"wallet":"0x5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a02","share":3}],
"note":"two parts","salt":"0x01020304","rush":true}})";

Payload typed_request(std::string text) {
  return request(DataType::typed_data, to_bytes(view_of(text)));
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string out(text);
  for (auto at = out.find(from); at != out.npos; at = out.find(from, at + to.size())) {
    out.replace(at, from.size(), to);
  }
  return out;
}

Case typed_data() {
  Case c = case_of("typed data with an array of structs", typed_request(std::string(order)));
  // Renamed members and types, everywhere at once: single bits cannot do that.
  c.mutants.push_back(typed_request(replaced(order, "note", "memo")));
  c.mutants.push_back(typed_request(replaced(order, "\"Part", "\"Team")));
  c.mutants.push_back(typed_request(replaced(order, "\"Order\"", "\"Offer\"")));
  c.mutants.push_back(typed_request(replaced(order, "uint16", "uint64")));
  c.mutants.push_back(typed_request(replaced(order, "true", "false")));
  c.money.push_back(
      {"message.to[1].share", typed_request(replaced(order, "\"share\":3", "\"share\":4")), {}});
  c.money.push_back({"domain.name", typed_request(replaced(order, "Shop", "Shed")), {}});
  c.money.push_back({"primary_type", typed_request(replaced(order, "\"Order\"", "\"Offer\"")), {}});
  c.money.push_back({"network", typed_request(replaced(order, "chainId\":1", "chainId\":10")), {}});
  return c;
}

// Wholly in words: what changes there is a headline, and what stands in Content is none.
constexpr std::string_view permit = R"({"types":{"Permit":[{"name":"owner","type":"address"},
{"name":"spender","type":"address"},{"name":"value","type":"uint256"},{"name":"nonce",
"type":"uint256"},{"name":"deadline","type":"uint256"}]},"primaryType":"Permit","domain":{
"name":"USD Coin","version":"2","chainId":1,
"verifyingContract":"0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48"},"message":{
"owner":"0x5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a02",
"spender":"0x5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a01","value":"12500000","nonce":0,
"deadline":"1800000000"}})";

Case permit_case() {
  Case c = case_of("permit", typed_request(std::string(permit)));
  const auto change = [&](std::string_view from, std::string_view to) {
    c.money.push_back({"in_words", typed_request(replaced(permit, from, to)), {}});
  };
  change("12500000", "12500001");
  change("5a5a5a01", "5a5a5a03");
  change("1800000000", "1800000001");
  c.mutants.push_back(typed_request(replaced(permit, "nonce\":0", "nonce\":1")));
  return c;
}

// A call inside of bytes, and an address in a number.
constexpr std::string_view relay =
    R"({"types":{"Relay":[{"name":"target","type":"uint256"},
{"name":"call","type":"bytes"}]},"primaryType":"Relay","domain":{"name":"Relay","chainId":1},
"message":{"target":"0x5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a01","call":"0x095ea7b3)"
    R"(0000000000000000000000005a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a09)"
    R"(00000000000000000000000000000000000000000000000000000000000000ff"}})";

Case relay_case() {
  Case c = case_of("typed data with a call inside", typed_request(std::string(relay)));
  c.money.push_back({"spender", typed_request(replaced(relay, "5a5a09", "5a5a08")), {}});
  c.money.push_back({"number", typed_request(replaced(relay, "00ff\"", "00fe\"")), {}});
  c.money.push_back({"message.target", typed_request(replaced(relay, "5a5a01", "5a5a02")), {}});
  return c;
}

// The same value of another type is another digest.
Case domain_of_its_own() {
  constexpr std::string_view text = R"({"types":{"EIP712Domain":[{"name":"chainId",
"type":"uint256"},{"name":"shard","type":"uint8"}],"Vote":[{"name":"yes","type":"bool"}]},
"primaryType":"Vote","domain":{"chainId":1,"shard":5},"message":{"yes":true}})";
  Case c = case_of("typed data with a domain of its own", typed_request(std::string(text)));
  c.mutants.push_back(typed_request(replaced(text, "uint8", "uint64")));
  c.mutants.push_back(typed_request(replaced(text, "true", "false")));
  return c;
}

std::vector<Case> make_cases() {
  std::vector<Case> out{simple_payment(), legacy_payment(),
                        case_of("payment, EIP-2930", request(with_access_list()))};
  out.push_back(token_call("USDC transfer", CallKind::transfer, 25'000'000, usdc));
  out.push_back(
      token_call("transfer of an unknown token", CallKind::transfer, 25, nobodys_token, "number"));
  out.push_back(token_call("transferFrom", CallKind::transfer_from, 1'000, usdc));
  out.push_back(token_call("unlimited approval", CallKind::approve, Uint256::max(), usdc));
  out.push_back(token_call("increaseAllowance", CallKind::increase_allowance, 25'000'000, usdc));
  out.push_back(token_call("setApprovalForAll", CallKind::approve_all, 1, nobodys_token));
  out.push_back(nft_call());
  out.push_back(not_understood());
  out.push_back(case_of("contract creation", request(creation())));
  out.push_back(message());
  out.push_back(typed_data());
  out.push_back(domain_of_its_own());
  out.push_back(permit_case());
  out.push_back(relay_case());
  out.push_back(case_of("raw", raw(with_access_list())));
  Transaction elsewhere = legacy();
  elsewhere.chain_id = 987'654'321;
  out.push_back(case_of("raw, unknown network", raw(elsewhere)));
  out.push_back(case_of("JSON", json(payment())));
  return out;
}

}  // namespace

const std::vector<Case>& evm_cases() {
  static const std::vector<Case> cases = make_cases();
  return cases;
}

}  // namespace coldquill::laws
