#include <coldquill/keys/key_ring.h>

namespace coldquill {
namespace {

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
}

// The nearest extended key from which public steps alone lead to the path.
const AccountKey* KeyRing::account_above(const KeyPath& path) const {
  const std::size_t hard = hardened_part(path).size();
  for (std::size_t length = path.size() + 1; length-- > hard;) {
    const auto found =
        by_path_.find({path.begin(), path.begin() + static_cast<std::ptrdiff_t>(length)});
    if (found != by_path_.end()) return &accounts_[found->second];
  }
  return nullptr;
}

std::optional<KeyPath> KeyRing::missing_for(const KeyOrigin& claimed) const {
  if (empty() || (claimed.fingerprint != master_ && !claimed.fingerprint.unknown())) return {};
  if (account_above(claimed.path) != nullptr) return {};
  return hardened_part(claimed.path);
}

const ExtendedPublicKey* KeyRing::parent_at(const KeyPath& path) const {
  if (const auto known = branches_.find(path); known != branches_.end()) return &known->second;
  const AccountKey* account = account_above(path);
  if (account == nullptr) return nullptr;
  const auto key = account->key.descendant(std::span(path).subspan(account->path.size()));
  if (!key) return nullptr;
  return &branches_.emplace(path, *key).first->second;
}

std::optional<PublicKey> KeyRing::key_at(const KeyPath& path) const {
  const auto account = by_path_.find(path);
  if (account != by_path_.end()) return accounts_[account->second].key.key;
  if (path.empty() || is_hardened(path.back())) return {};
  const ExtendedPublicKey* parent = parent_at({path.begin(), path.end() - 1});
  if (parent == nullptr) return {};
  const auto child = parent->child(path.back());
  if (!child) return {};
  return child->key;
}

// A lie is a path of ours that leads to another key. Where we cannot walk (the public side of a
// wallet knows a few accounts only) nothing is said.
template <class Matches>
Ownership KeyRing::judge_by(const KeyOrigin& claimed, Matches matches) const {
  Ownership judged;
  const auto try_path = [&](const KeyPath& path, bool names_us) {
    const auto key = key_at(path);
    if (key && matches(*key)) {
      judged = {Claim::ours, {master_, path}};
    } else if (key && names_us) {
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

Ownership KeyRing::judge(const KeyOrigin& claimed, const PublicKey& key) const {
  return judge_by(claimed, [&](const PublicKey& own) { return own == key; });
}

Ownership KeyRing::judge(const KeyOrigin& claimed, const ByteArray<32>& x_only) const {
  return judge_by(claimed, [&](const PublicKey& own) { return own.x_only() == x_only; });
}

}  // namespace coldquill
