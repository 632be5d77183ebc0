#include <coldquill/base/hex.h>
#include <coldquill/evm/token_calls.h>

namespace coldquill::evm {
namespace {

Uint256 power_of_ten(unsigned exponent) {
  Uint256 out(1);
  for (unsigned i = 0; i < exponent; ++i) out = *out.times(10);
  return out;
}

std::string_view heading_of(const TokenCall& token) {
  switch (token.call.kind) {
    case CallKind::approve:
      return token.maybe_nft() ? "Approval of tokens, or of an NFT" : "Approval of tokens";
    case CallKind::increase_allowance:
      return "Approval of more tokens";
    case CallKind::decrease_allowance:
      return "Approval of fewer tokens";
    case CallKind::approve_all:
      return token.allows() ? "Approval of every NFT" : "Approval of every NFT taken back";
    case CallKind::send_nft:
    case CallKind::send_nft_bytes:
    case CallKind::send_items:
      return "NFT";
    default:
      return token.maybe_nft() ? "Tokens, or an NFT" : "Tokens";
  }
}

std::string_view amount_label(CallKind kind) {
  switch (kind) {
    case CallKind::approve:
    case CallKind::approve_all:
      return "allowance";
    case CallKind::increase_allowance:
      return "allowance, more";
    case CallKind::decrease_allowance:
      return "allowance, less";
    default:
      return "amount";
  }
}

bool of_nfts_alone(CallKind kind) {
  return kind == CallKind::approve_all || kind == CallKind::send_nft ||
         kind == CallKind::send_nft_bytes || kind == CallKind::send_items;
}

bool takes_away(const TokenCall& token) {
  return token.call.kind == CallKind::decrease_allowance ||
         (token.call.kind == CallKind::approve_all && !token.allows());
}

bool names_a_spender(CallKind kind) {
  return kind == CallKind::approve || kind == CallKind::increase_allowance ||
         kind == CallKind::decrease_allowance || kind == CallKind::approve_all;
}

bool names_an_owner(CallKind kind) {
  return kind == CallKind::transfer_from || (of_nfts_alone(kind) && kind != CallKind::approve_all);
}

std::string_view contract_label(const TokenCall& token) {
  if (of_nfts_alone(token.call.kind)) return "collection";
  return token.maybe_nft() ? "contract" : "token contract";
}

WordLine address_line(std::string_view name, std::string_view label, const EvmAddress& address) {
  return {
      .name = name, .label = std::string(label), .value = eip55(address), .raw = eip55(address)};
}

// The number is signed; its unit is a row of our own table.
void put_amount(const TokenCall& token, std::vector<WordLine>& out) {
  const bool known = token.row() != nullptr;
  out.push_back({.name = token.maybe_nft() ? "number" : "amount",
                 .label = std::string(token.maybe_nft() ? "number" : amount_label(token.call.kind)),
                 .value = amount_words(token),
                 .raw = token.call.amount.text(),
                 .source = known ? Source::local : Source::signed_,
                 .money = money_of(token)});
  if (!known) return;
  out.push_back({.name = "amount_raw",
                 .label = "smallest units",
                 .value = token.call.amount.text(),
                 .raw = token.call.amount.text(),
                 .headline = false});
}

void put_nft(const TokenCall& token, std::vector<WordLine>& out) {
  const Call& call = token.call;
  const bool counted = call.kind == CallKind::send_items;
  out.push_back({.name = "nft",
                 .label = "NFT",
                 .value = call.id.text(),
                 .raw = call.id.text(),
                 .money = counted ? std::nullopt : money_of(token)});
  if (!counted) return;
  out.push_back({.name = "amount",
                 .label = "amount",
                 .value = call.amount.text(),
                 .raw = call.amount.text(),
                 .money = money_of(token)});
}

void put_all(const TokenCall& token, std::vector<WordLine>& out) {
  out.push_back({.name = "amount",
                 .label = std::string(amount_label(token.call.kind)),
                 .value = token.allows() ? "UNLIMITED: every NFT of this collection" : "none",
                 .raw = token.call.amount.text(),
                 .money = money_of(token)});
}

Unit unit_of(const TokenCall& token) {
  Unit out{.network = "evm " + network_name(token.chain_id)};
  if (token.contract) out = token_unit(token.chain_id, *token.contract);
  const Call& call = token.call;
  if (call.kind == CallKind::approve_all) out.symbol = "NFTs";
  if (call.kind == CallKind::send_nft || call.kind == CallKind::send_nft_bytes) out.symbol = "NFT";
  if (call.kind == CallKind::send_items) {
    out.asset += " NFT " + call.id.text();
    out.symbol = "of NFT " + call.id.text();
  }
  if (of_nfts_alone(call.kind)) out.decimals = 0;
  return out;
}

constexpr std::string_view smallest_units = "amounts are in its smallest units";

std::string not_in_the_list(std::optional<std::uint64_t> chain_id, const EvmAddress& contract) {
  return eip55(contract) + " " + on_network(chain_id) + " is not in the list of tokens: ";
}

// Who may take what of a contract that nobody here knows.
std::string spending_text(const TokenCall& token) {
  const Call& call = token.call;
  const std::string amount = amount_text(call.amount, Unit{});
  if (call.kind == CallKind::approve_all) return eip55(call.party) + " may take none of its NFTs";
  const std::string may_take = eip55(call.party) + " may take ";
  if (call.kind == CallKind::decrease_allowance) return may_take + amount + " less";
  if (token.unlimited()) return may_take + "all of it";
  if (call.kind == CallKind::increase_allowance) return may_take + amount + " more";
  if (!token.maybe_nft()) return may_take + amount;
  return may_take + call.amount.text() +
         " of it: an amount in smallest units, or the NFT of that number";
}

// Of transfers the same for every recipient and number, since one question stands for them all.
std::string unknown_text(const TokenCall& token) {
  const std::string start = token.contract ? not_in_the_list(token.chain_id, *token.contract)
                                           : "nothing says which contract this call is for: ";
  if (names_a_spender(token.call.kind)) return start + spending_text(token);
  if (of_nfts_alone(token.call.kind)) return start + "what its NFTs are is not known here";
  if (!token.maybe_nft()) return start + std::string(smallest_units);
  return start + "the number may be an amount in its smallest units, or which NFT it is";
}

// Which call it is; what others hand in is no call of one's own.
std::string call_subject(const TokenCall& token) {
  if (!token.contract) return {};  // another one each time, for all that is known
  std::string out(token.surely_amount ? "signed for others, as " : "");
  out += signature_of(token.call.kind);
  out += " of " + token_words(token) + " " + on_network(token.chain_id);
  if (names_a_spender(token.call.kind)) out += " for " + eip55(token.call.party);
  return out;
}

// Allowances are one question only where the same one may take the same.
std::string unknown_subject(const TokenCall& token) {
  std::string out = call_subject(token);
  const bool whole = !out.empty() && names_a_spender(token.call.kind);
  return whole ? out + ": " + token.call.amount.text() : out;
}

std::string unlimited_text(const TokenCall& token) {
  const bool nfts = token.call.kind == CallKind::approve_all;
  const std::string what = nfts ? "every NFT of " : "all of your ";
  const std::string of = token.contract ? (nfts ? "the collection " : "") + token_words(token)
                         : nfts         ? "some collection"
                                        : "tokens of some contract";
  return "an UNLIMITED allowance: " + eip55(token.call.party) + " may take " + what + of;
}

void warn_of_unknown_token(const TokenCall& token, std::vector<PlanWarning>& out) {
  const bool all = token.call.kind == CallKind::approve_all && token.allows();
  if (token.row() != nullptr || all) return;  // that every NFT goes says more
  out.push_back(
      {&E_UNKNOWN_TOKEN, unknown_text(token), !takes_away(token), unknown_subject(token)});
}

void warn_of_unlimited(const TokenCall& token, std::vector<PlanWarning>& out) {
  if (!token.unlimited()) return;
  out.push_back(
      {&E_UNLIMITED_APPROVAL, unlimited_text(token), true, call_subject(token), money_of(token)});
}

void warn_of_lost_tokens(const TokenCall& token, std::vector<PlanWarning>& out) {
  const Call& call = token.call;
  if (names_a_spender(call.kind)) return;
  if (call.party == EvmAddress{}) {
    out.push_back({&E_TO_NOBODY, "the tokens would go to the address 0", true});
  }
  if (call.party == token.contract) {
    out.push_back({&E_TO_TOKEN_CONTRACT, "the tokens would go to the token contract itself", true});
  }
}

}  // namespace

const TokenRow* TokenCall::row() const {
  return chain_id && contract ? find_token(*chain_id, *contract) : nullptr;
}

bool TokenCall::maybe_nft() const {
  const bool shared = call.kind == CallKind::approve || call.kind == CallKind::transfer ||
                      call.kind == CallKind::transfer_from;
  const bool all = call.kind == CallKind::approve && call.amount >= most;
  return shared && !all && !surely_amount && row() == nullptr;
}

bool TokenCall::allows() const {
  const bool approval = call.kind == CallKind::approve || call.kind == CallKind::approve_all ||
                        call.kind == CallKind::increase_allowance;
  return approval && (!call.amount.zero() || maybe_nft());
}

bool TokenCall::unlimited() const {
  if (!allows()) return false;
  if (call.kind == CallKind::approve_all || call.amount >= most) return true;
  const TokenRow* token = row();
  if (token == nullptr) return false;
  return call.amount >= *power_of_ten(token->decimals).times(token->infinite_from);
}

std::string amount_words(const TokenCall& token) {
  const Uint256& amount = token.call.amount;
  const TokenRow* row = token.row();
  if (token.unlimited()) {
    return row != nullptr ? "UNLIMITED " + std::string(row->symbol) : "UNLIMITED, " + amount.text();
  }
  if (token.maybe_nft()) {
    return amount.text() + ": an amount in smallest units, or which NFT";
  }
  return amount_text(amount, row != nullptr ? token_unit(row->chain_id, *token.contract) : Unit{});
}

std::optional<Money> money_of(const TokenCall& token) {
  if (takes_away(token)) return {};
  const bool one =
      token.call.kind == CallKind::send_nft || token.call.kind == CallKind::send_nft_bytes;
  return Money{.amount = one ? Uint256(1) : token.call.amount,
               .unit = unit_of(token),
               .role = names_a_spender(token.call.kind) ? MoneyRole::allowance : MoneyRole::pays,
               .party = eip55(token.call.party),
               .unlimited = token.unlimited(),
               .maybe_id = token.maybe_nft()};
}

std::string token_words(const TokenCall& token) {
  const TokenRow* row = token.row();
  return (row != nullptr ? std::string(row->symbol) + " " : "") + eip55(*token.contract);
}

std::string unknown_amounts_text(std::optional<std::uint64_t> chain_id,
                                 const EvmAddress& contract) {
  return not_in_the_list(chain_id, contract) + std::string(smallest_units);
}

WordGroup words_of(const TokenCall& token) {
  const Call& call = token.call;
  WordGroup out{std::string(heading_of(token)), {}};
  std::vector<WordLine>& lines = out.lines;
  lines.push_back({.name = "call",
                   .label = "call",
                   .value = std::string(signature_of(call.kind)),
                   .headline = false});
  if (token.contract) {
    lines.push_back(address_line("contract", contract_label(token), *token.contract));
  }
  if (const TokenRow* row = token.row()) {
    lines.push_back({.name = "token",
                     .label = "token",
                     .value = std::string(row->symbol),
                     .source = Source::local,
                     .headline = false});
  }
  if (names_an_owner(call.kind)) {
    lines.push_back(address_line("token_owner", "taken from", call.owner));
  }
  const bool spender = names_a_spender(call.kind);
  lines.push_back(address_line(spender ? "spender" : "to", spender ? "spender" : "to", call.party));
  if (call.kind == CallKind::approve_all) {
    put_all(token, lines);
  } else if (of_nfts_alone(call.kind)) {
    put_nft(token, lines);
  } else {
    put_amount(token, lines);
  }
  return out;
}

std::vector<PlanWarning> warnings_of(const TokenCall& token) {
  std::vector<PlanWarning> out;
  warn_of_unknown_token(token, out);
  warn_of_unlimited(token, out);
  warn_of_lost_tokens(token, out);
  return out;
}

}  // namespace coldquill::evm
