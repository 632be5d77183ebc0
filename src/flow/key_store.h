// KeyStore: the keys that a sitting works with: a vault, the public side of a wallet, or none.
#pragma once

#include <coldquill/model/request.h>
#include <coldquill/vault/vault.h>
#include <coldquill/vault/wallet_file.h>

#include <chrono>

namespace coldquill {

inline constexpr Reason E_NEEDS_KEYS{
    "E_NEEDS_KEYS", Errc::key,
    "Give the keys: --words-fd, --stateless, or --wallet with its password."};

inline constexpr Reason E_SITTING_TIME{
    "E_SITTING_TIME", Errc::over_limit,
    "Sign fewer requests at a time: name some of the files, or put them into several folders."};

// For all requests of one sitting, until the last one is decided: a day of slow ones is nobody's
// wish.
inline constexpr std::chrono::seconds time_for_a_sitting(300);

class KeyStore {
 public:
  using Clock = std::chrono::steady_clock;

  KeyStore() = default;  // no keys
  explicit KeyStore(Vault vault);
  // For reviews: enough to recognise what belongs to the accounts in it, and never to sign.
  explicit KeyStore(const WalletEntry& entry);

  [[nodiscard]] bool empty() const { return ring_.empty(); }
  [[nodiscard]] const KeyRing& ring() const { return ring_; }
  // Of what follows from these keys: a wallet file that stays closed may have been changed.
  [[nodiscard]] Source source() const { return source_; }
  // Fails with E_NEEDS_KEYS when there is only a public side, or nothing.
  [[nodiscard]] Result<const Vault*> vault() const;

  // Adds the extended public keys at these paths. Without a vault what is not there stays away.
  Result<void> add(std::span<const KeyPath> paths);
  // Adds what is needed to judge every key origin of a request. Fails with E_TOO_LARGE when all
  // requests so far name keys of more accounts than a second is enough for.
  Result<void> prepare_for(const Family& family, const Request& request);
  // Before each request. Fails with E_SITTING_TIME when the first one is longer ago than that.
  Result<void> check_time(Clock::time_point now);
  // Derives the keys that a request names, once all accounts are there.
  void derive_for(const Request& request);
  // The accounts of one number in all forms and networks of a family.
  static std::vector<KeyPath> account_paths(const Family& family, std::uint32_t account);

 private:
  std::optional<Vault> vault_;
  KeyRing ring_;
  std::size_t steps_ = 0;     // hardened ones that requests asked for
  std::size_t requests_ = 0;  // that were begun
  Clock::time_point begun_{};
  Source source_ = Source::proven;
};

// What the person said about where to look, made into a context.
struct ContextOptions {
  std::optional<std::string> network;
  std::optional<std::uint32_t> account;
  std::vector<KeyPath> paths;
};

// The context in which a request is decided. Adds keys to the store where the request asks.
Result<Context> context_for(KeyStore& keys, const Family& family, const Request& request,
                            const ContextOptions& options);

}  // namespace coldquill
