// Consent: a person's yes to exactly one sealed draft.
#pragma once

#include <coldquill/model/sealed_draft.h>

namespace coldquill {

inline constexpr Reason E_OTHER_CONSENT{
    "E_OTHER_CONSENT", Errc::declined,
    "Review the request again, with the same key options, and approve the consent id it shows."};
inline constexpr Reason E_UNACKNOWLEDGED{"E_UNACKNOWLEDGED", Errc::unacknowledged,
                                         "Read the warnings; if you accept what they say, name "
                                         "each with --ack, by its reason, or by its "
                                         "token where several have the same reason."};
inline constexpr Reason E_ACK_NOT_NEEDED{
    "E_ACK_NOT_NEEDED", Errc::usage,
    "Leave out the --ack that nothing asks for; the review lists what it asks for."};

struct Consent {
  ConsentId id;
  std::vector<WarningToken> acknowledgements;  // exactly those that the draft asks for
};

// A sealed draft to which consent was given. It cannot be copied or made in any other way, and it
// is the only thing that a vault signs.
class Approved {
 public:
  // Fails with E_OTHER_CONSENT when the consent names another draft, E_UNACKNOWLEDGED when a
  // warning is not acknowledged, E_ACK_NOT_NEEDED when one is that nothing asks for.
  static Result<Approved> give(SealedDraft draft, const Consent& consent);

  Approved(const Approved&) = delete;
  Approved& operator=(const Approved&) = delete;
  Approved(Approved&&) = default;
  Approved& operator=(Approved&&) = default;

  [[nodiscard]] const SealedDraft& draft() const { return draft_; }
  [[nodiscard]] const ConsentId& consent_id() const { return id_; }

 private:
  Approved(SealedDraft draft, const ConsentId& id) : draft_(std::move(draft)), id_(id) {}

  SealedDraft draft_;
  ConsentId id_;
};

}  // namespace coldquill
