// Totals: what reviews do with money, added up from its values, by unit and by what becomes of it.
#pragma once

#include <coldquill/model/review.h>

#include <array>

namespace coldquill {

// All money of one unit and one role.
struct Total {
  Uint256 sum{};
  std::size_t count = 0;      // amounts in the sum
  std::size_t unlimited = 0;  // allowances without a limit: in no sum
  std::size_t maybe_ids = 0;  // numbers that may be names of things: in no sum
  bool at_most = false;       // a fee that may turn out to be less
  bool overflow = false;      // the sum is more than 2^256 - 1
  bool claimed = false;       // somebody's word is in it
  std::optional<Money> largest;

  [[nodiscard]] bool empty() const { return count + unlimited + maybe_ids == 0; }
};

struct UnitTotals {
  Unit unit;
  std::array<Total, 5> by_role;

  [[nodiscard]] const Total& of(MoneyRole role) const {
    return by_role[static_cast<std::size_t>(role)];
  }
  // Paid, burnt and spent on fees.
  [[nodiscard]] Uint256 leaving() const;
  // Numbers of an unknown unit can be amounts, or each the name of a thing: they have no sum.
  [[nodiscard]] bool has_sums() const { return !unit.symbol.empty(); }
};

class Totals {
 public:
  // Returns false when there is no money in it.
  bool add(const Review& review);

  // In the order in which units were met first.
  [[nodiscard]] const std::vector<UnitTotals>& units() const { return units_; }
  // The fee as a part of what leaves in its unit (share_of). Empty when nothing leaves.
  [[nodiscard]] static std::optional<std::uint64_t> fee_share(const UnitTotals& totals);

 private:
  std::vector<UnitTotals> units_;
};

}  // namespace coldquill
