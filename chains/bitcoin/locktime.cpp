#include "locktime.h"

#include <coldquill/base/moment.h>

namespace coldquill::bitcoin {
namespace {

constexpr std::uint64_t day = 86'400;
constexpr std::uint64_t many_days = 90 * day;

// BIP-0065: below this a lock time is a block height, from here on seconds since 1970.
constexpr std::uint32_t first_lock_second = 500'000'000;

// No clock is before this release; nor, if it can be trusted at all, a lifetime behind it.
constexpr std::uint64_t release = 1'796'083'200;  // 2026-12-01
constexpr std::uint64_t last_clock = release + 100 * 365 * day;

// The block of the fourth halving, mined on 2024-04-20 at 00:09:27 UTC. Since then there were some
// 145 blocks a day; this is more.
constexpr std::uint64_t known_height = 840'000;
constexpr std::uint64_t known_time = 1'713'571'767;
constexpr std::uint64_t most_blocks_a_day = 150;
constexpr std::uint64_t seconds_a_block = 600;

std::uint64_t highest_now(std::uint64_t now) {
  return known_height + (now - known_time) * most_blocks_a_day / day;
}

bool is_in_force(const Transaction& tx) {
  const auto is_final = [](const TxIn& input) { return input.sequence == 0xFFFFFFFF; };
  return tx.lock_time != 0 && !std::ranges::all_of(tx.inputs, is_final);
}

Wait wait_of(std::uint64_t seconds) {
  if (seconds <= day) return Wait::little;
  return seconds <= many_days ? Wait::days : Wait::months;
}

// BIP-0068: in blocks, or in units of 512 seconds.
struct RelativeLock {
  std::uint64_t units;
  bool by_time;

  [[nodiscard]] std::uint64_t seconds() const { return units * (by_time ? 512 : seconds_a_block); }
};

std::optional<RelativeLock> relative_lock(const Transaction& tx, std::size_t input) {
  constexpr std::uint32_t disabled = 1u << 31, by_time = 1u << 22, units = 0xFFFF;
  const std::uint32_t sequence = tx.inputs[input].sequence;
  if (tx.version < 2 || (sequence & disabled) != 0 || (sequence & units) == 0) return {};
  return RelativeLock{sequence & units, (sequence & by_time) != 0};
}

std::string counted(std::uint64_t count, const std::string& what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

// "about 455 days"
std::string about(std::uint64_t seconds) {
  constexpr std::uint64_t minute = 60, hour = 3'600;
  if (seconds < hour) return "about " + counted(seconds / minute, "minute");
  if (seconds < day) return "about " + counted(seconds / hour, "hour");
  return "about " + counted(seconds / day, "day");
}

}  // namespace

std::string lock_time_text(const Transaction& tx) {
  if (tx.lock_time == 0) return "none";
  const std::string number = std::to_string(tx.lock_time);
  const std::string moment = tx.lock_time < first_lock_second
                                 ? "block " + number
                                 : utc_text(tx.lock_time) + " (" + number + ")";
  return "not valid before " + moment + (is_in_force(tx) ? "" : ", without effect");
}

Wait wait_for_lock_time(const Transaction& tx, const NetworkRow& network, std::uint64_t clock) {
  constexpr std::uint32_t main_coin = 0;
  if (!is_in_force(tx)) return Wait::little;
  const std::uint64_t now = std::clamp(clock, release, last_clock);
  if (tx.lock_time >= first_lock_second) {
    return tx.lock_time <= now ? Wait::little : wait_of(tx.lock_time - now);
  }
  const std::uint64_t height = highest_now(now);
  if (tx.lock_time <= height || network.network.coin_type != main_coin) return Wait::little;
  return wait_of((tx.lock_time - height) * seconds_a_block);
}

std::string relative_lock_text(const Transaction& tx, std::size_t input) {
  const auto lock = relative_lock(tx, input);
  if (!lock) return {};
  const std::string length =
      lock->by_time ? counted(lock->seconds(), "second") : counted(lock->units, "block");
  return length + " (" + about(lock->seconds()) + ")";
}

std::string sequence_text(const Transaction& tx, std::size_t input) {
  const std::string number = std::to_string(tx.inputs[input].sequence);
  const std::string lock = relative_lock_text(tx, input);
  if (lock.empty()) return number;
  return number + ": cannot be spent for " + lock + " after it was confirmed";
}

Wait wait_for_sequence(const Transaction& tx, std::size_t input) {
  const auto lock = relative_lock(tx, input);
  return lock ? wait_of(lock->seconds()) : Wait::little;
}

bool signals_replacement(const Transaction& tx) {
  return std::ranges::any_of(tx.inputs,
                             [](const TxIn& input) { return input.sequence < 0xFFFFFFFE; });
}

}  // namespace coldquill::bitcoin
