// Sitting: one or several requests, reviewed together, consented to once, signed all or none.
#pragma once

#include <coldquill/flow/key_store.h>
#include <coldquill/flow/open.h>

namespace coldquill {

inline constexpr Reason E_NO_KEY_ASKED{"E_NO_KEY_ASKED", Errc::not_ours,
                                       "Nothing in this request is for these keys, or they have "
                                       "signed it already: look at its review; "
                                       "check the words, the passphrase and the account."};

inline constexpr Reason E_SAME_REQUEST{"E_SAME_REQUEST", Errc::refused,
                                       "Give each request once: twice it would be counted, and "
                                       "perhaps paid, twice. When each needs an "
                                       "answer of its own, sign them with --each."};

class Sitting {
 public:
  // Resolves and describes every request. Fails with E_SAME_REQUEST when two of them ask for
  // signatures and have one fingerprint; of messages only when they also ask the same keys.
  static Result<Sitting> prepare(std::vector<Opened> requests, KeyStore& keys,
                                 const ContextOptions& options);

  struct Part {
    Opened opened;
    Draft draft;
  };
  [[nodiscard]] const std::vector<Part>& parts() const { return parts_; }

  // Of one request: that of its draft. Of several: SHA-256 over a tag and theirs in order. Empty
  // when no key of ours is asked for anywhere.
  [[nodiscard]] std::optional<ConsentId> consent_id() const;
  // Reason ids that consent must name, each once.
  [[nodiscard]] std::vector<std::string> acknowledgements() const;

  // Fails with E_ACK_NOT_NEEDED when one is given that no part asks for.
  [[nodiscard]] Result<void> nothing_unasked(const std::vector<std::string>& given) const;

  // One outcome for each part, in their order; all or none. Parts that ask for no key of ours are
  // E_NO_KEY_ASKED. Nothing is signed before everything is checked, and missing acknowledgements
  // are all named at once. Fails as Approved::give and Vault::sign do.
  [[nodiscard]] Result<std::vector<Outcome>> sign(const Vault& vault, const Consent& consent) const;

 private:
  [[nodiscard]] Result<void> check_distinct() const;
  // Everything that signing asks for and that can be known before.
  [[nodiscard]] Result<void> check(const Consent& consent) const;

  std::vector<Part> parts_;
};

}  // namespace coldquill
