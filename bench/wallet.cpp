#include "wallet.h"

#include <coldquill/vault/secret_input.h>
#include <unistd.h>

namespace coldquill::bench {
namespace {

SecretBytes secret_words() {
  int ends[2];
  COLDQUILL_ASSERT(::pipe(ends) == 0);
  COLDQUILL_ASSERT(::write(ends[1], words.data(), words.size()) ==
                   static_cast<ssize_t>(words.size()));
  ::close(ends[1]);
  auto secret = read_secret(ends[0]);
  ::close(ends[0]);
  return *std::move(secret);
}

KeyStore fresh_keys() {
  return KeyStore(*Vault::from_words(secret_words()));
}

}  // namespace

KeyPath path(std::string_view text) {
  return *parse_path(text);
}

KeyFingerprint seed_again() {
  static const SecretBytes secret = secret_words();
  return Vault::from_words(secret)->master_fingerprint();
}

KeyStore& keys() {
  static KeyStore store = fresh_keys();
  return store;
}

void forget_derived_keys() {
  keys() = fresh_keys();
}

const ByteArray<64>& seed() {
  static const auto made = [] {
    ByteArray<64> out{};
    seed_of_words(words, out);
    return out;
  }();
  return made;
}

KeyFingerprint fingerprint() {
  return (*keys().vault())->master_fingerprint();
}

ExtendedPublicKey account(const KeyPath& path) {
  return (*keys().vault())->account_key(path)->key;
}

std::vector<Opened> opened(std::span<const Bytes> requests) {
  std::vector<Opened> out;
  out.reserve(requests.size());
  for (const Bytes& request : requests) {
    Intake intake{"request", "", Origin::standard_input, *unwrap(request)};
    out.push_back(*open(std::move(intake), "", {}));
  }
  return out;
}

std::vector<Outcome> sign(std::vector<Opened> requests) {
  const auto sitting = Sitting::prepare(std::move(requests), keys(), {});
  Consent consent{*sitting->consent_id(), {}};
  for (const Asked& asked : sitting->asked()) consent.acknowledgements.push_back(asked.token);
  return *sitting->sign(**keys().vault(), consent);
}

}  // namespace coldquill::bench
