// Short texts that are given as they are, or by the name of what holds them.
#pragma once

#include <coldquill/base/result.h>

namespace coldquill::cli {

// The argument itself; when a file has that name its text, or that of the one QR code in a picture.
// Without white space around it. Fails with E_SECRET_IN_PAYLOAD for what must not be read here,
// E_NOT_A_TEXT, or as text_in does (intake.h).
Result<std::string> named_text(const std::string& argument);

}  // namespace coldquill::cli
