// The 2048 English words of BIP-0039.
#pragma once

#include <coldquill/base/bytes.h>

#include <optional>

namespace coldquill {

inline constexpr std::size_t english_word_count = 2048;

// index is below english_word_count.
std::string_view english_word(std::size_t index);
// Whole lower-case words only.
std::optional<std::size_t> english_index(std::string_view word);
// The first word that begins with these lower-case letters: no two have the same four.
std::optional<std::size_t> english_index_of_beginning(std::string_view beginning);

}  // namespace coldquill
