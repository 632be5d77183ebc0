// The scanner used by a program: pictures on standard input, answers on standard output
// (<coldquill/scan_protocol/protocol.h>).
#pragma once

#include <coldquill/base/result.h>

namespace coldquill {

// Says `ready`, then answers until the input ends. missing: from lock_down().
// Fails with E_TRUNCATED when the input ends inside a picture, E_TOO_LARGE after most_pictures,
// E_CANNOT_READ or E_CANNOT_WRITE.
Result<void> answer_pictures(std::string_view missing);

}  // namespace coldquill
