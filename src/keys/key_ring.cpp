#include <coldquill/keys/key_ring.h>

namespace coldquill {
namespace {

bool starts_with(const KeyPath& path, const KeyPath& prefix) {
  return path.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), path.begin());
}

KeyPath joined(const KeyPath& front, const KeyPath& back) {
  KeyPath out = front;
  out.insert(out.end(), back.begin(), back.end());
  return out;
}

}  // namespace

void KeyRing::add(AccountKey account) {
  const auto same = std::ranges::find(accounts_, account.path, &AccountKey::path);
  if (same == accounts_.end()) accounts_.push_back(std::move(account));
}

std::optional<KeyPath> KeyRing::missing_for(const KeyOrigin& claimed) const {
  if (empty() || (claimed.fingerprint != master_ && !claimed.fingerprint.unknown())) return {};
  const KeyPath needed = hardened_part(claimed.path);
  const bool here = std::ranges::any_of(accounts_, [&](const AccountKey& account) {
    return starts_with(claimed.path, account.path) && account.path.size() >= needed.size();
  });
  if (here) return {};
  return needed;
}

const ExtendedPublicKey* KeyRing::parent_at(const KeyPath& path) const {
  if (const auto known = branches_.find(path); known != branches_.end()) return &known->second;
  for (const AccountKey& account : accounts_) {
    if (!starts_with(path, account.path)) continue;
    const auto key = account.key.descendant(std::span(path).subspan(account.path.size()));
    if (key) return &branches_.emplace(path, *key).first->second;
  }
  return nullptr;
}

std::optional<PublicKey> KeyRing::key_at(const KeyPath& path) const {
  for (const AccountKey& account : accounts_) {
    if (account.path == path) return account.key.key;
  }
  if (path.empty() || is_hardened(path.back())) return {};
  const ExtendedPublicKey* parent = parent_at({path.begin(), path.end() - 1});
  if (parent == nullptr) return {};
  const auto child = parent->child(path.back());
  if (!child) return {};
  return child->key;
}

template <class Matches>
Ownership KeyRing::judge_by(const KeyOrigin& claimed, Matches matches) const {
  if (empty()) return {};
  const auto is_here = [&](const KeyPath& path) {
    const auto key = key_at(path);
    return key && matches(*key);
  };
  const bool names_master = claimed.fingerprint == master_;
  if ((names_master || claimed.fingerprint.unknown()) && is_here(claimed.path)) {
    return {Claim::ours, {master_, claimed.path}};
  }
  bool names_account = false;
  for (const AccountKey& account : accounts_) {
    if (account.key.fingerprint() != claimed.fingerprint) continue;
    names_account = true;
    const KeyPath path = joined(account.path, claimed.path);
    if (is_here(path)) return {Claim::ours, {master_, path}};
  }
  return {names_master || names_account ? Claim::false_ : Claim::foreign, {}};
}

Ownership KeyRing::judge(const KeyOrigin& claimed, const PublicKey& key) const {
  return judge_by(claimed, [&](const PublicKey& own) { return own == key; });
}

Ownership KeyRing::judge(const KeyOrigin& claimed, const ByteArray<32>& x_only) const {
  return judge_by(claimed, [&](const PublicKey& own) { return own.x_only() == x_only; });
}

}  // namespace coldquill
