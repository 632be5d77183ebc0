#include <coldquill/model/totals.h>

#include <algorithm>

namespace coldquill {
namespace {

// A sum that nobody can count is said to be one: it stays at its largest.
void add_to(Uint256& sum, bool& overflow, const Uint256& amount) {
  const auto more = sum.plus(amount);
  overflow = overflow || !more;
  sum = more.value_or(Uint256::max());
}

void add_money(Total& total, const Money& money, Source source) {
  total.claimed = total.claimed || source == Source::claimed;
  if (money.unlimited) ++total.unlimited;
  if (money.maybe_id) ++total.maybe_ids;
  if (money.unlimited || money.maybe_id) return;
  ++total.count;
  total.at_most = total.at_most || money.at_most;
  add_to(total.sum, total.overflow, money.amount);
  if (!total.largest || money.amount > total.largest->amount) total.largest = money;
}

}  // namespace

Uint256 UnitTotals::leaving() const {
  Uint256 sum;
  bool overflow = false;
  for (const MoneyRole role : {MoneyRole::pays, MoneyRole::burns, MoneyRole::fee}) {
    add_to(sum, overflow, of(role).sum);
  }
  return sum;
}

bool Totals::add(const Review& review) {
  bool any = false;
  for (const Fact& fact : review.facts()) {
    if (!fact.money) continue;
    any = true;
    // The zero beside a call, and what a note on the chain holds, are in no sum and no count.
    if (fact.money->amount.zero() && !fact.money->unlimited && !fact.headline) continue;
    auto row = std::ranges::find(units_, fact.money->unit, &UnitTotals::unit);
    if (row == units_.end()) row = units_.insert(row, {fact.money->unit, {}});
    add_money(row->by_role[static_cast<std::size_t>(fact.money->role)], *fact.money, fact.source);
  }
  return any;
}

std::optional<std::uint64_t> Totals::fee_share(const UnitTotals& totals) {
  return share_of(totals.of(MoneyRole::fee).sum, totals.leaving());
}

}  // namespace coldquill
