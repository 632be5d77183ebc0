#include <coldquill/base/text.h>
#include <coldquill/model/consent.h>

namespace coldquill {
namespace {

bool holds(const std::vector<std::string>& ids, const std::string& id) {
  return std::ranges::find(ids, id) != ids.end();
}

std::string listed(const std::vector<std::string>& ids, const std::vector<std::string>& but) {
  std::string out;
  for (const std::string& id : ids) {
    if (!holds(but, id)) out += (out.empty() ? "" : ", ") + escape_text(id);
  }
  return out;
}

}  // namespace

Result<Approved> Approved::give(SealedDraft draft, const Consent& consent) {
  if (consent.id != draft.consent_id()) {
    return Error(E_OTHER_CONSENT, "what would be signed is not what was consented to");
  }
  const auto missing = listed(draft.acknowledgements(), consent.acknowledgements);
  if (!missing.empty()) {
    return Error(E_UNACKNOWLEDGED, "this needs to be acknowledged: " + missing);
  }
  const auto unasked = listed(consent.acknowledgements, draft.acknowledgements());
  if (!unasked.empty()) return Error(E_ACK_NOT_NEEDED, "nothing asks for: " + unasked);
  return Approved(std::move(draft), consent.id);
}

}  // namespace coldquill
