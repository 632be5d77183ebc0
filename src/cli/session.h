// Steps that several commands share.
#pragma once

#include "options.h"

namespace coldquill::cli {

// The requests that were named, opened; what is no request in a folder is told.
Result<std::vector<Opened>> open_requests(const ReviewOptions& options);

// Warnings about this machine, or a refusal (E_MACHINE) when strict.
Result<std::vector<MachineWarning>> machine_check(const ReviewOptions& options);
// found: what the start of the program found missing.
std::vector<MachineWarning> machine_warnings(const std::vector<MachineWarning>& found);
void say_machine(const std::vector<MachineWarning>& warnings);

}  // namespace coldquill::cli
