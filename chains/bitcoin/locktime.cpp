#include "locktime.h"

#include <coldquill/base/moment.h>

namespace coldquill::bitcoin {
namespace {

// BIP-0065: below this a lock time is a block height, from here on seconds since 1970.
constexpr std::uint32_t first_lock_second = 500'000'000;

}  // namespace

std::string lock_time_text(const Transaction& tx) {
  const bool final = std::ranges::all_of(
      tx.inputs, [](const TxIn& input) { return input.sequence == 0xFFFFFFFF; });
  if (tx.lock_time == 0) return "none";
  std::string text;
  if (tx.lock_time < first_lock_second) {
    text = "not before block " + std::to_string(tx.lock_time);
  } else {
    text = "not before " + utc_text(tx.lock_time) + " (" + std::to_string(tx.lock_time) + ")";
  }
  return final ? text + ", without effect" : text;
}

bool is_replaceable(const Transaction& tx) {
  return std::ranges::any_of(tx.inputs,
                             [](const TxIn& input) { return input.sequence < 0xFFFFFFFE; });
}

}  // namespace coldquill::bitcoin
