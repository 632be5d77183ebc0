// Draft: a request, decided upon and described, not yet consented to.
#pragma once

#include <coldquill/model/payload.h>
#include <coldquill/model/review.h>
#include <coldquill/model/sealed_draft.h>

#include <memory>

namespace coldquill {

// A request with our signatures in it, in the forms that its family gives.
struct Outcome {
  std::vector<Answer> answers;  // the first is what whoever asked expects
  std::vector<CarriedSignature> signatures;
};

// The family's side of a draft: its transaction and plan, unknown to everybody else.
class DraftBody {
 public:
  virtual ~DraftBody() = default;
  [[nodiscard]] virtual Result<Outcome> attach(std::span<const Signature> signatures) const = 0;
};

// SHA-256 over each public key (33 octets) and digest: what is asked for, whatever it is called.
Digest32 hash_of(std::span<const SigningJob> jobs);
// As WarningToken has it.
WarningToken token_of(const Fingerprint& fingerprint, const Digest32& jobs, const Warning& warning);
// Of the warnings that consent must name, each once, in their order.
std::vector<Acknowledgement> acknowledgements_of(const Review& review,
                                                 const Fingerprint& fingerprint,
                                                 std::span<const SigningJob> jobs);

// Made by Request::prepare alone (request.h), from one plan: review and jobs cannot come from two.
class Draft {
 public:
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  Draft(Draft&&) = default;
  Draft& operator=(Draft&&) = default;

  [[nodiscard]] const Review& review() const { return review_; }
  [[nodiscard]] const Fingerprint& fingerprint() const { return fingerprint_; }
  [[nodiscard]] const std::vector<SigningJob>& jobs() const { return jobs_; }
  // Empty when no key of ours is asked for: there is nothing to consent to.
  [[nodiscard]] std::optional<ConsentId> consent_id() const;
  [[nodiscard]] std::vector<Acknowledgement> acknowledgements() const;
  // As SealedDraft lays it out.
  [[nodiscard]] const Bytes& seal() const { return sealed_; }

  // Puts signatures in, one for each job and in their order, and gives the answers.
  [[nodiscard]] Result<Outcome> attach(std::span<const Signature> signatures) const;

 private:
  template <class F>
  friend class RequestOf;
  // text: of the review.
  Draft(Review review, std::string_view text, const Fingerprint& fingerprint,
        std::vector<SigningJob> jobs, std::unique_ptr<const DraftBody> body);

  Review review_;
  Fingerprint fingerprint_;
  std::vector<SigningJob> jobs_;
  Bytes sealed_;
  ConsentId id_;
  std::unique_ptr<const DraftBody> body_;
};

}  // namespace coldquill
