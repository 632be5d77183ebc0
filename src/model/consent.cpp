#include <coldquill/base/text.h>
#include <coldquill/model/consent.h>

#include <algorithm>

namespace coldquill {
namespace {

std::string listed(std::string text, const std::string& more) {
  return text.empty() ? more : text + ", " + more;
}

// What the draft asks for and the consent does not name.
std::string missing(const SealedDraft& draft, const Consent& consent) {
  std::string out;
  for (const Acknowledgement& needed : draft.acknowledgements()) {
    if (std::ranges::count(consent.acknowledgements, needed.token) > 0) continue;
    out = listed(std::move(out), escape_text(needed.reason) + " (" + needed.token.text() + ")");
  }
  return out;
}

std::string unasked(const SealedDraft& draft, const Consent& consent) {
  std::string out;
  for (const WarningToken& token : consent.acknowledgements) {
    if (std::ranges::count(draft.acknowledgements(), token, &Acknowledgement::token) > 0) continue;
    out = listed(std::move(out), token.text());
  }
  return out;
}

}  // namespace

Result<Approved> Approved::give(SealedDraft draft, const Consent& consent) {
  if (consent.id != draft.consent_id()) {
    return Error(E_OTHER_CONSENT, "what would be signed is not what was consented to");
  }
  const std::string open = missing(draft, consent);
  if (!open.empty()) return Error(E_UNACKNOWLEDGED, "this needs to be acknowledged: " + open);
  const std::string more = unasked(draft, consent);
  if (!more.empty()) return Error(E_ACK_NOT_NEEDED, "nothing asks for: " + more);
  return Approved(std::move(draft), consent.id);
}

}  // namespace coldquill
