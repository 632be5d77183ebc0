#include "wallet.h"

#include <support/must.h>
#include <vault_testing.h>

namespace coldquill::test {

KeyPath path(std::string_view text) {
  return must(parse_path(text));
}

Wallet::Wallet(std::string_view words)
    : vault_(must(Vault::from_words(vault_testing::secret_of(words)))) {}

const Wallet& Wallet::abandon() {
  static const Wallet wallet(
      "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon "
      "about");
  return wallet;
}

const Wallet& Wallet::zoo() {
  static const Wallet wallet("zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong");
  return wallet;
}

PublicKey Wallet::key(const KeyPath& at) const {
  return must(vault_.account_key(at)).key.key;
}

Bytes Wallet::script(const KeyPath& at, SingleKeyForm form) const {
  return single_key_script(form, key(at));
}

Context Wallet::context(const std::vector<KeyOrigin>& origins) const {
  Context context{KeyRing(fingerprint()), {}, {}, {}};
  context.keys.add(must(vault_.account_key(path("m/84'/0'/0'"))));
  for (const KeyOrigin& origin : origins) {
    const auto missing = context.keys.missing_for(origin);
    if (!missing) continue;
    auto key = vault_.account_key(*missing);
    if (key) context.keys.add(*std::move(key));
  }
  return context;
}

std::vector<Signature> Wallet::sign(const Draft& draft) const {
  Consent consent{draft.consent_id().value(), {}};
  for (const Acknowledgement& needed : draft.acknowledgements()) {
    consent.acknowledgements.push_back(needed.token);
  }
  const auto approved = must(Approved::give(must(SealedDraft::open(draft.seal())), consent));
  return must(vault_.sign(approved));
}

std::vector<const Fact*> facts(const Review& review, std::string_view name) {
  std::vector<const Fact*> out;
  for (const Fact& fact : review.facts()) {
    if (fact.name == name) out.push_back(&fact);
  }
  return out;
}

std::string fact(const Review& review, std::string_view name) {
  const auto found = facts(review, name);
  return found.size() == 1 ? found.front()->value : std::string();
}

bool warns(const Review& review, std::string_view reason) {
  return std::ranges::any_of(review.warnings(),
                             [&](const Warning& warning) { return warning.reason == reason; });
}

bool asks(const Review& review, std::string_view reason) {
  return std::ranges::any_of(review.warnings(), [&](const Warning& warning) {
    return warning.reason == reason && warning.acknowledge;
  });
}

}  // namespace coldquill::test
