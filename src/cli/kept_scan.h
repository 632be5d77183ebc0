// An unfinished scan, kept in a file: the parts that were read, a line each, in their own dialect.
// Such a file is a source like any other.
#pragma once

#include <coldquill/flow/intake.h>

namespace coldquill::cli {

// The one message of which the file (when it is there) and the sources hold parts. All that were
// read are in the file afterwards; it is not written for what comes in a single code.
// Fails with E_PARTS_MISSING, having kept them; with E_PARTS_MIXED for several messages;
// E_OUTPUT_EXISTS when the file holds something else; E_SECRET_IN_PAYLOAD, having kept nothing; and
// as collect() does.
Result<Intake> read_on(const std::vector<std::string>& sources, const std::string& file);

}  // namespace coldquill::cli
