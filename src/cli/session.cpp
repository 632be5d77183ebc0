#include "session.h"

#include <coldquill/base/text.h>
#include <coldquill/vault/secret.h>

#include "folder_line.h"
#include "say.h"
#include "scan.h"

namespace coldquill::cli {
namespace {

// A recording is one payload, and watched as a camera is; of other names there may be several.
Result<OpenedList> open_named(const std::string& name, const std::string& as,
                              const std::vector<Bytes>& previous) {
  CQ_TRY(recording, scan_recording(name, Take::requests, as));
  if (!recording) {
    FolderLine line;
    return open_all({name}, as, previous, line.looking());
  }
  CQ_TRY(opened, open(*std::move(recording), as, previous).in(escape_text(name)));
  OpenedList out;
  out.requests.push_back(std::move(opened));
  return out;
}

Result<Opened> open_camera_request(const ReviewOptions& options,
                                   const std::vector<Bytes>& previous) {
  Gatherer gatherer(Take::requests, options.as);
  CQ_TRY(intake, scan_camera(options.camera, gatherer));
  const std::string name = intake.name;
  return open(std::move(intake), options.as, previous).in(name);
}

}  // namespace

Result<std::vector<Opened>> open_requests(const ReviewOptions& options) {
  CQ_TRY(previous, read_previous(options.previous));
  std::vector<Opened> out;
  if (options.payloads.empty()) {
    CQ_TRY(opened, open_camera_request(options, previous));
    out.push_back(std::move(opened));
  }
  for (const std::string& name : options.payloads) {
    CQ_TRY(list, open_named(name, options.as, previous));
    for (const std::string& skipped : list.skipped) say("Skipped, no request: " + skipped);
    std::ranges::move(list.requests, std::back_inserter(out));
  }
  return out;
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
