// The public side of a wallet: which keys are ours.
#pragma once

#include <coldquill/keys/extended_key.h>

#include <map>

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
  KeyOrigin origin;  // from our master key, whole; set for Claim::ours only
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
  [[nodiscard]] const KeyFingerprint& master() const { return master_; }
  [[nodiscard]] const std::vector<AccountKey>& accounts() const { return accounts_; }

  // The hardened path that must be added before the origin can be judged. Empty when the origin
  // does not speak of us or when what is needed is here already.
  [[nodiscard]] std::optional<KeyPath> missing_for(const KeyOrigin& claimed) const;

  [[nodiscard]] Ownership judge(const KeyOrigin& claimed, const PublicKey& key) const;
  // BIP-0371 records name x-only keys.
  [[nodiscard]] Ownership judge(const KeyOrigin& claimed, const ByteArray<32>& x_only) const;

  // Our key at a path from the master key. Empty when no key in here leads there.
  [[nodiscard]] std::optional<PublicKey> key_at(const KeyPath& path) const;

 private:
  template <class Matches>
  Ownership judge_by(const KeyOrigin& claimed, Matches matches) const;
  [[nodiscard]] const AccountKey* account_above(const KeyPath& path) const;
  [[nodiscard]] const ExtendedPublicKey* parent_at(const KeyPath& path) const;

  KeyFingerprint master_{};
  std::vector<AccountKey> accounts_;
  std::map<KeyPath, std::size_t> by_path_;  // places in accounts_
  std::multimap<KeyFingerprint, std::size_t> by_fingerprint_;
  // Extended keys met on the way (receive and change branches), so that a request with a thousand
  // inputs costs one derivation each. Holds public keys only; not for use from two threads.
  mutable std::map<KeyPath, ExtendedPublicKey> branches_;
};

}  // namespace coldquill
