#include <coldquill/base/parallel.h>
#include <coldquill/vault/mnemonic.h>
#include <coldquill/vault/vault.h>

#include <map>
#include <mutex>

#include "private_key.h"
#include "sign.h"
#include "sodium.h"

namespace coldquill {

namespace {

// Signatures that are worth a thread of their own.
constexpr std::size_t jobs_in_a_slice = 16;

}  // namespace

// The master key, and the parents of keys that were used: the thousand inputs of one wallet lie
// under two of them.
class Vault::Keys {
 public:
  explicit Keys(ExtendedPrivateKey master)
      : master_(std::move(master)), fingerprint_(master_.public_key().fingerprint()) {}

  [[nodiscard]] const KeyFingerprint& fingerprint() const { return fingerprint_; }

  [[nodiscard]] Result<ExtendedPrivateKey> derive(const KeyPath& path) {
    std::optional<ExtendedPrivateKey> key;
    if (path.empty()) {
      key = master_.descendant({});
    } else if (const ExtendedPrivateKey* parent = parent_of(path)) {
      key = parent->child(path.back());
    }
    if (!key) return no_key_at(path);
    return *std::move(key);
  }

  // The private key alone: whoever verifies with the public one learns what deriving it would tell.
  // From any thread.
  [[nodiscard]] Result<SecretBytes> secret_at(const KeyPath& path) {
    const std::lock_guard lock(mutex_);
    if (path.empty()) return SecretBytes(master_.secret(VaultAccess{}), VaultAccess{});
    const ExtendedPrivateKey* parent = parent_of(path);
    auto secret = parent == nullptr ? std::nullopt : parent->child_secret(path.back());
    if (!secret) return no_key_at(path);
    return *std::move(secret);
  }

 private:
  static constexpr std::size_t most_parents = 64;

  static Error no_key_at(const KeyPath& path) {
    return {E_BAD_KEY_PATH, "no key exists there", to_string(path)};
  }

  const ExtendedPrivateKey* parent_of(const KeyPath& path) {
    const KeyPath above(path.begin(), path.end() - 1);
    if (const auto known = parents_.find(above); known != parents_.end()) return &known->second;
    auto parent = master_.descendant(above);
    if (!parent) return nullptr;
    if (parents_.size() == most_parents) parents_.clear();
    return &parents_.emplace(above, *std::move(parent)).first->second;
  }

  std::mutex mutex_;
  ExtendedPrivateKey master_;
  KeyFingerprint fingerprint_;
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
  return keys_->fingerprint();
}

Result<AccountKey> Vault::account_key(const KeyPath& path) const {
  CQ_TRY(key, keys_->derive(path));
  return AccountKey{path, key.public_key()};
}

Result<Signature> Vault::sign_one(const SigningJob& job) const {
  const StackWiper wiper;
  if (job.key.origin.fingerprint != master_fingerprint()) {
    return Error(E_NOT_OUR_KEY, "a key of another wallet is asked for", job.key.origin.text());
  }
  CQ_TRY(secret, keys_->secret_at(job.key.origin.path));
  const ByteView octets = secret.view(VaultAccess{});
  auto signature = sign_job(octets, job);
  if (!signature && public_key_of(octets) != job.key.public_key) {
    return Error(E_KEY_MISMATCH, "the key at this path is another one", job.key.origin.text());
  }
  return signature;
}

Result<std::vector<Signature>> Vault::sign(const Approved& approved) const {
  const SealedDraft& draft = approved.draft();
  if (draft.consent_id() != approved.consent_id()) {
    return Error(E_OTHER_CONSENT, "what would be signed is not what was consented to");
  }
  const std::vector<SigningJob>& jobs = draft.jobs();
  std::vector<std::optional<Result<Signature>>> made(jobs.size());
  in_parallel(jobs.size(), jobs_in_a_slice, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) made[i] = sign_one(jobs[i]);
  });
  std::vector<Signature> signatures;
  for (auto& one : made) {
    CQ_TRY(signature, *std::move(one));
    signatures.push_back(std::move(signature));
  }
  return signatures;
}

}  // namespace coldquill
