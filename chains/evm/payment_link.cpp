#include <coldquill/base/decimal.h>
#include <coldquill/base/text.h>
#include <coldquill/evm/payment_link.h>
#include <coldquill/evm/transaction.h>

#include <map>

namespace coldquill::evm {
namespace {

constexpr std::string_view scheme = "ethereum:";
constexpr std::string_view pay = "pay-";
constexpr std::uint64_t largest_exponent = 77;  // 10^77 is below 2^256

using Parameters = std::map<std::string_view, std::string_view>;

Error bad(std::string what) {
  return {E_BAD_PAYMENT_LINK, std::move(what)};
}

// "2.014e18": digits, and perhaps a point and an exponent; a whole number all the same.
Result<Uint256> read_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto e = text.find_first_of("eE");
  std::uint64_t exponent = 0;
  if (e != text.npos) {
    CQ_TRY(written, parse_number(text.substr(e + 1)));
    exponent = written;
  }
  if (exponent > largest_exponent) return Error(E_BAD_AMOUNT, "more than any account can hold");
  return parse_units256(text.substr(0, e), static_cast<unsigned>(exponent));
}

Result<Parameters> read_parameters(std::string_view query) {
  Parameters out;
  while (!query.empty()) {
    const auto one = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(one.size() + 1, query.size()));
    const auto equals = std::min(one.find('='), one.size());
    if (equals == 0 || equals == one.size()) return bad("a parameter without a name or a value");
    const auto name = one.substr(0, equals);
    if (!out.emplace(name, one.substr(equals + 1)).second) {
      return bad("the parameter " + escape_text(name) + " stands there twice");
    }
  }
  return out;
}

Result<void> check_known(const Parameters& parameters,
                         std::initializer_list<std::string_view> known) {
  constexpr std::string_view of_gas[] = {"gas", "gasLimit", "gasPrice"};
  for (const auto& [name, value] : parameters) {
    if (std::ranges::find(of_gas, name) != std::end(of_gas)) {
      CQ_CHECK(read_number(value).in(name));
    } else if (std::ranges::find(known, name) == known.end()) {
      return Error(E_UNSUPPORTED_PAYMENT_LINK, "this asks for something unknown",
                   escape_text(name));
    }
  }
  return {};
}

Result<void> read_amount(PaymentLink& out, const Parameters& parameters, std::string_view name) {
  const auto found = parameters.find(name);
  if (found == parameters.end()) return {};
  CQ_TRY(amount, read_number(found->second).in(name));
  out.amount = amount;
  return {};
}

Result<void> read_transfer(PaymentLink& out, const Parameters& parameters) {
  CQ_CHECK(check_known(parameters, {"address", "uint256"}));
  const auto payee = parameters.find("address");
  if (payee == parameters.end()) return bad("the link names no payee");
  CQ_TRY(address, parse_eip55(payee->second).in("address"));
  out.token = out.payee;
  out.payee = address;
  return read_amount(out, parameters, "uint256");
}

// TARGET[@CHAIN][/FUNCTION]
Result<std::string_view> read_path(PaymentLink& out, std::string_view path) {
  const auto slash = std::min(path.find('/'), path.size());
  const std::string_view head = path.substr(0, slash);
  const auto at = std::min(head.find('@'), head.size());
  CQ_TRY(target, parse_eip55(head.substr(0, at)));
  out.payee = target;
  if (at < head.size()) {
    const auto id = parse_number(head.substr(at + 1));
    if (!id || *id == 0 || *id > largest_chain_id) return bad("the chain id is no such number");
    out.chain_id = *id;
  }
  return path.substr(std::min(slash + 1, path.size()));
}

}  // namespace

bool is_payment_link(std::string_view text) {
  return to_lower(text.substr(0, scheme.size())) == scheme;
}

Result<PaymentLink> parse_payment_link(std::string_view text) {
  if (text.size() > longest_payment_link) return Error(E_TOO_LARGE, "a payment link this long");
  if (!is_payment_link(text)) return bad("this is no ethereum: link");
  const auto fits = [](char c) { return c > 0x20 && c < 0x7F && c != '#' && c != '%'; };
  if (!std::ranges::all_of(text, fits)) return bad("a character that has no place in such a link");
  text.remove_prefix(scheme.size());
  if (text.starts_with(pay)) text.remove_prefix(pay.size());
  const auto mark = std::min(text.find('?'), text.size());
  PaymentLink out{};
  CQ_TRY(function, read_path(out, text.substr(0, mark)));
  CQ_TRY(parameters, read_parameters(text.substr(std::min(mark + 1, text.size()))));
  if (function == "transfer") {
    CQ_CHECK(read_transfer(out, parameters));
  } else if (!function.empty()) {
    return Error(E_UNSUPPORTED_PAYMENT_LINK, "this link calls a function of a contract");
  } else {
    CQ_CHECK(check_known(parameters, {"value"}));
    CQ_CHECK(read_amount(out, parameters, "value"));
  }
  return out;
}

}  // namespace coldquill::evm
