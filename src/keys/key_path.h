// Where a key comes from: paths, fingerprints and key origins (BIP-0032, BIP-0174, BIP-0380).
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/result.h>

#include <compare>
#include <optional>

namespace coldquill {

inline constexpr Reason E_BAD_PATH{
    "E_BAD_PATH", Errc::usage,
    "Write a key path such as m/84'/0'/0'/0/5, with ' or h for hardened."};

inline constexpr std::uint32_t hardened_bit = 0x80000000u;
// BIP-0032 has one octet for the depth.
inline constexpr std::size_t deepest_path = 255;

constexpr std::uint32_t hardened(std::uint32_t index) {
  return index | hardened_bit;
}
constexpr bool is_hardened(std::uint32_t step) {
  return (step & hardened_bit) != 0;
}

// A row of child numbers, each 0 .. 2^32-1 with the hardened bit at the top.
using KeyPath = std::vector<std::uint32_t>;

// "m/84'/0'/0'/0/5" or the same without "m/"; hardened as ' or h; "m" alone is the root.
// Each index is 0 .. 2^31-1, at most 255 of them. Fails with E_BAD_PATH.
Result<KeyPath> parse_path(std::string_view text);
std::string to_string(const KeyPath& path);  // "m/84'/0'/0'/0/5"

// Steps up to and including the last hardened one: only the owner of private keys can walk these.
KeyPath hardened_part(const KeyPath& path);

// The first four octets of a key's HASH160 (BIP-0032).
struct KeyFingerprint {
  ByteArray<4> bytes{};

  // BIP-0174 writers that do not know the master key put zeros: "yours, whichever that is".
  [[nodiscard]] bool unknown() const { return bytes == ByteArray<4>{}; }
  [[nodiscard]] std::uint32_t number() const;  // as UR and BIP-0032 read it: big endian
  static KeyFingerprint of_number(std::uint32_t number);
  [[nodiscard]] std::string text() const;  // 8 lower-case hex digits
  static Result<KeyFingerprint> parse(std::string_view hex);

  friend auto operator<=>(const KeyFingerprint&, const KeyFingerprint&) = default;
};

// The path of a key from the key with that fingerprint.
struct KeyOrigin {
  KeyFingerprint fingerprint;
  KeyPath path;

  [[nodiscard]] std::string text() const;  // "[d34db33f/84'/0'/0'/0/5]"
  friend auto operator<=>(const KeyOrigin&, const KeyOrigin&) = default;
};

// The three hardened steps that BIP-0044 and its kin begin with: purpose, coin type, account.
struct AccountPath {
  std::uint32_t purpose;    // 44, 49, 84, 86 ... (without the hardened bit)
  std::uint32_t coin_type;  // SLIP-0044
  std::uint32_t account;

  [[nodiscard]] KeyPath path() const;
  // Empty unless the path begins with three hardened steps of a purpose in {44, 49, 84, 86}.
  static std::optional<AccountPath> of(const KeyPath& path);

  friend auto operator<=>(const AccountPath&, const AccountPath&) = default;
};

}  // namespace coldquill
