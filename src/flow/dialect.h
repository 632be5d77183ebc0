// Payloads written for their way across the air gap, in every dialect that is read.
#pragma once

#include <coldquill/flow/answer.h>

namespace coldquill {

// The wrapping that a word of --format names; empty for other words.
std::optional<Wrapping> wrapping_named(std::string_view word);

// True when every part is the text of one QR code.
bool is_for_codes(Wrapping wrapping);

// Those texts, one whole cycle of them. like: what is answered, in parts like which.
// Fails with E_UR_TOO_LARGE or E_TOO_LARGE when codes cannot carry it.
Result<std::vector<std::string>> code_texts(Wrapping wrapping, const Unwrapped& like,
                                            const PayloadKind& kind, const Bytes& payload,
                                            const AnswerOptions& options);

}  // namespace coldquill
