#include <coldquill/base/parallel.h>
#include <coldquill/keys/key_ring.h>

namespace coldquill {
namespace {

// Enough for the accounts that are searched for requests that name no keys, two branches of eight
// of them with 1,000 keys each, and for the largest request beside them: searched once, they are
// not derived again for the next request. Some 12 MiB.
constexpr std::size_t most_derived = 40'000;

// Derivations that are worth a thread of their own.
constexpr std::size_t keys_in_a_slice = 32;

// A branch and an index below hardened steps.
bool is_ordinary(const KeyPath& path) {
  return !path.empty() && !is_hardened(path.back()) &&
         path.size() <= hardened_part(path).size() + 2;
}

bool is_same(const PublicKey& own, ByteView key) {
  return key.size() == 32 ? equal(own.x_only(), key) : equal(own.bytes(), key);
}

KeyPath joined(const KeyPath& front, const KeyPath& back) {
  KeyPath out = front;
  out.insert(out.end(), back.begin(), back.end());
  return out;
}

}  // namespace

void KeyRing::add(AccountKey account) {
  if (!by_path_.emplace(account.path, accounts_.size()).second) return;
  by_fingerprint_.emplace(account.key.fingerprint(), accounts_.size());
  accounts_.push_back(std::move(account));
  // Other rings may not know that account. What was derived before holds true here too.
  if (derived_.use_count() > 1) derived_ = std::make_shared<Derived>(*derived_);
}

// The nearest extended key from which public steps alone lead to the path.
const AccountKey* KeyRing::account_above(const KeyPath& path) const {
  for (KeyPath above = path;; above.pop_back()) {
    const auto found = by_path_.find(above);
    if (found != by_path_.end()) return &accounts_[found->second];
    if (above.empty() || is_hardened(above.back())) return nullptr;
  }
}

std::optional<KeyPath> KeyRing::missing_for(const KeyOrigin& claimed) const {
  if (empty() || (claimed.fingerprint != master_ && !claimed.fingerprint.unknown())) return {};
  if (account_above(claimed.path) != nullptr) return {};
  return hardened_part(claimed.path);
}

// Found among what was derived before, or one step below such a key. The keys stay where they are
// while their step below is sought: a map moves nothing.
const ExtendedPublicKey* KeyRing::extended_at(const KeyPath& path) const {
  if (const auto account = by_path_.find(path); account != by_path_.end()) {
    return &accounts_[account->second].key;
  }
  if (const auto known = derived_->find(path); known != derived_->end()) return &known->second;
  if (path.empty() || is_hardened(path.back())) return nullptr;
  const ExtendedPublicKey* parent = extended_at({path.begin(), path.end() - 1});
  if (parent == nullptr) return nullptr;
  const auto child = parent->child(path.back());
  if (!child) return nullptr;
  return &derived_->emplace(path, *child).first->second;
}

std::optional<PublicKey> KeyRing::key_at(const KeyPath& path) const {
  if (account_above(path) == nullptr) return {};
  if (derived_->size() >= most_derived && !derived_->contains(path)) derived_->clear();
  const ExtendedPublicKey* found = extended_at(path);
  if (found == nullptr) return {};
  return found->key;
}

void KeyRing::derive(std::span<const KeyPath> paths) {
  struct Leaf {
    const KeyPath& path;
    const ExtendedPublicKey* parent;
    std::optional<ExtendedPublicKey> key{};
  };
  std::vector<Leaf> leaves;
  for (const KeyPath& path : paths) {
    if (leaves.size() + derived_->size() >= most_derived) break;
    if (!is_ordinary(path) || account_above(path) == nullptr || derived_->contains(path)) continue;
    const ExtendedPublicKey* parent = extended_at({path.begin(), path.end() - 1});
    if (parent != nullptr) leaves.push_back({path, parent});
  }
  in_parallel(leaves.size(), keys_in_a_slice, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      leaves[i].key = leaves[i].parent->child(leaves[i].path.back());
    }
  });
  for (const Leaf& leaf : leaves) {
    if (leaf.key) derived_->emplace(leaf.path, *leaf.key);
  }
}

// A lie is a path of ours that leads to another key. Where we cannot walk (the public side of a
// wallet knows a few accounts only) nothing is said.
Ownership KeyRing::judge(const KeyOrigin& claimed, ByteView key) const {
  Ownership judged;
  const auto try_path = [&](const KeyPath& path, bool names_us) {
    const auto own = key_at(path);
    if (own && is_same(*own, key)) {
      judged = {Claim::ours, {master_, path}, own};
    } else if (own && names_us) {
      judged.claim = Claim::false_;
    }
    return judged.claim == Claim::ours;
  };
  if (empty()) return judged;
  const bool names_master = claimed.fingerprint == master_;
  const bool master_meant = names_master || claimed.fingerprint.unknown();
  if (master_meant && try_path(claimed.path, names_master)) return judged;
  const auto [first, last] = by_fingerprint_.equal_range(claimed.fingerprint);
  for (auto account = first; account != last; ++account) {
    if (try_path(joined(accounts_[account->second].path, claimed.path), true)) return judged;
  }
  return judged;
}

}  // namespace coldquill
