#include "outputs.h"

namespace coldquill::bitcoin {
namespace {

// What nodes ask of a pay-to-anchor output that is not empty (Bitcoin Core, GetDustThreshold).
constexpr Sat most_in_an_anchor = 240;

}  // namespace

Spenders takers_of(const TxOut& output) {
  if (output.value == 0) return Spenders::by_rule;
  const bool anchor = is_pay_to_anchor(output.script) && output.value <= most_in_an_anchor;
  return anchor ? Spenders::by_rule : spenders_of(output.script);
}

}  // namespace coldquill::bitcoin
