#include <coldquill/base/hex.h>
#include <coldquill/base/uint256.h>

#include <boost/multiprecision/cpp_int.hpp>

namespace coldquill {
namespace {

// Twice as wide as what is counted: neither a sum nor a product can leave it.
using Wide = boost::multiprecision::uint512_t;

constexpr std::size_t most_digits = 78;  // of 2^256 - 1
constexpr unsigned most_decimals = 255;  // ERC-20 keeps them in a uint8

Wide wide(const Uint256& value) {
  const auto octets = value.bytes();
  Wide out;
  import_bits(out, octets.begin(), octets.end());
  return out;
}

std::optional<Uint256> narrow(const Wide& value) {
  Bytes octets;
  export_bits(value, std::back_inserter(octets), 8);
  return Uint256::from_be(octets);
}

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// Digits, already known to be nothing else.
Result<Uint256> from_digits(std::string_view digits) {
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  Wide value = 0;
  if (digits.size() <= most_digits)
    for (const char digit : digits) value = value * 10 + static_cast<unsigned>(digit - '0');
  const auto out = digits.size() <= most_digits ? narrow(value) : std::nullopt;
  if (!out) return Error(E_BAD_AMOUNT, "a number that is too large");
  return *out;
}

Result<Uint256> from_hex_digits(std::string_view digits) {
  if (digits.empty() || digits.size() > 64) {
    return Error(E_BAD_AMOUNT, "0x without 1 to 64 hexadecimal digits behind it");
  }
  const auto octets = from_hex(std::string(digits.size() % 2, '0') + std::string(digits));
  if (!octets) return Error(E_BAD_AMOUNT, "a number with something else than hexadecimal digits");
  return *Uint256::from_be(*octets);
}

}  // namespace

Uint256::Uint256(std::uint64_t value) {
  for (std::size_t i = 32; value > 0; value >>= 8) octets_[--i] = static_cast<std::uint8_t>(value);
}

std::optional<Uint256> Uint256::from_be(ByteView octets) {
  if (octets.size() > 32) return {};
  Uint256 out;
  std::ranges::copy(octets, out.octets_.end() - static_cast<std::ptrdiff_t>(octets.size()));
  return out;
}

Uint256 Uint256::max() {
  Uint256 out;
  out.octets_.fill(0xff);
  return out;
}

Bytes Uint256::minimal() const {
  return {std::ranges::find_if(octets_, [](auto octet) { return octet != 0; }), octets_.end()};
}

std::string Uint256::text() const {
  if (const auto small = u64()) return std::to_string(*small);
  return wide(*this).str();
}

std::string Uint256::hex() const {
  const std::string digits = to_hex(octets_);
  return "0x" + digits.substr(std::min(digits.find_first_not_of('0'), digits.size() - 1));
}

std::optional<std::uint64_t> Uint256::u64() const {
  const ByteView octets(octets_);
  const auto high = octets.first(24);
  if (std::ranges::any_of(high, [](auto octet) { return octet != 0; })) return {};
  std::uint64_t out = 0;
  for (const auto octet : octets.last(8)) out = out << 8 | octet;
  return out;
}

std::optional<Uint256> Uint256::plus(const Uint256& other) const {
  Uint256 out;
  unsigned carry = 0;
  for (std::size_t i = octets_.size(); i-- > 0; carry >>= 8) {
    carry += octets_[i] + unsigned{other.octets_[i]};
    out.octets_[i] = static_cast<std::uint8_t>(carry);
  }
  if (carry != 0) return {};
  return out;
}

std::optional<Uint256> Uint256::times(const Uint256& other) const {
  const auto a = u64(), b = other.u64();
  std::uint64_t small = 0;
  if (a && b && !__builtin_mul_overflow(*a, *b, &small)) return Uint256(small);
  return narrow(wide(*this) * wide(other));
}

std::optional<Uint256> Uint256::minus(const Uint256& other) const {
  if (*this < other) return {};
  return narrow(wide(*this) - wide(other));
}

std::optional<Uint256> Uint256::scaled(std::uint64_t factor, const Uint256& whole) const {
  if (whole.zero()) return {};
  return narrow(wide(*this) * factor / wide(whole));
}

Result<Uint256> parse_uint256(std::string_view text) {
  if (text.starts_with("0x")) return from_hex_digits(text.substr(2));
  const bool leading_zero = text.size() > 1 && text.front() == '0';
  if (text.empty() || leading_zero || !all_digits(text)) {
    return Error(E_BAD_AMOUNT, "not a plain whole number");
  }
  return from_digits(text);
}

Result<Uint256> parse_units256(std::string_view text, unsigned decimals) {
  const auto point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view part =
      point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
  if (whole.empty() && part.empty()) return Error(E_BAD_AMOUNT, "an amount without digits");
  if (decimals > most_decimals) return Error(E_BAD_AMOUNT, "more than 255 decimals");
  if (part.size() > decimals) {
    return Error(E_BAD_AMOUNT, "more than " + std::to_string(decimals) + " digits after the point");
  }
  if (!all_digits(whole) || !all_digits(part)) {
    return Error(E_BAD_AMOUNT, "an amount with something else than digits");
  }
  std::string digits = std::string(whole) + std::string(part);
  digits.append(decimals - part.size(), '0');
  return from_digits(digits);
}

}  // namespace coldquill
