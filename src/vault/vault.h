// The vault: private keys, and signatures for what was consented to.
#pragma once

#include <coldquill/keys/key_ring.h>
#include <coldquill/model/consent.h>
#include <coldquill/vault/secret.h>

#include <memory>

namespace coldquill {

inline constexpr Reason E_BAD_KEY_PATH{"E_BAD_KEY_PATH", Errc::key,
                                       "No key exists at this path: use the next index."};
inline constexpr Reason E_NOT_OUR_KEY{"E_NOT_OUR_KEY", Errc::not_ours,
                                      "Open the wallet that the request was made for."};
inline constexpr Reason E_KEY_MISMATCH{
    "E_KEY_MISMATCH", Errc::refused,
    "The request says that a key is yours, and it is another's. "
    "Do not sign it elsewhere either; look at the online wallet."};
inline constexpr Reason E_SIGNATURE_FAULT{
    "E_SIGNATURE_FAULT", Errc::bug,
    "A signature did not verify, so none was given out: the machine's memory may be faulty."};

// Opened by words; nothing of it is ever written anywhere. One thread at a time.
class Vault {
 public:
  // Words as in normal_words (mnemonic.h); nullptr for no passphrase.
  // Fails with E_BAD_WORDS, E_WORDS_CHECKSUM or E_BAD_PASSPHRASE.
  static Result<Vault> from_words(const SecretBytes& words,
                                  const SecretBytes* passphrase = nullptr);

  Vault(const Vault&) = delete;
  Vault& operator=(const Vault&) = delete;
  Vault(Vault&&) noexcept;
  Vault& operator=(Vault&&) noexcept;
  ~Vault();

  [[nodiscard]] KeyFingerprint master_fingerprint() const;

  // The extended public key at a path from the master key, hardened steps included. Fails with
  // E_BAD_KEY_PATH beyond depth 255 and at the rare steps that BIP-0032 declares invalid.
  [[nodiscard]] Result<AccountKey> account_key(const KeyPath& path) const;

  // One signature for each job of the draft, in their order: all of them or none. The consent id is
  // computed again; each key is derived again; each signature is verified with the public key or
  // taproot output of its job (a recoverable one by recovery) before the first is given out. Many
  // are made on several threads.
  // Fails with E_OTHER_CONSENT, E_NOT_OUR_KEY, E_KEY_MISMATCH, E_BAD_KEY_PATH, E_MALFORMED (a
  // taproot output beside another scheme, or a taproot scheme without one) or E_SIGNATURE_FAULT.
  [[nodiscard]] Result<std::vector<Signature>> sign(const Approved& approved) const;

 private:
  class Keys;
  explicit Vault(std::unique_ptr<Keys> keys);
  [[nodiscard]] Result<Signature> sign_one(const SigningJob& job) const;

  std::unique_ptr<Keys> keys_;
};

}  // namespace coldquill
