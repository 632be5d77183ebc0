#include "build_order.h"

#include <coldquill/base/decimal.h>
#include <coldquill/base/hex.h>
#include <coldquill/base/text.h>
#include <coldquill/bitcoin/bip21.h>
#include <coldquill/bitcoin/build.h>
#include <coldquill/bitcoin/reasons.h>

#include <set>

namespace coldquill::bitcoin {
namespace {

using Kind = RecipeOption::Kind;

constexpr RecipeOption options[] = {
    {"--input",
     "a coin to spend: TXID:INDEX,path=m/84'/0'/0'/0/3,amount=0.015[,sequence=N]; the amount may "
     "be "
     "left out when its previous transaction is given",
     Kind::text, true, true},
    {"--to",
     "a payment: ADDRESS=0.01, or \"bitcoin:ADDRESS?amount=0.01\", or data:HEX for one OP_RETURN",
     Kind::text, true, false},
    {"--pay",
     "a payment link (BIP-0021) that names an amount, or a file or picture of a QR code with one",
     Kind::link, true, false},
    {"--change", "where the rest comes back to: m/84'/0'/0'/1/7", Kind::text, false, false},
    {"--fee", "the whole fee in sat", Kind::text, false, false},
    {"--fee-rate", "the fee in sat per virtual byte: 2.5", Kind::text, false, false},
    {"--previous", "a previous transaction: proves amounts, and legacy inputs need it", Kind::file,
     true, false},
    {"--locktime", "the earliest block or time (default 0)", Kind::text, false, false},
    {"--version", "of the transaction: 1, 2 or 3 (default 2)", Kind::text, false, false},
};

// Replaceable (BIP-0125), with the lock time in force.
constexpr std::uint32_t default_sequence = 0xFFFFFFFD;
// A million sat per virtual byte: far above any rate that was ever paid.
constexpr std::uint64_t highest_rate = 1'000'000'000;
// What nodes of every version pass on in one OP_RETURN output.
constexpr std::size_t most_data = 80;

Error bad(std::string what) {
  return {E_BUILD, std::move(what)};
}

std::vector<std::string_view> split(std::string_view text, char mark) {
  std::vector<std::string_view> out;
  for (auto at = text.find(mark); at != std::string_view::npos; at = text.find(mark)) {
    out.push_back(text.substr(0, at));
    text.remove_prefix(at + 1);
  }
  out.push_back(text);
  return out;
}

Result<std::uint32_t> read_u32(std::string_view text) {
  const auto number = parse_number(text);
  if (number && *number <= 0xFFFFFFFF) return static_cast<std::uint32_t>(*number);
  return bad("\"" + escape_text(text) + "\" is not a number from 0 to 4294967295");
}

Result<Sat> read_amount(std::string_view text) {
  CQ_TRY(amount, parse_units(text, 8));
  if (amount <= max_money) return amount;
  return Error(E_AMOUNT_RANGE, "more than 21 million coins");
}

// The ordinary shape alone: purpose, coin, account, branch, index. Anything else is a slip of the
// fingers more often than a wallet.
Result<KeyPath> read_path(std::string_view text) {
  CQ_TRY(path, parse_path(text));
  const bool ordinary =
      AccountPath::of(path) && path.size() == 5 && path[3] <= 1 && !is_hardened(path[4]);
  if (ordinary) return std::move(path);
  return Error(E_BAD_PATH,
               "a path must have the five steps of BIP-44, BIP-49, BIP-84 or BIP-86, unlike " +
                   to_string(path));
}

Result<OutPoint> read_outpoint(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return bad("an input begins with TXID:INDEX");
  const auto txid = Txid::parse(text.substr(0, colon));
  if (!txid) return bad("not a transaction id: " + escape_text(text.substr(0, colon)));
  CQ_TRY(index, read_u32(text.substr(colon + 1)));
  return OutPoint{*txid, index};
}

// The parts behind the outpoint, by name; none twice.
class InputParts {
 public:
  Result<void> add(std::string_view part) {
    const auto equals = std::min(part.find('='), part.size());
    const std::string name(part.substr(0, equals));
    const bool known = name == "path" || name == "amount" || name == "sequence";
    if (!known || equals == part.size()) {
      return bad("path=, amount= and sequence= are known here, and not " + escape_text(part));
    }
    if (parts_.emplace(name, part.substr(equals + 1)).second) return {};
    return bad(name + "= stands there twice");
  }
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const {
    const auto at = parts_.find(name);
    return at == parts_.end() ? std::nullopt : std::optional(at->second);
  }

 private:
  std::map<std::string, std::string_view, std::less<>> parts_;
};

Result<InputOrder> read_input(std::string_view text) {
  const auto pieces = split(text, ',');
  CQ_TRY(point, read_outpoint(pieces.front()));
  InputParts parts;
  for (const auto piece : std::span(pieces).subspan(1)) CQ_CHECK(parts.add(piece));
  const auto path_text = parts.find("path");
  if (!path_text) return bad("the path of its key is missing: path=m/84'/0'/0'/0/3");
  CQ_TRY(path, read_path(*path_text));
  InputOrder order{point, std::move(path), {}, default_sequence};
  if (const auto given = parts.find("amount")) {
    CQ_TRY(amount, read_amount(*given));
    order.amount = amount;
  }
  if (const auto given = parts.find("sequence")) {
    CQ_TRY(sequence, read_u32(*given));
    order.sequence = sequence;
  }
  return order;
}

Result<PaymentOrder> read_data(std::string_view hex) {
  CQ_TRY(data, from_hex(hex));
  if (!data.empty() && data.size() <= most_data) return PaymentOrder{{}, 0, std::move(data)};
  return bad("an OP_RETURN output holds 1 to 80 bytes, not " + std::to_string(data.size()));
}

Result<PaymentOrder> read_payment_uri(std::string_view text) {
  CQ_TRY(uri, parse_payment_uri(text));
  if (uri.amount) return PaymentOrder{std::move(uri.address), *uri.amount};
  return bad("the payment request names no amount: write --to ADDRESS=AMOUNT");
}

Result<PaymentOrder> read_payment(std::string_view text) {
  constexpr std::string_view data_mark = "data:";
  if (text.starts_with(data_mark)) return read_data(text.substr(data_mark.size()));
  if (is_payment_uri(text)) return read_payment_uri(text);
  const auto equals = text.find('=');
  if (equals == std::string_view::npos) return bad("a payment is written ADDRESS=AMOUNT");
  CQ_TRY(amount, read_amount(text.substr(equals + 1)));
  return PaymentOrder{std::string(text.substr(0, equals)), amount};
}

// The one text of an option, if it is there.
Result<std::optional<std::string_view>> single(const Recipe& recipe, std::string_view name) {
  const auto at = recipe.texts.find(name);
  if (at == recipe.texts.end() || at->second.empty()) return std::optional<std::string_view>();
  if (at->second.size() == 1) return std::optional<std::string_view>(at->second.front());
  return bad(std::string(name) + " is given more than once");
}

template <class T, class Read>
Result<void> read_all(std::vector<T>& out, const Recipe& recipe, std::string_view name, Read read) {
  const auto at = recipe.texts.find(name);
  if (at == recipe.texts.end()) return {};
  for (std::size_t i = 0; i < at->second.size(); ++i) {
    CQ_TRY(item, read(at->second[i]).in(std::string(name) + " " + std::to_string(i + 1)));
    out.push_back(std::move(item));
  }
  return {};
}

template <class T, class Read>
Result<void> read_one(T& out, const Recipe& recipe, std::string_view name, Read read) {
  CQ_TRY(text, single(recipe, name));
  if (!text) return {};
  CQ_TRY(value, read(*text).in(name));
  out = std::move(value);
  return {};
}

Result<std::uint64_t> read_rate(std::string_view text) {
  CQ_TRY(rate, parse_units(text, 3));
  if (rate <= highest_rate) return rate;
  return bad("a rate of more than a million sat per virtual byte");
}

Result<Sat> read_fee(std::string_view text) {
  const auto fee = parse_number(text);
  if (fee && *fee <= max_money) return *fee;
  return bad("a fee is a whole number of sat, and not \"" + escape_text(text) + "\"");
}

Result<std::uint32_t> read_version(std::string_view text) {
  if (text == "1" || text == "2" || text == "3") return static_cast<std::uint32_t>(text[0] - '0');
  return bad("transactions have version 1, 2 or 3");
}

Result<void> check_names(const Recipe& recipe) {
  const auto known = [](std::string_view name, Kind kind) {
    return std::ranges::any_of(options, [&](const RecipeOption& option) {
      return option.name == name && option.kind == kind;
    });
  };
  for (const auto& [name, texts] : recipe.texts) {
    if (!known(name, Kind::text) && !known(name, Kind::link))
      return bad("there is no option " + escape_text(name));
  }
  for (const auto& [name, files] : recipe.files) {
    if (!known(name, Kind::file)) return bad("there is no option " + escape_text(name));
  }
  return {};
}

Result<void> check_inputs(std::span<const InputOrder> inputs) {
  std::set<OutPoint> seen;
  for (const InputOrder& input : inputs) {
    if (!seen.insert(input.point).second) {
      return Error(E_DUPLICATE_INPUT, "the coin " + input.point.text() + " is named twice");
    }
  }
  return {};
}

Result<void> check_payments(std::span<const PaymentOrder> payments) {
  const auto data = std::ranges::count_if(payments, [](const auto& p) { return !p.data.empty(); });
  if (data > 1) return bad("one OP_RETURN output is all that nodes pass on");
  return {};
}

}  // namespace

std::span<const RecipeOption> build_options() {
  return options;
}

Result<BuildOrder> read_order(const Recipe& recipe) {
  BuildOrder order;
  CQ_CHECK(check_names(recipe));
  CQ_CHECK(read_all(order.inputs, recipe, "--input", read_input));
  if (order.inputs.empty()) return bad("--input is missing");
  CQ_CHECK(read_all(order.payments, recipe, "--to", read_payment));
  CQ_CHECK(read_all(order.payments, recipe, "--pay", read_payment_uri));
  if (order.payments.empty()) return bad("say who is paid, with --to or --pay");
  CQ_CHECK(read_one(order.change, recipe, "--change", read_path));
  CQ_CHECK(read_one(order.fee.whole, recipe, "--fee", read_fee));
  CQ_CHECK(read_one(order.fee.per_1000_vb, recipe, "--fee-rate", read_rate));
  CQ_CHECK(read_one(order.lock_time, recipe, "--locktime", read_u32));
  CQ_CHECK(read_one(order.version, recipe, "--version", read_version));
  if (order.fee.whole.has_value() == order.fee.per_1000_vb.has_value()) {
    return bad("name the fee once: --fee or --fee-rate");
  }
  CQ_CHECK(check_inputs(order.inputs));
  CQ_CHECK(check_payments(order.payments));
  return order;
}

}  // namespace coldquill::bitcoin
