#include "permits.h"

#include <coldquill/base/moment.h>
#include <coldquill/codec/eip55.h>

namespace coldquill::evm {
namespace {

// "message.details[1].amount" -> "message.details[1]" and "amount"
std::pair<std::string_view, std::string_view> split(std::string_view path) {
  const auto point = path.rfind('.');
  if (point == path.npos) return {{}, path};
  return {path.substr(0, point), path.substr(point + 1)};
}

const TypedField* row_at(const TypedData& typed, std::string_view path) {
  const auto found = std::ranges::find(typed.message(), path, &TypedField::path);
  return found == typed.message().end() ? nullptr : &*found;
}

bool is_amount(const TypedField& row) {
  return (row.path == "message.value" || row.path.ends_with(".amount")) &&
         (row.type == "uint256" || row.type == "uint160");
}

bool is_blanket(const TypedField& row) {
  return row.path == "message.allowed" && row.type == "bool";
}

bool is_end(const TypedField& row) {
  constexpr std::string_view names[] = {"deadline", "sigDeadline", "expiration", "expiry"};
  return row.type.starts_with("uint") &&
         std::ranges::find(names, split(row.path).second) != std::end(names);
}

// Permit2 names the token beside the amount; elsewhere it is the contract that checks the permit.
std::optional<EvmAddress> token_of(const TypedData& typed, const TypedField& row) {
  const TypedField* beside = row_at(typed, std::string(split(row.path).first) + ".token");
  if (beside == nullptr) return typed.verifying_contract();
  const auto address = parse_eip55(beside->value);
  if (!address) return {};
  return *address;
}

std::string amount_in_words(const TypedData& typed, const TypedField& row,
                            std::optional<std::uint64_t> chain_id) {
  const auto contract = token_of(typed, row);
  const TokenRow* token = chain_id && contract ? find_token(*chain_id, *contract) : nullptr;
  const std::string unit = token != nullptr ? std::string(token->symbol)
                           : contract       ? "of the token " + eip55(*contract)
                                            : "of a token that is not named";
  if (is_unlimited(row)) return "UNLIMITED " + unit;
  if (is_blanket(row)) return "nothing any more " + unit;
  const auto number = parse_uint256(row.value);
  if (!number) return row.value;
  if (token != nullptr) return in_unit(*number, token->decimals) + " " + unit;
  return number->text() + " smallest units " + unit;
}

// Small numbers are no moments: some contracts take 0 for "never" and others for "at once".
std::string end_in_words(const TypedField& row) {
  constexpr std::uint64_t first_plausible = 1'000'000'000;  // 2001
  const auto number = parse_uint256(row.value);
  const auto seconds = number ? number->u64() : std::nullopt;
  if (number && !seconds) return "never";
  if (!seconds || *seconds < first_plausible) return "as the contract takes " + row.value;
  return utc_text(*seconds);
}

}  // namespace

bool is_permit(const TypedData& typed) {
  return typed.primary_type().starts_with("Permit");
}

bool is_unlimited(const TypedField& row) {
  if (is_blanket(row)) return row.value == "true";
  if (!is_amount(row)) return false;
  const auto number = parse_uint256(row.value);
  const std::size_t first_octet = row.type == "uint160" ? 12 : 0;
  return number && number->bytes()[first_octet] >= 0x80;
}

std::optional<std::string> permit_owner(const TypedData& typed) {
  if (!is_permit(typed)) return {};
  for (const std::string_view name : {"message.owner", "message.holder"}) {
    const TypedField* row = row_at(typed, name);
    if (row != nullptr && row->type == "address") return row->value;
  }
  return {};
}

std::vector<PermitLine> permit_in_words(const TypedData& typed,
                                        std::optional<std::uint64_t> chain_id) {
  std::vector<PermitLine> out;
  if (!is_permit(typed)) return out;
  for (const TypedField& row : typed.message()) {
    if (row.path == "message.spender") out.push_back({"who", row.value});
    if (is_amount(row) || is_blanket(row)) {
      out.push_back({"may take", amount_in_words(typed, row, chain_id)});
    }
    if (is_end(row)) {
      out.push_back({std::string(split(row.path).second), end_in_words(row)});
    }
  }
  return out;
}

}  // namespace coldquill::evm
