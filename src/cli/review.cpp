#include <unistd.h>

#include "commands.h"
#include "keys.h"
#include "print.h"
#include "say.h"
#include "session.h"
#include "terminal.h"

namespace coldquill::cli {

Result<int> review(const ReviewOptions& options, const KeyOptions& keys) {
  CQ_TRY(machine, machine_check(options));
  CQ_TRY(context, context_options(options));
  // Requests first: the scanner starts before any key is in memory.
  CQ_TRY(requests, open_requests(options));
  CQ_TRY(store, keys_to_review(keys));
  CQ_TRY(sitting, Sitting::prepare(std::move(requests), store, context));
  if (options.json) {
    put(printed(review_json(sitting, machine, options.compare)));
  } else {
    say_machine(machine);
    put(::isatty(STDOUT_FILENO) == 1
            ? painted(sitting_rows(sitting, options.compare, window().columns), terminal_colours())
            : review_text(sitting, options.compare));
  }
  return 0;
}

}  // namespace coldquill::cli
