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

// One warning of one of the requests, that consent must name.
struct Asked {
  std::size_t part;  // of the sitting
  const Warning* warning;
  WarningToken token;
};

// What is asked with one question: one warning, or the same reason about the same subject in
// several requests.
struct Question {
  std::string reason;
  std::vector<Asked> about;
  std::optional<Money> sum;  // of several, where each names an amount
};

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

  // Every warning that consent must name, in order; each token once.
  [[nodiscard]] std::vector<Asked> asked() const;
  // The questions about what is not acknowledged yet, in order.
  [[nodiscard]] std::vector<Question> questions(const std::vector<WarningToken>& given) const;
  // Fails with E_NO_KEY_ASKED when a part asks for no key of ours.
  [[nodiscard]] Result<void> check_keys() const;
  // The warnings that these words name: each a token in hexadecimal, or a reason id that one
  // warning alone has. Fails with E_ACK_NOT_NEEDED for what nothing asks for, and E_UNACKNOWLEDGED,
  // which names all tokens, for a reason that several have.
  [[nodiscard]] Result<std::vector<WarningToken>> named(
      const std::vector<std::string>& words) const;

  // What is true of several requests together: coins or nonces that two of them use. Sentences.
  [[nodiscard]] std::vector<std::string> remarks() const;

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
