// What fuzz targets share.
#pragma once

#include <coldquill/base/error.h>
#include <coldquill/base/result.h>
#include <coldquill/base/text.h>

namespace coldquill::fuzz {

// A Result that must have a value here.
template <class T>
T must(Result<T> result) {
  if (!result) bug(result.error().what().c_str(), __FILE__, __LINE__);
  return *std::move(result);
}

// True for what escape_text may give: nothing in it hides, steers a screen or begins a line.
inline bool steers_nothing(std::string text) {
  for (std::size_t at = 0; (at = text.find('[', at)) != text.npos; ++at) {
    const std::string_view name = std::string_view(text).substr(at, 3);
    if (name == "[U+" || name == "[0x") text[at] = '(';
  }
  return is_plain_text(view_of(text));
}

// The lines of a text, without their ends.
inline std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto end = text.find('\n');
    out.emplace_back(text.substr(0, end));
    text = end == text.npos ? std::string_view() : text.substr(end + 1);
  }
  return out;
}

}  // namespace coldquill::fuzz
