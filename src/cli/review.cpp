#include <unistd.h>

#include "commands.h"
#include "keys.h"
#include "print.h"
#include "say.h"
#include "session.h"
#include "terminal.h"

namespace coldquill::cli {

Result<std::vector<Opened>> open_requests(const ReviewOptions& options) {
  CQ_TRY(previous, read_previous(options.previous));
  CQ_TRY(list, open_all(options.payloads, options.as, previous));
  for (const std::string& name : list.skipped) say("Skipped, no request: " + name);
  return std::move(list.requests);
}

Result<std::vector<MachineWarning>> machine_check(bool strict) {
  auto warnings = machine_warnings();
  if (strict && !warnings.empty()) return Error(E_MACHINE, warnings.front().text);
  return warnings;
}

void say_machine(const std::vector<MachineWarning>& warnings) {
  for (const MachineWarning& warning : warnings) say(warning.reason + ": " + warning.text);
}

Result<int> review(const ReviewOptions& options, const KeyOptions& keys) {
  const bool on_stdin = std::ranges::find(options.payloads, "-") != options.payloads.end();
  CQ_CHECK(check_descriptors(keys, on_stdin));
  CQ_TRY(machine, machine_check(options.strict));
  // Requests first: the scanner starts before any key is in memory.
  CQ_TRY(requests, open_requests(options));
  CQ_TRY(store, keys_to_review(keys));
  CQ_TRY(context, context_options(options));
  CQ_TRY(sitting, Sitting::prepare(std::move(requests), store, context));
  if (options.json) {
    put(review_json(sitting, machine).dump(2) + "\n");
  } else {
    say_machine(machine);
    put(review_text(sitting, options.compare, colours_wanted(STDOUT_FILENO)));
  }
  return 0;
}

}  // namespace coldquill::cli
