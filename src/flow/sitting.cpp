#include <coldquill/base/text.h>
#include <coldquill/flow/sitting.h>

#include <map>

namespace coldquill {
namespace {

constexpr std::string_view joint_tag = "coldquill joint consent 1";

// The part of the acknowledgements that this draft asks for.
std::vector<std::string> asked_by(const Draft& draft, const std::vector<std::string>& given) {
  std::vector<std::string> out;
  for (const std::string& id : draft.review().acknowledgements()) {
    if (std::ranges::find(given, id) != given.end()) out.push_back(id);
  }
  return out;
}

std::string joined(const std::vector<std::string>& ids) {
  std::string out;
  for (const std::string& id : ids) out += (out.empty() ? "" : ", ") + escape_text(id);
  return out;
}

// The ids that stand in one list and not in the other.
std::string named_but_not_in(const std::vector<std::string>& ids,
                             const std::vector<std::string>& other) {
  std::vector<std::string> out;
  for (const std::string& id : ids) {
    if (std::ranges::find(other, id) == other.end()) out.push_back(id);
  }
  return joined(out);
}

// The request's own content. Of what moves no coins, as a message, also every key with what it
// signs: two keys may sign one message, and two tellings of one payment are one too many.
Bytes what_is_signed(const Draft& draft) {
  Bytes out = to_bytes(draft.fingerprint().bytes);
  if (draft.review().has("fee")) return out;
  for (const SigningJob& job : draft.jobs()) {
    append(out, job.key.public_key.bytes());
    append(out, job.digest);
  }
  return out;
}

Result<Outcome> sign_part(const Draft& draft, const Vault& vault, const Consent& consent) {
  // The seam: whoever holds keys sees these bytes, never the request.
  CQ_TRY(sealed, SealedDraft::open(draft.seal()));
  const Consent to_this{*draft.consent_id(), asked_by(draft, consent.acknowledgements)};
  CQ_TRY(approved, Approved::give(std::move(sealed), to_this));
  CQ_TRY(signatures, vault.sign(approved));
  return draft.attach(signatures);
}

}  // namespace

Result<Sitting> Sitting::prepare(std::vector<Opened> requests, KeyStore& keys,
                                 const ContextOptions& options) {
  Sitting sitting;
  sitting.parts_.reserve(requests.size());
  for (Opened& opened : requests) {
    CQ_TRY(context, context_for(keys, *opened.family, *opened.request, options));
    CQ_TRY(draft, opened.request->prepare(context).in(opened.intake.name));
    sitting.parts_.push_back({std::move(opened), std::move(draft)});
  }
  CQ_CHECK(sitting.check_distinct());
  return sitting;
}

Result<void> Sitting::check_distinct() const {
  std::map<Bytes, const Part*> seen;
  for (const Part& part : parts_) {
    if (part.draft.jobs().empty()) continue;
    const auto [other, fresh] = seen.emplace(what_is_signed(part.draft), &part);
    if (fresh) continue;
    return Error(E_SAME_REQUEST, "this is the same request as " + other->second->opened.intake.name,
                 part.opened.intake.name);
  }
  return {};
}

std::optional<ConsentId> Sitting::consent_id() const {
  if (parts_.size() == 1) return parts_.front().draft.consent_id();
  Sha256 hash;
  hash.put(view_of(joint_tag));
  bool any = false;
  for (const Part& part : parts_) {
    const auto id = part.draft.consent_id();
    any = any || id.has_value();
    hash.put(id.value_or(ConsentId{}).bytes);
  }
  if (!any) return {};
  return ConsentId{hash.digest()};
}

std::vector<std::string> Sitting::acknowledgements() const {
  std::vector<std::string> out;
  for (const Part& part : parts_) {
    for (std::string& id : part.draft.review().acknowledgements()) {
      if (std::ranges::find(out, id) == out.end()) out.push_back(std::move(id));
    }
  }
  return out;
}

Result<void> Sitting::nothing_unasked(const std::vector<std::string>& given) const {
  const auto unasked = named_but_not_in(given, acknowledgements());
  if (unasked.empty()) return {};
  std::string asked = joined(acknowledgements());
  if (asked.empty()) asked = "none";
  return Error(E_ACK_NOT_NEEDED, "nothing asks for " + unasked + "; asked for: " + asked);
}

Result<void> Sitting::check(const Consent& consent) const {
  for (const Part& part : parts_) {
    if (part.draft.jobs().empty()) {
      return Error(E_NO_KEY_ASKED, "no signature of these keys is asked for",
                   part.opened.intake.name);
    }
  }
  if (consent.id != consent_id()) {
    return Error(E_OTHER_CONSENT, "what would be signed is not what was consented to");
  }
  CQ_CHECK(nothing_unasked(consent.acknowledgements));
  const auto missing = named_but_not_in(acknowledgements(), consent.acknowledgements);
  if (missing.empty()) return {};
  return Error(E_UNACKNOWLEDGED, "this needs to be acknowledged: " + missing);
}

Result<std::vector<Outcome>> Sitting::sign(const Vault& vault, const Consent& consent) const {
  CQ_CHECK(check(consent));
  std::vector<Outcome> outcomes;
  outcomes.reserve(parts_.size());
  for (const Part& part : parts_) {
    CQ_TRY(outcome, sign_part(part.draft, vault, consent).in(part.opened.intake.name));
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

}  // namespace coldquill
