#include <coldquill/base/decimal.h>
#include <coldquill/model/money.h>

namespace coldquill {

std::string_view name_of(Source source) {
  switch (source) {
    case Source::signed_:
      return "signed";
    case Source::proven:
      return "proven";
    case Source::claimed:
      return "claimed";
    case Source::local:
      return "local";
    case Source::digest:
      return "digest";
    case Source::bulk:
      return "bulk";
  }
  COLDQUILL_ASSERT(false);
}

Source weakest(Source a, Source b) {
  return std::max(a, b);
}

std::string_view name_of(MoneyRole role) {
  switch (role) {
    case MoneyRole::pays:
      return "pays";
    case MoneyRole::receives:
      return "receives";
    case MoneyRole::fee:
      return "fee";
    case MoneyRole::allowance:
      return "allowance";
    case MoneyRole::burns:
      return "burns";
  }
  COLDQUILL_ASSERT(false);
}

std::string amount_text(const Uint256& amount, const Unit& unit) {
  if (unit.symbol.empty()) return amount.text() + " smallest units";
  const std::string digits = shift_point(amount.text(), unit.decimals);
  return (unit.all_decimals ? digits : without_zeros(digits)) + " " + unit.symbol;
}

std::string amount_text(const Money& money) {
  const Unit& unit = money.unit;
  if (money.unlimited) return "UNLIMITED" + (unit.symbol.empty() ? "" : " " + unit.symbol);
  if (money.maybe_id) return "the number " + money.amount.text();
  return (money.at_most ? "at most " : "") + amount_text(money.amount, unit);
}

std::optional<std::uint64_t> share_of(const Uint256& part, const Uint256& whole) {
  const auto share = part.scaled(10'000, whole);
  return share ? share->u64() : std::nullopt;
}

std::string share_text(std::uint64_t share) {
  return shift_point(std::to_string(share), 2) + " %";
}

}  // namespace coldquill
