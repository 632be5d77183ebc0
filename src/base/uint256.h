// Whole numbers of 256 bits, as EVM chains count.
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/decimal.h>
#include <coldquill/base/result.h>

#include <compare>
#include <optional>

namespace coldquill {

// 0 ... 2^256 - 1. Arithmetic is exact: what does not fit has no result.
class Uint256 {
 public:
  Uint256() = default;
  Uint256(std::uint64_t value);
  // Big endian, 0 to 32 octets; leading zeros are fine. Empty when there are more octets.
  static std::optional<Uint256> from_be(ByteView octets);
  static Uint256 max();

  [[nodiscard]] ByteArray<32> bytes() const { return octets_; }  // big endian
  [[nodiscard]] Bytes minimal() const;     // without leading zeros; empty for 0
  [[nodiscard]] std::string text() const;  // decimal
  [[nodiscard]] std::string hex() const;   // "0x1f", "0x0"
  [[nodiscard]] bool zero() const { return *this == Uint256{}; }
  [[nodiscard]] std::optional<std::uint64_t> u64() const;  // empty when it is larger

  [[nodiscard]] std::optional<Uint256> plus(const Uint256& other) const;   // empty on overflow
  [[nodiscard]] std::optional<Uint256> times(const Uint256& other) const;  // empty on overflow
  [[nodiscard]] std::optional<Uint256> minus(const Uint256& other) const;  // empty below zero
  // This times factor, divided by whole, rounded down. Empty on overflow, and when whole is zero.
  [[nodiscard]] std::optional<Uint256> scaled(std::uint64_t factor, const Uint256& whole) const;

  // Big-endian octets are in the order of their numbers.
  friend bool operator==(const Uint256&, const Uint256&) = default;
  friend auto operator<=>(const Uint256&, const Uint256&) = default;

 private:
  ByteArray<32> octets_{};
};

// Decimal digits without leading zeros, or "0x" and 1 to 64 hexadecimal digits of either case.
// Fails with E_BAD_AMOUNT.
Result<Uint256> parse_uint256(std::string_view text);

// The whole number of smallest units in a decimal text: ("0.5", 18) -> 500000000000000000.
// Written as parse_units (decimal.h) has it; decimals: 0 to 255. Fails with E_BAD_AMOUNT.
Result<Uint256> parse_units256(std::string_view text, unsigned decimals);

}  // namespace coldquill
