// Asking a person, or reading what a script was told to approve.
#pragma once

#include <coldquill/flow/sitting.h>

#include "options.h"

namespace coldquill::cli {

// --approve and --ack, or questions on the terminal after the review was shown there.
// Fails with E_BAD_CONSENT, E_NO_TERMINAL or E_DECLINED.
Result<Consent> ask_consent(const Sitting& sitting, const SignOptions& how);

}  // namespace coldquill::cli
