// Steps that several commands share.
#pragma once

#include <coldquill/flow/machine.h>

#include "options.h"

namespace coldquill::cli {

// The requests that were named, opened; what is no request in a folder is told.
Result<std::vector<Opened>> open_requests(const ReviewOptions& options);

// Warnings about this machine, or a refusal (E_MACHINE) when strict.
Result<std::vector<MachineWarning>> machine_check(bool strict);
void say_machine(const std::vector<MachineWarning>& warnings);

}  // namespace coldquill::cli
