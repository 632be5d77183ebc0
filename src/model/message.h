// Messages that people sign: how they are shown, and what is asked before they are signed. Shared
// by the families that sign any.
#pragma once

#include <coldquill/base/result.h>
#include <coldquill/model/review.h>

namespace coldquill {

inline constexpr Reason E_RAW_DIGEST{
    "E_RAW_DIGEST", Errc::refused,
    "32 bytes may be the hash of anything: ask for the message itself."};
inline constexpr Reason E_MESSAGE_NOT_TEXT{
    "E_MESSAGE_NOT_TEXT", Errc::unacknowledged,
    "The message is no text that a person can read: sign it only if you know what made it."};
inline constexpr Reason E_MESSAGE_LOOKS_LIKE{
    "E_MESSAGE_LOOKS_LIKE", Errc::unacknowledged,
    "The message has the form of something else: sign it only if you know why."};

// What a person can be expected to read at all.
inline constexpr std::size_t largest_message = 64 * 1024;
inline constexpr std::ptrdiff_t most_message_lines = 1'024;

// Fails with E_TOO_LARGE.
Result<void> check_message_size(ByteView message);

// What must be asked before it is signed; of honest text nothing. form: what the family knows that
// the octets could pass for besides words ("a transaction"); empty for nothing.
// Fails with E_RAW_DIGEST.
Result<void> judge_message(ByteView message, std::string_view form,
                           std::vector<PlanWarning>& warnings);

// Its length, then every line of it, as signed facts.
void describe_message(Review& review, ByteView message);

}  // namespace coldquill
