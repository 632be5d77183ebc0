#include "fees.h"

#include <coldquill/base/decimal.h>

namespace coldquill::bitcoin {
namespace {

// "0.049"
std::string coins(Sat amount) {
  return without_zeros(shift_point(std::to_string(amount), 8));
}

// "34,751"
std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

// In per cent; sums are below 2^51, so nothing overflows.
bool is_more_than(Sat part, std::uint64_t per_cent, Sat whole) {
  return part * 100 > whole * per_cent;
}

bool share_counts(Sat fee, std::uint64_t vsize) {
  return fee > fee_limits.share_counts_from_amount ||
         fee > fee_limits.share_counts_from_rate * vsize;
}

}  // namespace

FeeConcern judge_fee(Sat fee, const std::optional<Leaving>& leaves, std::uint64_t vsize) {
  const auto share_over = [&](std::uint64_t per_cent) {
    return leaves && is_more_than(fee, per_cent, leaves->amount);
  };
  const bool most_of_all =
      leaves && !leaves->of_wallet && share_over(fee_limits.asked_share_of_inputs);
  const bool counts = share_counts(fee, vsize);
  if (most_of_all || fee > fee_limits.asked_amount || fee > fee_limits.asked_rate * vsize ||
      (counts && share_over(fee_limits.asked_share))) {
    return FeeConcern::asked;
  }
  const bool told =
      fee > fee_limits.told_rate * vsize || (counts && share_over(fee_limits.told_share));
  return told ? FeeConcern::told : FeeConcern::none;
}

std::string fee_share_in_words(Sat fee, const Leaving& leaves) {
  return share_text(*share_of(fee, leaves.amount)) + " of " +
         (leaves.of_wallet ? "what leaves your wallet" : "all inputs together");
}

std::string fee_in_words(const Plan& plan) {
  const Sat fee = *plan.fee;
  const std::string rate = ", " + grouped(fee / plan.vsize) + " sat/vB";
  if (!plan.leaves) return "The fee is " + coins(fee) + " BTC" + rate + ".";
  return "The fee is " + fee_share_in_words(fee, *plan.leaves) + " (" + coins(fee) + " of " +
         coins(plan.leaves->amount) + " BTC)" + rate + ".";
}

}  // namespace coldquill::bitcoin
