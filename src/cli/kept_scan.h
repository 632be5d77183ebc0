// An unfinished scan, kept in a file: the parts that were read, a line each, in their own dialect.
// Such a file is a source like any other.
#pragma once

#include <coldquill/flow/intake.h>

namespace coldquill::cli {

// The one message of which the file (when it is there) and the sources hold parts. While some are
// missing, all that were read are in the file afterwards; a message that is complete is not written
// there. Fails with E_PARTS_MISSING, having kept them; with E_PARTS_MIXED for several messages;
// E_OUTPUT_EXISTS when the file is no unfinished scan; E_NOT_KEPT, having kept nothing; and as
// collect() does.
Result<Intake> read_on(const std::vector<std::string>& sources, const std::string& file);
// The same through a camera (scan.h).
Result<Intake> scan_on(const std::string& camera, const std::string& file);

}  // namespace coldquill::cli
