#include <coldquill/base/hex.h>
#include <coldquill/flow/snapshot.h>
#include <unistd.h>

#include "commands.h"
#include "consent.h"
#include "deliver.h"
#include "keys.h"
#include "qr_output.h"
#include "say.h"
#include "session.h"
#include "terminal.h"

namespace coldquill::cli {
namespace {

constexpr Reason E_EACH_APPROVED{
    "E_EACH_APPROVED", Errc::usage,
    "Sign several payloads together with one --approve, or one at a time, each with its own."};

// What all the sittings of one call share.
struct Signing {
  const ReviewOptions& options;
  const SignOptions& how;
  const Vault& vault;
  Snapshot& before;  // taken again after each delivery: our own answers are no news
};

// What was read is signed, not what lies there by now.
void say_changes(const Snapshot& before) {
  for (const std::string& change : before.changes()) {
    say("Since it was read, " + change + ". What is signed is what was shown.");
  }
}

std::vector<Delivery> deliveries_of(const Sitting& sitting, const std::vector<Outcome>& outcomes) {
  std::vector<Delivery> out;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const Sitting::Part& part = sitting.parts()[i];
    out.push_back({&part.opened,
                   &outcomes[i],
                   {{"name", whole_name(part.opened.intake)},
                    {"fingerprint", to_hex(part.draft.fingerprint().bytes)},
                    {"consent_id", to_hex(part.draft.consent_id()->bytes)}}});
  }
  return out;
}

// Shows, asks, signs and writes.
Result<std::vector<Json>> sit(const Sitting& sitting, const Signing& signing) {
  const std::string& challenge = signing.options.compare;
  // Where standard error is a terminal, the conversation shows it there.
  if (!signing.how.approve && ::isatty(STDERR_FILENO) != 1) say(review_text(sitting, challenge));
  CQ_TRY(consent, ask_consent(sitting, signing.how, challenge));
  say_changes(signing.before);
  CQ_TRY(outcomes, sitting.sign(signing.vault, consent));
  auto results = deliver(deliveries_of(sitting, outcomes), signing.how, signing.options.json);
  signing.before = Snapshot(signing.options.payloads);
  return results;
}

Result<int> sign_together(const Sitting& sitting, const Signing& signing) {
  CQ_TRY(results, sit(sitting, signing));
  if (!signing.options.json) return 0;
  put(printed(joined(std::move(results), {{"consent_id", to_hex(sitting.consent_id()->bytes)}})));
  return 0;
}

// A no to one says nothing about the others; any other failure ends it all. What was signed before
// is written already.
Result<int> sign_each(const std::vector<Sitting>& sittings, const Signing& signing) {
  std::vector<Json> all;
  bool any_signed = false;
  std::optional<Error> declined;
  for (const Sitting& sitting : sittings) {
    auto results = sit(sitting, signing);
    if (results) {
      any_signed = true;
      if (signing.options.json) all.push_back(std::move(results->front()));
      continue;
    }
    if (results.error().reason() != E_DECLINED.id) return std::move(results).error();
    declined = std::move(results).error();
    say(sitting.parts().front().opened.intake.name + ": " + declined->what());
  }
  if (!any_signed && declined) return *std::move(declined);
  if (signing.options.json)
    put(printed(sittings.size() == 1 ? all.front() : Json{{"payloads", all}}));
  return declined ? static_cast<int>(Errc::declined) : 0;
}

Result<std::vector<Sitting>> one_for_each(std::vector<Opened> requests, KeyStore& keys,
                                          const ContextOptions& context) {
  std::vector<Sitting> out;
  for (Opened& opened : requests) {
    std::vector<Opened> one;
    one.push_back(std::move(opened));
    CQ_TRY(sitting, Sitting::prepare(std::move(one), keys, context));
    out.push_back(std::move(sitting));
  }
  return out;
}

// Whoever scanned the request with a camera has the other machine at hand to scan the answer.
SignOptions shown_to_camera(SignOptions how, const std::vector<Opened>& requests, bool json) {
  const bool scanned = requests.front().intake.origin == Origin::camera;
  const bool terminal = ::isatty(STDERR_FILENO) == 1;
  if (scanned && terminal && !json && how.out.empty() && !wants_qr(how.qr)) how.qr.show = true;
  return how;
}

Result<void> check_call(const ReviewOptions& options, const SignOptions& how) {
  CQ_CHECK(check_consent(how));
  CQ_CHECK(check_format(how.answer.format));
  if (how.each && how.approve && options.payloads.size() > 1) {
    return Error(E_EACH_APPROVED, "--each asks for one consent after the other");
  }
  return {};
}

}  // namespace

Result<int> sign(const ReviewOptions& options, const KeyOptions& keys, const SignOptions& given) {
  CQ_CHECK(check_call(options, given));
  CQ_TRY(machine, machine_check(options));
  CQ_TRY(context, context_options(options));
  // Requests first: the scanner starts before any key is in memory.
  Snapshot before(options.payloads);
  CQ_TRY(requests, open_requests(options));
  const SignOptions how = shown_to_camera(given, requests, options.json);
  CQ_CHECK(check_destinations(requests, how));
  if (!how.approve) CQ_CHECK(check_screen());
  CQ_TRY(store, open_keys(keys));
  CQ_TRY(vault, store.vault());
  say_machine(machine);
  const Signing signing{options, how, *vault, before};
  if (!how.each) {
    CQ_TRY(sitting, Sitting::prepare(std::move(requests), store, context));
    return sign_together(sitting, signing);
  }
  CQ_TRY(sittings, one_for_each(std::move(requests), store, context));
  return sign_each(sittings, signing);
}

}  // namespace coldquill::cli
