#include <coldquill/base/hex.h>

#include "commands.h"
#include "deliver.h"
#include "say.h"
#include "session.h"

namespace coldquill::cli {

// Public data only: whoever holds copies of a request can merge them, without keys.
Result<int> combine(const ReviewOptions& options, const SignOptions& how) {
  CQ_TRY(requests, open_requests(options));
  Opened merged = std::move(requests.front());
  for (std::size_t i = 1; i < requests.size(); ++i) {
    CQ_TRY(next, merged.request->combine(*requests[i].request).in(requests[i].intake.name));
    merged.request = std::move(next);
  }
  CQ_TRY(answers, merged.request->answers());
  const Outcome outcome{std::move(answers), {}};
  const Delivery delivery{&merged, &outcome,
                          {{"name", merged.intake.name},
                           {"fingerprint", to_hex(merged.request->fingerprint().bytes)}}};
  CQ_CHECK(deliver({delivery}, how, options.json, false));
  return outcome.answers.front().complete || !how.answer.final
             ? 0
             : static_cast<int>(Errc::incomplete);
}

}  // namespace coldquill::cli
