// A wallet for tests: its words, its public keys, its signatures.
#pragma once

#include <coldquill/model/request.h>
#include <coldquill/script/output_script.h>
#include <coldquill/vault/vault.h>

namespace coldquill::test {

KeyPath path(std::string_view text);

class Wallet {
 public:
  explicit Wallet(std::string_view words);
  // "abandon ... about": the words of BIP-0084 and BIP-0086.
  static const Wallet& abandon();
  // Somebody else's.
  static const Wallet& zoo();

  [[nodiscard]] const Vault& vault() const { return vault_; }
  [[nodiscard]] KeyFingerprint fingerprint() const { return vault_.master_fingerprint(); }
  [[nodiscard]] PublicKey key(const KeyPath& path) const;
  [[nodiscard]] Bytes script(const KeyPath& path, SingleKeyForm form) const;

  // What a front end hands to prepare: the account keys that these origins call for.
  [[nodiscard]] Context context(const std::vector<KeyOrigin>& origins) const;

  // Everything is consented to and acknowledged.
  [[nodiscard]] std::vector<Signature> sign(const Draft& draft) const;

 private:
  Vault vault_;
};

// The whole road of a payload: decoded, with the keys it calls for, resolved.
template <class F>
Result<Draft> prepare_for(const Wallet& wallet, const Payload& payload,
                          std::optional<std::string> network = {}) {
  CQ_TRY(tx, F::decode(payload));
  Context context = wallet.context(F::key_origins(tx));
  context.network = std::move(network);
  return RequestOf<F>(tx).prepare(context);
}

// The value of the only fact with this name; empty when there is none or more than one.
std::string fact(const Review& review, std::string_view name);
std::vector<const Fact*> facts(const Review& review, std::string_view name);
bool warns(const Review& review, std::string_view reason);
bool asks(const Review& review, std::string_view reason);  // for an acknowledgement

}  // namespace coldquill::test
