// The command line, parsed into the command that it asks for.
#pragma once

#include "commands.h"

#include <functional>

namespace coldquill::cli {

struct Call {
  std::function<Result<int>()> run;  // empty: everything is said already (--help, --version)
};

// machine: what the start of the program found missing. Fails with E_USAGE; what was typed is not
// repeated, for it might be a secret in the wrong place.
Result<Call> parse_command_line(int argc, char** argv, std::vector<MachineWarning> machine);

// Whether errors are to be JSON, for a command line that cannot be parsed too.
bool wants_json(int argc, char** argv);

}  // namespace coldquill::cli
