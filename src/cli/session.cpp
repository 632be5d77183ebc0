#include "session.h"

#include <coldquill/vault/secret.h>

#include "say.h"

namespace coldquill::cli {

Result<std::vector<Opened>> open_requests(const ReviewOptions& options) {
  CQ_TRY(previous, read_previous(options.previous));
  CQ_TRY(list, open_all(options.payloads, options.as, previous));
  for (const std::string& name : list.skipped) say("Skipped, no request: " + name);
  return std::move(list.requests);
}

std::vector<MachineWarning> machine_warnings(const std::vector<MachineWarning>& found) {
  std::vector<MachineWarning> out = found;
  for (MachineWarning& warning : network_warnings()) out.push_back(std::move(warning));
  if (!memory_report().locked) {
    out.push_back({"E_MEMORY_NOT_LOCKED",
                   "memory for secrets cannot be locked: it might be written to swap"});
  }
  return out;
}

Result<std::vector<MachineWarning>> machine_check(const ReviewOptions& options) {
  auto warnings = machine_warnings(options.machine);
  if (!options.strict) return warnings;
  for (MachineWarning& warning : sandbox_warnings()) warnings.push_back(std::move(warning));
  if (warnings.empty()) return warnings;
  std::string all;
  for (const MachineWarning& warning : warnings) {
    all += (all.empty() ? "" : "; ") + warning.reason + ", " + warning.text;
  }
  return Error(E_MACHINE, all);
}

void say_machine(const std::vector<MachineWarning>& warnings) {
  for (const MachineWarning& warning : warnings) say(warning.reason + ": " + warning.text);
}

}  // namespace coldquill::cli
