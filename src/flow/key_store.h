// KeyStore: the keys that a sitting works with: a vault, the public side of a wallet, or none.
#pragma once

#include <coldquill/model/request.h>
#include <coldquill/vault/vault.h>
#include <coldquill/vault/wallet_file.h>

namespace coldquill {

inline constexpr Reason E_NEEDS_KEYS{
    "E_NEEDS_KEYS", Errc::key,
    "Give the keys: --words-fd, --stateless, or --wallet with its password."};

class KeyStore {
 public:
  KeyStore() = default;  // no keys
  explicit KeyStore(Vault vault);
  // For reviews: enough to recognise what belongs to the accounts in it, and never to sign.
  explicit KeyStore(const WalletEntry& entry);

  [[nodiscard]] bool empty() const { return ring_.empty(); }
  [[nodiscard]] const KeyRing& ring() const { return ring_; }
  // Fails with E_NEEDS_KEYS when there is only a public side, or nothing.
  [[nodiscard]] Result<const Vault*> vault() const;

  // Adds the extended public keys at these paths. Without a vault what is not there stays away.
  Result<void> add(std::span<const KeyPath> paths);
  // Adds what is needed to judge every key origin of a request.
  Result<void> prepare_for(const Family& family, const Request& request);
  // Derives the keys that a request names, once all accounts are there.
  void derive_for(const Request& request);
  // The accounts of one number in all forms and networks of a family.
  static std::vector<KeyPath> account_paths(const Family& family, std::uint32_t account);

 private:
  std::optional<Vault> vault_;
  KeyRing ring_;
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
