// Locks: from when on a transaction can be confirmed (BIP-0065, BIP-0068).
#pragma once

#include <coldquill/bitcoin/networks.h>
#include <coldquill/script/transaction.h>

namespace coldquill::bitcoin {

// How long a lock may hold from now on, as far as that can be told offline.
enum class Wait {
  little,  // no more than a day, no lock at all, or nobody can tell
  days,    // more than a day
  months,  // more than 90 days
};

// The lock time, in words: "not valid before block 840000".
std::string lock_time_text(const Transaction& tx);
// clock: seconds since 1970 as the machine has them, 0 when it does not. It may be wrong: a moment
// before this release counts as that of the release. Heights are guessed from it, for the main
// network alone: never too low, so that what wallets write against fee sniping (the height of now)
// is no long wait.
Wait wait_for_lock_time(const Transaction& tx, const NetworkRow& network, std::uint64_t clock);

// The sequence number, and what it means as a relative lock: "144: cannot be spent for 144 blocks
// (about 1 day) after it was confirmed". When that was is not known here, so it counts as now.
std::string sequence_text(const Transaction& tx, std::size_t input);
Wait wait_for_sequence(const Transaction& tx, std::size_t input);
// "144 blocks (about 1 day)", of an input with a relative lock.
std::string relative_lock_text(const Transaction& tx, std::size_t input);

// BIP-0125.
bool signals_replacement(const Transaction& tx);

}  // namespace coldquill::bitcoin
