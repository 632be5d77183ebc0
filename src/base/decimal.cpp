#include <coldquill/base/decimal.h>

#include <limits>

namespace coldquill {
namespace {

// False on overflow.
bool push_digit(std::uint64_t& value, char digit) {
  const auto d = static_cast<std::uint64_t>(digit - '0');
  if (value > (std::numeric_limits<std::uint64_t>::max() - d) / 10) return false;
  value = value * 10 + d;
  return true;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

std::string shift_point(std::string_view digits, unsigned decimals) {
  std::string whole(digits);
  if (whole.size() <= decimals) whole.insert(0, decimals + 1 - whole.size(), '0');
  if (decimals > 0) whole.insert(whole.size() - decimals, 1, '.');
  return whole;
}

std::string without_zeros(std::string decimal) {
  if (decimal.find('.') == decimal.npos) return decimal;
  decimal.erase(decimal.find_last_not_of('0') + 1);
  if (decimal.ends_with('.')) decimal.pop_back();
  return decimal;
}

Result<std::uint64_t> parse_units(std::string_view text, unsigned decimals) {
  const auto point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view part =
      point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
  if (whole.empty() && part.empty()) return Error(E_BAD_AMOUNT, "an amount without digits");
  if (part.size() > decimals) {
    return Error(E_BAD_AMOUNT, "more than " + std::to_string(decimals) + " digits after the point");
  }
  std::string digits = std::string(whole) + std::string(part);
  digits.append(decimals - part.size(), '0');
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (!is_digit(digits[i]))
      return Error(E_BAD_AMOUNT, "an amount with something else than digits");
    if (!push_digit(value, digits[i])) return Error(E_BAD_AMOUNT, "an amount that is too large");
  }
  return value;
}

Result<std::uint64_t> parse_number(std::string_view text) {
  const bool leading_zero = text.size() > 1 && text.front() == '0';
  if (text.empty() || leading_zero || text.find('.') != std::string_view::npos) {
    return Error(E_BAD_AMOUNT, "not a plain whole number");
  }
  return parse_units(text, 0);
}

}  // namespace coldquill
