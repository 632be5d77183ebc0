#include "part_numbers.h"

#include <coldquill/base/text.h>
#include <charconv>

namespace coldquill::cli {
namespace {

constexpr std::size_t most_ranges = 10'000;

std::optional<std::uint32_t> number_of(std::string_view text) {
  text = trimmed(text);
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number == 0) return {};
  return number;
}

}  // namespace

std::optional<NumberRanges> parse_numbers(std::string_view text) {
  NumberRanges out;
  for (bool more = true; more;) {
    const auto comma = text.find(',');
    const std::string_view range = text.substr(0, comma);
    const auto dash = range.find('-');
    const auto first = number_of(range.substr(0, dash));
    const auto last = dash == range.npos ? first : number_of(range.substr(dash + 1));
    if (!first || !last || *last < *first || out.size() == most_ranges) return {};
    out.emplace_back(*first, *last);
    more = comma != text.npos;
    if (more) text.remove_prefix(comma + 1);
  }
  return out;
}

std::string written_numbers(const std::vector<std::uint32_t>& numbers) {
  std::string out;
  for (std::size_t i = 0; i < numbers.size();) {
    std::size_t end = i + 1;
    while (end < numbers.size() && numbers[end] == numbers[end - 1] + 1) ++end;
    out += (out.empty() ? "" : ",") + std::to_string(numbers[i]);
    if (end > i + 1) out += (end > i + 2 ? "-" : ",") + std::to_string(numbers[end - 1]);
    i = end;
  }
  return out;
}

}  // namespace coldquill::cli
