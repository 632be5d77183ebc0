// Texts that are no requests: said what they are, and nothing done with them.
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/result.h>

#include <optional>

namespace coldquill {

inline constexpr Reason E_LINK{
    "E_LINK", Errc::unsupported,
    "A link is text here: it is not opened, and nothing in it is done. Ask for the request itself, "
    "as a file or a code."};

// What the families know it to be (facets.h), or E_LINK for any other text of the form
// "scheme:...", of which the scheme is named and no more. Empty when it is none of these.
std::optional<Error> other_text(ByteView content);

// True for those errors.
bool is_other_text(const Error& error);

}  // namespace coldquill
