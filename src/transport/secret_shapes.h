// What a secret looks like from outside.
#pragma once

#include <coldquill/base/bytes.h>

namespace coldquill {

// What the text is, in words for people, when it looks like a secret; empty when it does not.
// The text is not changed and not kept.
std::string_view secret_shape(std::string_view text);

// The same for the type of a UR: seeds, recovery words and shares of them.
std::string_view secret_ur_type(std::string_view type);

}  // namespace coldquill
