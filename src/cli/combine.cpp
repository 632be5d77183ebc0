#include <coldquill/base/hex.h>

#include "commands.h"
#include "deliver.h"
#include "say.h"
#include "session.h"

namespace coldquill::cli {
namespace {

Result<Opened> merged(std::vector<Opened> copies) {
  Opened all = std::move(copies.front());
  for (std::size_t i = 1; i < copies.size(); ++i) {
    CQ_TRY(next, all.request->combine(*copies[i].request).in(copies[i].intake.name));
    all.request = std::move(next);
  }
  return all;
}

}  // namespace

// Public data only: whoever holds copies of a request can merge them, without keys.
Result<int> combine(const ReviewOptions& options, const SignOptions& how) {
  CQ_CHECK(check_format(how.answer.format));
  CQ_TRY(copies, open_requests(options));
  CQ_TRY(all, merged(std::move(copies)));
  CQ_TRY(answers, all.request->answers());
  const Outcome outcome{std::move(answers), {}};
  const Json extra{{"name", whole_name(all.intake)},
                   {"fingerprint", to_hex(all.request->fingerprint().bytes)}};
  CQ_TRY(results, deliver({{&all, &outcome, extra, "combined"}}, how, options.json));
  if (options.json) put(printed(results.front()));
  if (outcome.answers.front().complete) return 0;
  say("Not complete yet: signatures of others are missing.");
  return static_cast<int>(Errc::incomplete);
}

}  // namespace coldquill::cli
