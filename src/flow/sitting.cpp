#include <coldquill/base/text.h>
#include <coldquill/flow/sitting.h>

#include <map>
#include <set>

namespace coldquill {
namespace {

constexpr std::string_view joint_tag = "coldquill joint consent 1";

bool holds(const std::vector<WarningToken>& tokens, const WarningToken& token) {
  return std::ranges::find(tokens, token) != tokens.end();
}

// The part of the acknowledgements that this draft asks for.
std::vector<WarningToken> asked_by(const Draft& draft, const std::vector<WarningToken>& given) {
  std::vector<WarningToken> out;
  for (const Acknowledgement& needed : draft.acknowledgements()) {
    if (holds(given, needed.token)) out.push_back(needed.token);
  }
  return out;
}

std::string listed(const std::vector<Asked>& asked) {
  std::string out;
  for (const Asked& one : asked) {
    out += (out.empty() ? "" : ", ") + one.warning->reason + " (" + one.token.text() + ")";
  }
  return out;
}

// A token names one warning, a reason all that have it.
std::vector<Asked> meant_by(const std::string& word, const std::vector<Asked>& all) {
  std::vector<Asked> out;
  for (const Asked& one : all) {
    if (one.warning->reason == word || one.token.text() == to_lower(word)) out.push_back(one);
  }
  return out;
}

// Both stand for the same: one answer is enough.
bool same_question(const Warning& a, const Warning& b) {
  return a.reason == b.reason && !a.subject.empty() && a.subject == b.subject;
}

std::optional<Money> sum_of(const std::vector<Asked>& about) {
  if (about.size() < 2) return {};
  std::optional<Money> out;
  for (const Asked& asked : about) {
    const auto& money = asked.warning->money;
    if (!money || money->maybe_id || (out && money->unit != out->unit)) return {};
    if (!out) {
      out = money;
      continue;
    }
    out->unlimited = out->unlimited || money->unlimited;
    if (out->unlimited) continue;
    const auto sum = out->amount.plus(money->amount);
    if (!sum) return {};
    out->amount = *sum;
  }
  return out;
}

// Whether a network takes it as it is: then it takes coins or a nonce.
bool moves_coins(const Review& review) {
  return !review.used().empty();
}

// The request's own content. Of what moves no coins, as a message, also every key with what it
// signs: two keys may sign one message, and two tellings of one payment are one too many.
Bytes what_is_signed(const Draft& draft) {
  Bytes out = to_bytes(draft.fingerprint().bytes);
  if (moves_coins(draft.review())) return out;
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

std::vector<Asked> Sitting::asked() const {
  std::vector<Asked> out;
  std::set<WarningToken> seen;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const Draft& draft = parts_[i].draft;
    const Digest32 jobs = hash_of(draft.jobs());
    for (const Warning& warning : draft.review().warnings()) {
      if (!warning.acknowledge) continue;
      const WarningToken token = token_of(draft.fingerprint(), jobs, warning);
      if (seen.insert(token).second) out.push_back({i, &warning, token});
    }
  }
  return out;
}

std::vector<Question> Sitting::questions(const std::vector<WarningToken>& given) const {
  std::vector<Question> out;
  for (const Asked& asked : this->asked()) {
    if (holds(given, asked.token)) continue;
    const auto same = std::ranges::find_if(out, [&](const Question& question) {
      return same_question(*question.about.front().warning, *asked.warning);
    });
    if (same != out.end()) {
      same->about.push_back(asked);
    } else {
      out.push_back({asked.warning->reason, {asked}, {}});
    }
  }
  for (Question& question : out) question.sum = sum_of(question.about);
  return out;
}

Result<std::vector<WarningToken>> Sitting::named(const std::vector<std::string>& words) const {
  const std::vector<Asked> all = asked();
  std::vector<std::vector<Asked>> meant;
  for (const std::string& word : words) {
    meant.push_back(meant_by(word, all));
    if (!meant.back().empty()) continue;
    return Error(E_ACK_NOT_NEEDED, "nothing asks for " + escape_text(word) +
                                       "; asked for: " + (all.empty() ? "none" : listed(all)));
  }
  std::vector<WarningToken> out;
  for (const std::vector<Asked>& one : meant) {
    if (one.size() > 1) {
      return Error(E_UNACKNOWLEDGED, std::to_string(one.size()) + " warnings have the reason " +
                                         one.front().warning->reason +
                                         "; name each by its token: " + listed(one));
    }
    if (!holds(out, one.front().token)) out.push_back(one.front().token);
  }
  return out;
}

std::vector<std::string> Sitting::remarks() const {
  std::map<std::string, std::vector<std::string>> users;
  std::set<Digest32> seen;
  for (const Part& part : parts_) {
    if (!seen.insert(part.draft.fingerprint().bytes).second) continue;  // a copy, not a rival
    for (const std::string& what : part.draft.review().used()) {
      users[what].push_back(part.opened.intake.name);
    }
  }
  std::vector<std::string> out;
  for (const auto& [what, names] : users) {
    if (names.size() < 2) continue;
    std::string all;
    for (const std::string& name : names) all += (all.empty() ? "" : " and ") + name;
    out.push_back(all + " use " + what + ": only one of them can take effect");
  }
  return out;
}

Result<void> Sitting::check_keys() const {
  for (const Part& part : parts_) {
    if (part.draft.jobs().empty()) {
      return Error(E_NO_KEY_ASKED, "no signature of these keys is asked for",
                   part.opened.intake.name);
    }
  }
  return {};
}

Result<void> Sitting::check(const Consent& consent) const {
  CQ_CHECK(check_keys());
  if (consent.id != consent_id()) {
    return Error(E_OTHER_CONSENT, "what would be signed is not what was consented to");
  }
  std::vector<Asked> missing;
  std::vector<WarningToken> all;
  for (const Asked& one : asked()) {
    all.push_back(one.token);
    if (!holds(consent.acknowledgements, one.token)) missing.push_back(one);
  }
  for (const WarningToken& token : consent.acknowledgements) {
    if (!holds(all, token)) return Error(E_ACK_NOT_NEEDED, "nothing asks for " + token.text());
  }
  if (missing.empty()) return {};
  return Error(E_UNACKNOWLEDGED, "this needs to be acknowledged: " + listed(missing));
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
