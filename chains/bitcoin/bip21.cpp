#include <coldquill/base/decimal.h>
#include <coldquill/base/hex.h>
#include <coldquill/base/text.h>
#include <coldquill/bitcoin/bip21.h>
#include <coldquill/bitcoin/reasons.h>

#include <set>

namespace coldquill::bitcoin {
namespace {

constexpr std::string_view scheme = "bitcoin:";

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return lower(c); });
  return out;
}

Error bad(std::string what) {
  return {E_BAD_PAYMENT_URI, std::move(what)};
}

// Control characters, the C1 ones too (U+0080 to U+009F in UTF-8): no honest label has them.
bool has_controls(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto octet = static_cast<std::uint8_t>(text[i]);
    if (octet < 0x20 || octet == 0x7F) return true;
    const auto next = i + 1 < text.size() ? static_cast<std::uint8_t>(text[i + 1]) : 0;
    if (octet == 0xC2 && next >= 0x80 && next < 0xA0) return true;
  }
  return false;
}

Result<std::string> percent_decode(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    const auto octet = from_hex(text.substr(i + 1, 2));
    if (!octet || octet->size() != 1) return bad("a % without two hexadecimal digits behind it");
    out += static_cast<char>(octet->front());
    i += 2;
  }
  if (has_controls(out)) return bad("control characters in a parameter");
  return out;
}

Result<Sat> read_amount(std::string_view text) {
  CQ_TRY(amount, parse_units(text, 8));
  if (amount > 0 && amount <= max_money) return amount;
  return Error(E_AMOUNT_RANGE, "nothing, or more than 21 million coins, is asked for");
}

Result<void> read_parameter(PaymentUri& out, std::string_view name, std::string_view value) {
  if (name == "amount") {
    CQ_TRY(amount, read_amount(value));
    out.amount = amount;
    return {};
  }
  CQ_TRY(decoded, percent_decode(value));
  if (name == "label") {
    out.label = std::move(decoded);
  } else if (name == "message") {
    out.message = std::move(decoded);
  }
  if (!name.starts_with("req-")) return {};
  return Error(E_UNSUPPORTED_PAYMENT_URI,
               "the payment request insists on something unknown: " + escape_text(name));
}

Result<void> read_parameters(PaymentUri& out, std::string_view query) {
  std::set<std::string> seen;
  while (!query.empty()) {
    const std::string_view one = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(one.size() + 1, query.size()));
    const auto equals = std::min(one.find('='), one.size());
    const std::string name = lower(one.substr(0, equals));
    if (name.empty()) return bad("a parameter without a name");
    if (name.find('%') != std::string::npos) return bad("a parameter whose name is disguised");
    if (!seen.insert(name).second) return bad("the parameter " + name + " stands there twice");
    CQ_CHECK(read_parameter(out, name, one.substr(std::min(equals + 1, one.size()))).in(name));
  }
  return {};
}

}  // namespace

bool is_payment_uri(std::string_view text) {
  return lower(text.substr(0, scheme.size())) == scheme;
}

Result<PaymentUri> parse_payment_uri(std::string_view text) {
  if (text.size() > longest_payment_uri) return Error(E_TOO_LARGE, "a payment request this long");
  if (!is_payment_uri(text)) return bad("not a bitcoin: payment request");
  const auto is_uri_character = [](char c) { return c > 0x20 && c < 0x7F && c != '#'; };
  if (!std::ranges::all_of(text, is_uri_character)) {
    return bad("a character that has no place in a payment request");
  }
  text.remove_prefix(scheme.size());
  const auto mark = std::min(text.find('?'), text.size());
  PaymentUri out{std::string(text.substr(0, mark)), {}, {}, {}};
  if (out.address.empty()) return bad("there is no address in it");
  CQ_CHECK(read_parameters(out, text.substr(std::min(mark + 1, text.size()))));
  return out;
}

}  // namespace coldquill::bitcoin
