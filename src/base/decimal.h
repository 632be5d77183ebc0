// Decimal amounts as text, exactly: no floating point, no locale.
#pragma once

#include <coldquill/base/result.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace coldquill {

inline constexpr Reason E_BAD_AMOUNT{
    "E_BAD_AMOUNT", Errc::malformed,
    "Write an amount as digits with at most one full stop, such as 0.015."};

// Moves the decimal point of a run of digits: ("671399", 8) -> "0.00671399".
// All decimals are kept, so that columns of amounts line up.
std::string shift_point(std::string_view digits, unsigned decimals);

// Without the zeros at its end: "1.50" -> "1.5", "2.00" -> "2".
std::string without_zeros(std::string decimal);

// The whole number of smallest units in a decimal text: ("0.015", 8) -> 1500000.
// Digits and at most one point, digits on at least one side of it; no sign, exponent or space.
// Fails with E_BAD_AMOUNT when it is written otherwise, has more decimals, or exceeds 2^64 - 1.
Result<std::uint64_t> parse_units(std::string_view text, unsigned decimals);

// A plain whole number: digits only, no leading zero except "0" itself.
Result<std::uint64_t> parse_number(std::string_view text);

}  // namespace coldquill
