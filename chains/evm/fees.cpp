#include "fees.h"

#include <coldquill/evm/reasons.h>

namespace coldquill::evm {
namespace {

constexpr std::uint64_t one_coin = 1'000'000'000'000'000'000;  // coin_decimals zeros
constexpr std::uint64_t one_gwei = 1'000'000'000;

// A share of what is paid in hundredths of a per cent; and what part of a fee that is high in
// itself is small change, whatever its share: small payments are honest, too.
constexpr std::uint64_t high_share = 1'000;
constexpr std::uint64_t small_change = one_coin / 100;

// What part of it is too much where no coins are paid: no share tells what the call is worth.
constexpr unsigned of_a_call = 10;

// Of a network that is not in the table.
constexpr std::uint32_t high_fee_elsewhere = 1;

// From twice on a share is no part of anything, and is told as a number of times.
std::string share_of_payment_text(const FeeFacts& fee, const Unit& unit) {
  const std::string paid = "the " + amount_text(fee.value, unit) + " that is paid";
  const Uint256 times = *fee.most.scaled(1, fee.value);
  if (times >= Uint256(2)) return times.text() + " times " + paid;
  return share_text(*share_of(fee.most, fee.value)) + " of " + paid;
}

std::optional<std::string> share_cause(const FeeFacts& fee, std::uint32_t coins, const Unit& unit) {
  if (fee.value.zero() || fee.most <= *Uint256(small_change).times(coins)) return {};
  const auto share = share_of(fee.most, fee.value);
  if (share && *share <= high_share) return {};
  return share_of_payment_text(fee, unit);
}

std::optional<std::string> call_cause(const FeeFacts& fee, std::uint32_t coins, const Unit& unit) {
  const Uint256 bound = *Uint256(one_coin / of_a_call).times(coins);
  if (!fee.value.zero() || fee.most <= bound) return {};
  return "where no coins are paid, and " + amount_text(bound, unit) + " is more than a call needs";
}

std::optional<std::string> price_cause(const FeeFacts& fee, const NetworkRow* network) {
  if (network == nullptr) return {};
  const Uint256 bound = *Uint256(network->high_price).times(one_gwei);
  if (fee.price <= bound) return {};
  return "at " + in_unit(fee.price, gwei_decimals) + " gwei a gas, where " +
         std::to_string(network->high_price) + " is more than the network ever needs";
}

}  // namespace

std::optional<PlanWarning> high_fee(std::optional<std::uint64_t> chain_id, const FeeFacts& fee) {
  const NetworkRow* network = chain_id ? network_of_chain(*chain_id) : nullptr;
  const std::uint32_t coins = network == nullptr ? high_fee_elsewhere : network->high_fee;
  const Uint256 bound = *Uint256(one_coin).times(coins);
  Unit unit = coin_unit(chain_id);
  const auto share = share_cause(fee, coins, unit);
  const auto call = call_cause(fee, coins, unit);
  const auto price = price_cause(fee, network);
  if (fee.most < bound && !share && !call && !price) return {};
  std::string text = "the fee may be as high as " + amount_text(fee.most, unit);
  if (share) text += ", " + *share;
  if (call) text += ", " + *call;
  if (price) text += ", " + *price;
  return PlanWarning{
      &E_EVM_FEE_HIGH,
      std::move(text),
      true,
      {},
      Money{.amount = fee.most, .unit = std::move(unit), .role = MoneyRole::fee, .at_most = true}};
}

}  // namespace coldquill::evm
