// Asking a person, or reading what a script was told to approve.
#pragma once

#include <coldquill/flow/sitting.h>

#include "options.h"

namespace coldquill::cli {

inline constexpr Reason E_DECLINED{"E_DECLINED", Errc::declined, "Nothing was signed or changed."};

// Before anything is opened. Fails with E_BAD_CONSENT when --approve is no consent id.
Result<void> check_consent(const SignOptions& how);

inline constexpr Reason E_SCREEN_SMALL{
    "E_SCREEN_SMALL", Errc::environment,
    "Make the window at least 60 columns wide and 16 rows high: what is decided about has to stand "
    "above the question."};

// Before words and passwords are asked for. Fails with E_SCREEN_SMALL.
Result<void> check_screen();

// --approve and --ack. Without --approve the review is shown on /dev/tty page by page, every risk
// is asked about, and the decision stands above the last question.
// Fails with E_BAD_CONSENT, E_NO_TERMINAL, E_ACK_NOT_NEEDED, E_UNACKNOWLEDGED (an --ack that could
// mean several warnings), E_NO_KEY_ASKED or E_DECLINED.
Result<Consent> ask_consent(const Sitting& sitting, const SignOptions& how,
                            const std::string& challenge);

}  // namespace coldquill::cli
