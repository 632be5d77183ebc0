#include <coldquill/model/draft.h>

namespace coldquill {

Draft::Draft(Review review, const Fingerprint& fingerprint, std::vector<SigningJob> jobs,
             std::unique_ptr<const DraftBody> body)
    : review_(std::move(review)),
      fingerprint_(fingerprint),
      jobs_(std::move(jobs)),
      sealed_(SealedDraft::seal(fingerprint_, review_.text(), review_.acknowledgements(), jobs_)),
      id_{sha256(sealed_)},
      body_(std::move(body)) {}

std::optional<ConsentId> Draft::consent_id() const {
  if (jobs_.empty()) return {};
  return id_;
}

Result<Outcome> Draft::attach(std::span<const Signature> signatures) const {
  COLDQUILL_ASSERT(signatures.size() == jobs_.size());
  return body_->attach(signatures);
}

}  // namespace coldquill
