#include <coldquill/base/hex.h>
#include <coldquill/base/text.h>
#include <coldquill/codec/rlp.h>
#include <coldquill/model/look_alike.h>
#include <coldquill/model/message.h>

#include "fees.h"
#include "resolver.h"

namespace coldquill::evm {
namespace {

// EIP-7702: 05 and the list of chain id, address and nonce. Signed as it stands it hands the
// account over to a contract.
bool is_authorization(ByteView message) {
  constexpr std::uint8_t magic = 0x05;
  if (message.empty() || message[0] != magic) return false;
  const auto list = parse_rlp(message.subspan(1), 1);
  if (!list) return false;
  RlpFields in(*list, "authorization");
  in.uint256("chain id");
  in.bytes("address", EvmAddress{}.size());
  in.uint64("nonce");
  return in.finish().ok();
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : "; ") + part;
  return out;
}

// What octets could pass for; empty when nothing is known.
std::string_view form_of(ByteView octets) {
  if (parse_transaction(octets)) return "a transaction";
  if (is_authorization(octets)) return "an authorization that hands the account over (EIP-7702)";
  return {};
}

// What a message could pass for besides its words; empty when nothing is known.
std::string looks_like(ByteView message) {
  const std::string_view text = text_of(message);
  const auto hex = from_hex(text.starts_with("0x") ? text.substr(2) : text);
  const std::string_view digits = hex ? form_of(*hex) : std::string_view{};
  if (!digits.empty()) return std::string(digits) + " in hexadecimal";
  if (message.size() >= 2 && message[0] == 0x19 && message[1] <= 0x45) {
    return "data that is ready to be signed (EIP-191)";
  }
  return std::string(form_of(message));
}

constexpr std::size_t address_prefix = 2;  // 0x

// Without the checksum of EIP-55, which costs a hash: look-alikes are told apart by their digits.
std::string digits_of(const EvmAddress& address) {
  return "0x" + to_hex(address);
}

std::string shown(std::string_view digits) {
  return eip55(*from_hex(digits.substr(2)));
}

// The addresses that a request names, in lower case.
std::vector<std::string> named_addresses(const Content& content,
                                         const std::vector<TokenCall>& calls) {
  std::vector<std::string> out;
  if (const auto* tx = std::get_if<Transaction>(&content)) {
    if (tx->to) out.push_back(digits_of(*tx->to));
  }
  for (const TokenCall& token : calls) {
    out.push_back(digits_of(token.call.party));
    if (token.call.owner != EvmAddress{}) out.push_back(digits_of(token.call.owner));
  }
  if (const auto* typed = std::get_if<TypedData>(&content)) {
    if (const auto contract = typed->verifying_contract()) out.push_back(digits_of(*contract));
    for (const TypedField& row : typed->message()) {
      if (row.type == "address") out.push_back(to_lower(row.value));
      if (const auto address = address_in_number(row)) out.push_back(digits_of(*address));
    }
  }
  return out;
}

}  // namespace

void Resolver::warn(const Reason& reason, std::string text, bool acknowledge) {
  plan_.warnings.push_back({&reason, std::move(text), acknowledge});
}

Result<void> Resolver::judge() {
  if (const Transaction* tx = tx_.transaction()) return judge_transaction(*tx);
  if (const auto* message = std::get_if<Message>(&tx_.content())) return judge_message(*message);
  return judge_typed_data(std::get<TypedData>(tx_.content()));
}

Result<void> Resolver::judge_transaction(const Transaction& tx) {
  plan_.call = read_call(tx);
  if (tx.to) plan_.token = find_token(*tx.chain_id, *tx.to);
  if (plan_.network == nullptr) {
    warn(E_UNKNOWN_CHAIN_ID,
         "chain id " + std::to_string(*tx.chain_id) + " is not in the list of networks", false);
  }
  CQ_CHECK(judge_fee(tx));
  return judge_call(tx);
}

Result<void> Resolver::judge_fee(const Transaction& tx) {
  const auto fee = most_fee(tx);
  if (!fee || !fee->plus(tx.value)) {
    return Error(E_FEE_RANGE, "value and fee are more than can exist");
  }
  if (tx.type == TxType::dynamic_fee && tx.priority_fee > tx.gas_price) {
    return Error(E_FEE_RANGE, "the priority fee is higher than the whole fee");
  }
  auto high = high_fee(plan_.chain_id, {*fee, tx.gas_price, tx.value});
  if (high) plan_.warnings.push_back(*std::move(high));
  if (tx.gas_limit < intrinsic_gas(tx)) {
    warn(E_GAS_LOW,
         "the gas limit is below the " + std::to_string(intrinsic_gas(tx)) +
             " that it costs at least",
         false);
  }
  return {};
}

Result<void> Resolver::judge_call(const Transaction& tx) {
  if (plan_.call.token()) {
    judge_token_call(tx);
  } else if (plan_.call.kind == CallKind::none) {
    judge_payment(tx);
  } else if (plan_.call.kind == CallKind::creation) {
    warn(E_CONTRACT_CREATION, "a new contract is created", true);
  } else if (is_safe_delegatecall(tx.data)) {
    return Error(E_SAFE_DELEGATECALL, "the call makes a Safe run the code of another contract");
  } else {
    warn(E_CALL_NOT_UNDERSTOOD,
         std::to_string(tx.data.size()) + " bytes of call data are not understood", true);
  }
  return {};
}

void Resolver::judge_payment(const Transaction& tx) {
  if (*tx.to == EvmAddress{}) warn(E_TO_NOBODY, "the coins would go to the address 0", true);
  if (plan_.token != nullptr) {
    warn(E_TO_TOKEN_CONTRACT,
         "the coins would go to the contract of the token " + std::string(plan_.token->symbol),
         true);
  }
}

void Resolver::judge_token_call(const Transaction& tx) {
  const TokenCall token{.call = plan_.call, .chain_id = tx.chain_id, .contract = tx.to};
  for (PlanWarning& warning : warnings_of(token)) plan_.warnings.push_back(std::move(warning));
  plan_.words.push_back(words_of(token));
  plan_.token_calls.push_back(token);
  if (!tx.value.zero()) {
    warn(E_VALUE_WITH_CALL, "coins are sent to the token contract along with the call", true);
  }
}

Result<void> Resolver::judge_message(const Message& message) {
  return coldquill::judge_message(message.text, looks_like(message.text), plan_.warnings);
}

void Resolver::judge_owner(const std::optional<EvmAddress>& owner) {
  if (!owner || !plan_.own || *owner == plan_.own_address) return;
  warn(E_PERMIT_OF_ANOTHER,
       "it is about what belongs to " + eip55(*owner) + ", and your key is that of " +
           eip55(plan_.own_address),
       true);
}

void Resolver::judge_domain(const TypedData& typed) {
  const auto contract = typed.verifying_contract();
  if (plan_.chain_id && contract) plan_.token = find_token(*plan_.chain_id, *contract);
  if (!plan_.chain_id || *plan_.chain_id == 0) {
    warn(E_NOT_BOUND_TO_CHAIN, "the domain names no network", true);
  } else if (plan_.network == nullptr) {
    warn(E_UNKNOWN_CHAIN_ID,
         "chain id " + std::to_string(*plan_.chain_id) + " is not in the list of networks", false);
  }
}

// What no line explains has a question of its own, as call data have: a signature of typed data can
// do all that a transaction can.
Result<void> Resolver::judge_typed_data(const TypedData& typed) {
  if (is_safe_delegatecall(typed)) {
    return Error(E_SAFE_DELEGATECALL, "the Safe would run the code of another contract");
  }
  TypedWords words = typed_words(typed, plan_.chain_id);
  for (PlanWarning& warning : words.warnings) plan_.warnings.push_back(std::move(warning));
  const bool permit = is_permit(typed) && words.groups.empty();
  if (!words.open.empty()) {
    warn(permit ? E_PERMIT_NOT_UNDERSTOOD : E_TYPED_DATA_NOT_UNDERSTOOD, joined(words.open), true);
  }
  judge_owner(words.owner);
  judge_domain(typed);
  plan_.typed = {words.known, words.open.empty(), {words.said.begin(), words.said.end()}};
  plan_.words = std::move(words.groups);
  plan_.token_calls = std::move(words.token_calls);
  return {};
}

// Our own address, and the tokens in the list.
std::vector<std::string> Resolver::known_addresses() const {
  std::vector<std::string> out;
  if (plan_.own) out.push_back(digits_of(plan_.own_address));
  for (const TokenRow& row : token_rows()) {
    if (row.chain_id == plan_.chain_id) out.emplace_back(row.address);
  }
  return out;
}

void Resolver::warn_about_look_alikes() {
  const auto named = named_addresses(tx_.content(), plan_.token_calls);
  if (named.empty()) return;
  const auto known = known_addresses();
  LookAlikes seen;
  std::vector<std::string> texts;
  for (const std::string& address : named) {
    auto other = seen.note(address, address_prefix);
    const auto like = std::ranges::find_if(
        known, [&](const auto& one) { return look_alike(address, one, address_prefix); });
    if (like != known.end()) other = *like;
    if (!other) continue;
    texts.push_back("the address " + shown(address) + " looks like " + shown(*other) +
                    " and is another");
  }
  for (std::string& text : worth_telling(texts)) warn(E_ADDRESS_RESEMBLES, std::move(text), true);
}

}  // namespace coldquill::evm
