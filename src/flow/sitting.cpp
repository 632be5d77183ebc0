#include <coldquill/flow/sitting.h>

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

Result<void> nothing_unasked(const std::vector<std::string>& asked,
                             const std::vector<std::string>& given) {
  for (const std::string& id : given) {
    if (std::ranges::find(asked, id) == asked.end()) {
      return Error(E_ACK_NOT_NEEDED, "an acknowledgement is given that nothing asks for");
    }
  }
  return {};
}

}  // namespace

Result<Sitting> Sitting::prepare(std::vector<Opened> requests, KeyStore& keys,
                                 const ContextOptions& options) {
  Sitting sitting;
  for (Opened& opened : requests) {
    CQ_TRY(context, context_for(keys, *opened.family, *opened.request, options));
    CQ_TRY(draft, opened.request->prepare(context).in(opened.intake.name));
    sitting.parts_.push_back({std::move(opened), std::move(draft)});
  }
  return sitting;
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

Result<std::vector<Outcome>> Sitting::sign(const Vault& vault, const Consent& consent) const {
  for (const Part& part : parts_) {
    if (part.draft.jobs().empty()) {
      return Error(E_NO_KEY_ASKED, "no signature of these keys is asked for",
                   part.opened.intake.name);
    }
  }
  if (consent.id != consent_id()) {
    return Error(E_OTHER_CONSENT, "what would be signed is not what was consented to");
  }
  CQ_CHECK(nothing_unasked(acknowledgements(), consent.acknowledgements));
  std::vector<Outcome> outcomes;
  for (const Part& part : parts_) {
    // The seam: whoever holds keys sees these bytes, never the request.
    CQ_TRY(sealed, SealedDraft::open(part.draft.seal()));
    CQ_TRY(approved, Approved::give(std::move(sealed),
                                    {*part.draft.consent_id(),
                                     asked_by(part.draft, consent.acknowledgements)}));
    CQ_TRY(signatures, vault.sign(approved));
    CQ_TRY(outcome, part.draft.attach(signatures));
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

}  // namespace coldquill
