// The words of a command line, read as the rows of commands say.
#pragma once

#include "command.h"

namespace coldquill::cli {

// Puts what the words say into the values that options are bound to, and gives what to run: of the
// command that was named, of root when none was, and nothing when help or version was asked for,
// which was printed then. Fails with E_USAGE; the error holds no value that was given.
Result<std::function<Result<int>()>> read_words(Command& root, const std::string& version, int argc,
                                                char** argv);

}  // namespace coldquill::cli
