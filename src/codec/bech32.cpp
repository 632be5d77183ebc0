#include <coldquill/codec/bech32.h>

namespace coldquill {
namespace {

constexpr std::string_view charset = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::size_t checksum_size = 6;
constexpr std::size_t longest_hrp = 83;

// The constant that a right checksum leaves (BIP-0350).
constexpr std::uint32_t residue(Bech32Kind kind) {
  return kind == Bech32Kind::bech32 ? 1u : 0x2bc830a3u;
}

// The same of BC32.
constexpr std::uint32_t bc32_residue = 0x3fffffff;

std::string checksum_text(std::uint32_t rest) {
  std::string text;
  for (std::size_t i = 0; i < checksum_size; ++i) text += charset[rest >> (5 * (5 - i)) & 31u];
  return text;
}

class Checksum {
 public:
  explicit Checksum(std::string_view hrp) {
    for (const char c : hrp) put(static_cast<std::uint8_t>(c) >> 5);
    put(0);
    for (const char c : hrp) put(static_cast<std::uint8_t>(c) & 31u);
  }
  Checksum& put(std::uint32_t value) {
    constexpr std::array<std::uint32_t, 5> generator{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd,
                                                     0x2a1462b3};
    const std::uint32_t top = state_ >> 25;
    state_ = ((state_ & 0x1ffffff) << 5) ^ value;
    for (std::size_t i = 0; i < generator.size(); ++i)
      if ((top >> i & 1u) != 0) state_ ^= generator[i];
    return *this;
  }
  Checksum& put(ByteView values) {
    for (const auto value : values) put(value);
    return *this;
  }
  [[nodiscard]] std::uint32_t state() const { return state_; }

 private:
  std::uint32_t state_ = 1;
};

Error bad(std::string what, std::size_t at = Error::nowhere) {
  return {E_BAD_BECH32, std::move(what), "bech32", at};
}

// The same text in lower case; fails on mixed case and on characters outside 33 to 126.
Result<std::string> lower_case(std::string_view text) {
  std::string lower;
  bool any_lower = false;
  bool any_upper = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c < 33 || c > 126) return bad("a character outside printable ASCII", at);
    any_lower = any_lower || (c >= 'a' && c <= 'z');
    const bool upper = c >= 'A' && c <= 'Z';
    any_upper = any_upper || upper;
    lower += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  if (any_lower && any_upper) return bad("upper and lower case are mixed");
  return lower;
}

Result<Bytes> values_of(std::string_view data, std::size_t origin) {
  Bytes values;
  for (std::size_t at = 0; at < data.size(); ++at) {
    const auto value = charset.find(data[at]);
    if (value == charset.npos) return bad("a character outside the alphabet", origin + at);
    values.push_back(static_cast<std::uint8_t>(value));
  }
  return values;
}

bool allowed_program(unsigned version, std::size_t size) {
  if (version == 0) return size == 20 || size == 32;
  return version <= 16 && size >= 2 && size <= 40;
}

}  // namespace

std::string bech32_encode(Bech32Kind kind, std::string_view hrp, ByteView five_bits) {
  COLDQUILL_ASSERT(!hrp.empty() && hrp.size() <= longest_hrp);
  Checksum sum(hrp);
  std::string text = std::string(hrp) + '1';
  for (const auto value : five_bits) {
    COLDQUILL_ASSERT(value < 32);
    sum.put(value);
    text += charset[value];
  }
  sum.put(Bytes(checksum_size, 0));
  text += checksum_text(sum.state() ^ residue(kind));
  return text;
}

Result<Bech32> bech32_decode(std::string_view text, std::size_t longest) {
  if (text.size() > std::min(longest, bech32_longest_text)) return bad("too long");
  CQ_TRY(lower, lower_case(text));
  const auto separator = lower.rfind('1');
  if (separator == std::string::npos || separator == 0 || separator > longest_hrp)
    return bad("the separator 1 is missing or misplaced");
  std::string hrp = lower.substr(0, separator);
  CQ_TRY(values, values_of(std::string_view(lower).substr(separator + 1), separator + 1));
  if (values.size() < checksum_size) return bad("too short for a checksum");
  const std::uint32_t left = Checksum(hrp).put(values).state();
  const bool plain = left == residue(Bech32Kind::bech32);
  if (!plain && left != residue(Bech32Kind::bech32m)) return bad("the checksum does not match");
  values.resize(values.size() - checksum_size);
  return Bech32{plain ? Bech32Kind::bech32 : Bech32Kind::bech32m, std::move(hrp),
                std::move(values)};
}

Bytes to_five_bits(ByteView octets) {
  Bytes out;
  std::uint32_t pool = 0;
  unsigned bits = 0;
  for (const auto octet : octets) {
    pool = (pool << 8 | octet) & 0xfff;
    for (bits += 8; bits >= 5;) out.push_back(static_cast<std::uint8_t>(pool >> (bits -= 5) & 31u));
  }
  if (bits > 0) out.push_back(static_cast<std::uint8_t>(pool << (5 - bits) & 31u));
  return out;
}

Result<Bytes> from_five_bits(ByteView five_bits) {
  Bytes out;
  std::uint32_t pool = 0;
  unsigned bits = 0;
  for (const auto value : five_bits) {
    pool = (pool << 5 | value) & 0xfff;
    bits += 5;
    if (bits >= 8) out.push_back(static_cast<std::uint8_t>(pool >> (bits -= 8)));
  }
  if (bits >= 5) return bad("a character too many");
  if ((pool & ((1u << bits) - 1)) != 0) return bad("the filling bits are not zero");
  return out;
}

std::string bc32_encode(ByteView octets) {
  const Bytes values = to_five_bits(octets);
  Checksum sum("");
  sum.put(values).put(Bytes(checksum_size, 0));
  std::string text;
  for (const auto value : values) text += charset[value];
  return text + checksum_text(sum.state() ^ bc32_residue);
}

Result<Bytes> bc32_decode(std::string_view text) {
  CQ_TRY(lower, lower_case(text));
  CQ_TRY(values, values_of(lower, 0));
  if (values.size() < checksum_size || Checksum("").put(values).state() != bc32_residue) {
    return bad("the checksum does not match");
  }
  values.resize(values.size() - checksum_size);
  return from_five_bits(values);
}

std::string segwit_address(std::string_view hrp, unsigned version, ByteView program) {
  COLDQUILL_ASSERT(allowed_program(version, program.size()));
  Bytes values{static_cast<std::uint8_t>(version)};
  append(values, to_five_bits(program));
  return bech32_encode(version == 0 ? Bech32Kind::bech32 : Bech32Kind::bech32m, hrp, values);
}

Result<SegwitProgram> parse_segwit_address(std::string_view text) {
  CQ_TRY(decoded, bech32_decode(text));
  if (decoded.five_bits.empty()) return bad("no witness version");
  const unsigned version = decoded.five_bits.front();
  if (version > 16) return bad("the witness version is above 16");
  if ((version == 0) != (decoded.kind == Bech32Kind::bech32))
    return bad("the checksum is of the wrong kind for the witness version");
  CQ_TRY(program, from_five_bits(ByteView(decoded.five_bits).subspan(1)));
  if (!allowed_program(version, program.size()))
    return bad("the witness program has a size that is not allowed");
  return SegwitProgram{std::move(decoded.hrp), version, std::move(program)};
}

}  // namespace coldquill
