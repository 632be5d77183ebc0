// Which fees are worth a word, and which a question (docs/fees.md has the table and the sources).
#pragma once

#include <coldquill/bitcoin/tx.h>

namespace coldquill::bitcoin {

// Each is exceeded by more than what stands here. Shares in per cent, rates in sat per virtual
// byte.
struct FeeLimits {
  std::uint64_t told_share, asked_share;
  std::uint64_t told_rate, asked_rate;
  Sat asked_amount;
  std::uint64_t asked_share_of_inputs;
  // A share says nothing about a small payment: it counts from one of these on.
  std::uint64_t share_counts_from_rate;
  Sat share_counts_from_amount;
};

inline constexpr FeeLimits fee_limits{
    .told_share = 5,    // Electrum, electrum/simple_config.py: FEE_RATIO_HIGH_WARNING 0.05
    .asked_share = 10,  // ours
    .told_rate = 600,   // Electrum, electrum/simple_config.py: FEERATE_WARNING_HIGH_FEE 600 sat/vB
    // Ours, a tenth of what Bitcoin Core does not pass (src/node/transaction.h, -maxfeerate:
    // 0.10 BTC/kvB): only for hours of a few days were blocks filled at more than that.
    .asked_rate = 1'000,
    .asked_amount = 10'000'000,   // Bitcoin Core, src/wallet/wallet.h, -maxtxfee: 0.10 BTC
    .asked_share_of_inputs = 50,  // ours, whatever the sum: then most of it is thrown away
    .share_counts_from_rate = 20,
    .share_counts_from_amount = 20'000,
};

enum class FeeConcern { none, told, asked };

// leaves: what leaves the wallet, if anything does besides the fee. vsize > 0.
FeeConcern judge_fee(Sat fee, const std::optional<Leaving>& leaves, std::uint64_t vsize);

// "The fee is 83.05 % of what leaves your wallet (0.049 of 0.059 BTC), 34,751 sat/vB."
std::string fee_in_words(const Plan& plan);

// "83.05 % of what leaves your wallet"
std::string fee_share_in_words(Sat fee, const Leaving& leaves);

}  // namespace coldquill::bitcoin
