#include <coldquill/model/draft.h>

#include <set>

namespace coldquill {

Digest32 hash_of(std::span<const SigningJob> jobs) {
  Sha256 hash;
  for (const SigningJob& job : jobs) hash.put(job.key.public_key.bytes()).put(job.digest);
  return hash.digest();
}

WarningToken token_of(const Fingerprint& fingerprint, const Digest32& jobs,
                      const Warning& warning) {
  constexpr std::uint8_t end = 0;
  Sha256 hash;
  hash.put(view_of(warning_tag)).put(fingerprint.bytes).put(jobs);
  hash.put(view_of(warning.reason)).put({&end, 1}).put(view_of(warning.text));
  const Digest32 digest = hash.digest();
  return {array_of<16>(ByteView(digest).first(16))};
}

std::vector<Acknowledgement> acknowledgements_of(const Review& review,
                                                 const Fingerprint& fingerprint,
                                                 std::span<const SigningJob> jobs) {
  const Digest32 hash = hash_of(jobs);
  std::set<WarningToken> seen;
  std::vector<Acknowledgement> out;
  for (const Warning& warning : review.warnings()) {
    const WarningToken token = token_of(fingerprint, hash, warning);
    if (warning.acknowledge && seen.insert(token).second) out.push_back({warning.reason, token});
  }
  return out;
}

Draft::Draft(Review review, std::string_view text, const Fingerprint& fingerprint,
             std::vector<SigningJob> jobs, std::unique_ptr<const DraftBody> body)
    : review_(std::move(review)),
      fingerprint_(fingerprint),
      jobs_(std::move(jobs)),
      sealed_(SealedDraft::seal(fingerprint_, text, acknowledgements(), jobs_)),
      id_{sha256(sealed_)},
      body_(std::move(body)) {}

std::vector<Acknowledgement> Draft::acknowledgements() const {
  return acknowledgements_of(review_, fingerprint_, jobs_);
}

std::optional<ConsentId> Draft::consent_id() const {
  if (jobs_.empty()) return {};
  return id_;
}

Result<Outcome> Draft::attach(std::span<const Signature> signatures) const {
  COLDQUILL_ASSERT(signatures.size() == jobs_.size());
  return body_->attach(signatures);
}

}  // namespace coldquill
