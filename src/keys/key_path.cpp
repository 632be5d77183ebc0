#include <coldquill/base/decimal.h>
#include <coldquill/base/hex.h>
#include <coldquill/base/text.h>
#include <coldquill/keys/key_path.h>

namespace coldquill {
namespace {

Error bad_path(std::string_view text) {
  return {E_BAD_PATH, "this is no key path: " + escape_text(text)};
}

}  // namespace

Result<KeyPath> parse_path(std::string_view text) {
  std::string_view left = text;
  KeyPath path;
  if (left == "m" || left == "m/") return path;
  if (left.starts_with("m/")) left.remove_prefix(2);
  while (true) {
    const auto slash = left.find('/');
    std::string_view step = left.substr(0, slash);
    const bool hard = step.ends_with('\'') || step.ends_with('h');
    if (hard) step.remove_suffix(1);
    const auto index = parse_number(step);
    if (!index || *index >= hardened_bit || path.size() == deepest_path) return bad_path(text);
    path.push_back(static_cast<std::uint32_t>(*index) | (hard ? hardened_bit : 0));
    if (slash == std::string_view::npos) return path;
    left.remove_prefix(slash + 1);
  }
}

std::string to_string(const KeyPath& path) {
  std::string out = "m";
  for (const auto step : path) {
    out += "/" + std::to_string(step & ~hardened_bit) + (is_hardened(step) ? "'" : "");
  }
  return out;
}

KeyPath hardened_part(const KeyPath& path) {
  std::size_t length = path.size();
  while (length > 0 && !is_hardened(path[length - 1])) --length;
  return {path.begin(), path.begin() + static_cast<std::ptrdiff_t>(length)};
}

std::uint32_t KeyFingerprint::number() const {
  std::uint32_t value = 0;
  for (const auto byte : bytes) value = value << 8 | byte;
  return value;
}

KeyFingerprint KeyFingerprint::of_number(std::uint32_t number) {
  KeyFingerprint out;
  for (std::size_t i = 0; i < 4; ++i) {
    out.bytes[i] = static_cast<std::uint8_t>(number >> (24 - 8 * i));
  }
  return out;
}

std::string KeyFingerprint::text() const {
  return to_hex(bytes);
}

Result<KeyFingerprint> KeyFingerprint::parse(std::string_view hex) {
  CQ_TRY(bytes, from_hex(hex));
  if (bytes.size() != 4) return Error(E_BAD_PATH, "a fingerprint is 8 hexadecimal digits");
  return KeyFingerprint{array_of<4>(bytes)};
}

std::string KeyOrigin::text() const {
  return "[" + fingerprint.text() + to_string(path).substr(1) + "]";
}

KeyPath AccountPath::path() const {
  return {hardened(purpose), hardened(coin_type), hardened(account)};
}

std::optional<AccountPath> AccountPath::of(const KeyPath& path) {
  if (path.size() < 3) return {};
  for (std::size_t i = 0; i < 3; ++i) {
    if (!is_hardened(path[i])) return {};
  }
  const AccountPath found{path[0] & ~hardened_bit, path[1] & ~hardened_bit,
                          path[2] & ~hardened_bit};
  const bool known =
      found.purpose == 44 || found.purpose == 49 || found.purpose == 84 || found.purpose == 86;
  if (!known) return {};
  return found;
}

}  // namespace coldquill
