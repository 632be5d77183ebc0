#include <coldquill/vault/mnemonic.h>
#include <coldquill/vault/vault.h>

#include <map>

#include "private_key.h"
#include "sign.h"

namespace coldquill {

// The master key, and the parents of keys that were used: the thousand inputs of one wallet lie
// under two of them.
class Vault::Keys {
 public:
  explicit Keys(ExtendedPrivateKey master) : master_(std::move(master)) {}

  [[nodiscard]] const ExtendedPrivateKey& master() const { return master_; }

  [[nodiscard]] Result<ExtendedPrivateKey> derive(const KeyPath& path) {
    std::optional<ExtendedPrivateKey> key;
    if (path.empty()) {
      key = master_.descendant({});
    } else if (const ExtendedPrivateKey* parent = parent_of(path)) {
      key = parent->child(path.back());
    }
    if (!key) return Error(E_BAD_KEY_PATH, "no key exists there", to_string(path));
    return *std::move(key);
  }

 private:
  static constexpr std::size_t most_parents = 64;

  const ExtendedPrivateKey* parent_of(const KeyPath& path) {
    const KeyPath above(path.begin(), path.end() - 1);
    if (const auto known = parents_.find(above); known != parents_.end()) return &known->second;
    auto parent = master_.descendant(above);
    if (!parent) return nullptr;
    if (parents_.size() == most_parents) parents_.clear();
    return &parents_.emplace(above, *std::move(parent)).first->second;
  }

  ExtendedPrivateKey master_;
  std::map<KeyPath, ExtendedPrivateKey> parents_;
};

Vault::Vault(std::unique_ptr<Keys> keys) : keys_(std::move(keys)) {}
Vault::Vault(Vault&&) noexcept = default;
Vault& Vault::operator=(Vault&&) noexcept = default;
Vault::~Vault() = default;

Result<Vault> Vault::from_words(const SecretBytes& words, const SecretBytes* passphrase) {
  CQ_TRY(seed, seed_of_words(words, passphrase));
  auto master = ExtendedPrivateKey::master(seed.view(VaultAccess{}));
  if (!master) return Error(E_BAD_WORDS, "BIP-0032 declares this seed invalid");
  return Vault(std::make_unique<Keys>(*std::move(master)));
}

KeyFingerprint Vault::master_fingerprint() const {
  return keys_->master().public_key().fingerprint();
}

Result<AccountKey> Vault::account_key(const KeyPath& path) const {
  CQ_TRY(key, keys_->derive(path));
  return AccountKey{path, key.public_key()};
}

Result<Signature> Vault::sign_one(const SigningJob& job) const {
  if (job.key.origin.fingerprint != master_fingerprint()) {
    return Error(E_NOT_OUR_KEY, "a key of another wallet is asked for", job.key.origin.text());
  }
  CQ_TRY(key, keys_->derive(job.key.origin.path));
  if (key.public_key().key != job.key.public_key) {
    return Error(E_KEY_MISMATCH, "the key at this path is another one", job.key.origin.text());
  }
  return sign_job(key.secret(VaultAccess{}), job);
}

Result<std::vector<Signature>> Vault::sign(const Approved& approved) const {
  const SealedDraft& draft = approved.draft();
  if (draft.consent_id() != approved.consent_id()) {
    return Error(E_OTHER_CONSENT, "what would be signed is not what was consented to");
  }
  std::vector<Signature> signatures;
  for (const SigningJob& job : draft.jobs()) {
    CQ_TRY(signature, sign_one(job));
    signatures.push_back(std::move(signature));
  }
  return signatures;
}

}  // namespace coldquill
