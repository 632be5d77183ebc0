// The public side of a wallet: which keys are ours.
#pragma once

#include <coldquill/keys/extended_key.h>

#include <map>
#include <memory>

namespace coldquill {

// An extended public key of ours and its path from the master key.
struct AccountKey {
  KeyPath path;
  ExtendedPublicKey key;
};

// What a key origin in a request turned out to be.
enum class Claim {
  ours,     // the public key re-derives from our own keys
  foreign,  // nobody says that it is ours
  false_,   // it carries our fingerprint, and the key does not re-derive: a lie or a broken file
};

struct Ownership {
  Claim claim = Claim::foreign;
  // For Claim::ours only: from our master key, whole, and what was derived there.
  KeyOrigin origin;
  std::optional<PublicKey> key;
};

// A key counts as ours only when its public key re-derives from an extended public key in here: at
// the stated path under the master fingerprint or under fingerprint 00000000, or, with a relative
// path, under the fingerprint of an account key (Electrum writes this when given a bare zpub).
class KeyRing {
 public:
  KeyRing() = default;  // no keys: everything is foreign
  explicit KeyRing(KeyFingerprint master) : master_(master) {}

  void add(AccountKey account);
  [[nodiscard]] bool empty() const { return accounts_.empty(); }
  [[nodiscard]] bool has(const KeyPath& account) const { return by_path_.contains(account); }
  [[nodiscard]] const KeyFingerprint& master() const { return master_; }
  [[nodiscard]] const std::vector<AccountKey>& accounts() const { return accounts_; }

  // The hardened path that must be added before the origin can be judged. Empty when the origin
  // does not speak of us or when what is needed is here already.
  [[nodiscard]] std::optional<KeyPath> missing_for(const KeyOrigin& claimed) const;

  // key: a compressed public key (33 octets) or an x-only one, which BIP-0371 records name (32).
  // It may be no point of the curve: then it is not ours.
  [[nodiscard]] Ownership judge(const KeyOrigin& claimed, ByteView key) const;

  // Derives the keys at these paths now, on several threads when they are many, so that key_at and
  // judge find them. Paths that lie more than a branch below their account are left for later.
  void derive(std::span<const KeyPath> paths);

  // Our key at a path from the master key. Empty when no key in here leads there.
  [[nodiscard]] std::optional<PublicKey> key_at(const KeyPath& path) const;

 private:
  using Derived = std::map<KeyPath, ExtendedPublicKey>;

  [[nodiscard]] const AccountKey* account_above(const KeyPath& path) const;
  [[nodiscard]] const ExtendedPublicKey* extended_at(const KeyPath& path) const;

  KeyFingerprint master_{};
  std::vector<AccountKey> accounts_;
  std::map<KeyPath, std::size_t> by_path_;  // places in accounts_
  std::multimap<KeyFingerprint, std::size_t> by_fingerprint_;
  // Every extended key met on the way, so that none is derived twice: not the branch above a
  // thousand inputs, nor the key of a thousand requests. Copies of a ring share it until one of
  // them learns a new account. Public keys only; not for use from two threads.
  std::shared_ptr<Derived> derived_ = std::make_shared<Derived>();
};

}  // namespace coldquill
