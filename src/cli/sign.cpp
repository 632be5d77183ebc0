#include <coldquill/base/hex.h>

#include "commands.h"
#include "consent.h"
#include "deliver.h"
#include "keys.h"
#include "print.h"
#include "say.h"
#include "session.h"
#include "terminal.h"

#include <unistd.h>

namespace coldquill::cli {
namespace {

std::vector<Delivery> deliveries_of(const Sitting& sitting, const std::vector<Outcome>& outcomes) {
  std::vector<Delivery> out;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const Sitting::Part& part = sitting.parts()[i];
    out.push_back({&part.opened, &outcomes[i],
                   {{"name", part.opened.intake.name},
                    {"fingerprint", to_hex(part.draft.fingerprint().bytes)},
                    {"consent_id", to_hex(part.draft.consent_id()->bytes)}}});
  }
  return out;
}

bool came_from_folder(const std::vector<std::string>& names, const Sitting& sitting) {
  for (const Sitting::Part& part : sitting.parts()) {
    const std::string& path = part.opened.intake.path;
    if (std::ranges::find(names, path) == names.end() && !path.empty() &&
        std::ranges::find(names, path + "/") == names.end()) {
      return true;
    }
  }
  return false;
}

}  // namespace

Result<int> sign(const ReviewOptions& options, const KeyOptions& keys, const SignOptions& how) {
  const bool on_stdin = std::ranges::find(options.payloads, "-") != options.payloads.end();
  CQ_CHECK(check_descriptors(keys, on_stdin));
  CQ_TRY(machine, machine_check(options.strict));
  // Requests first: the scanner starts before any key is in memory.
  CQ_TRY(requests, open_requests(options));
  CQ_TRY(store, keys_to_sign(keys));
  CQ_TRY(vault, store.vault());
  CQ_TRY(context, context_options(options));
  CQ_TRY(sitting, Sitting::prepare(std::move(requests), store, context));
  say_machine(machine);
  if (how.approve.empty()) {
    say(review_text(sitting, options.compare, colours_wanted(STDERR_FILENO)));
  }
  CQ_TRY(consent, ask_consent(sitting, how));
  CQ_TRY(outcomes, sitting.sign(*vault, consent));
  CQ_CHECK(deliver(deliveries_of(sitting, outcomes), how, options.json,
                   came_from_folder(options.payloads, sitting)));
  return 0;
}

}  // namespace coldquill::cli
