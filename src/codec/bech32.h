// Bech32 and Bech32m texts (BIP-0173, BIP-0350) and segwit addresses.
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/result.h>

namespace coldquill {

inline constexpr Reason E_BAD_BECH32{"E_BAD_BECH32", Errc::malformed,
                                     "A character is wrong or missing: copy it again, whole."};

enum class Bech32Kind { bech32, bech32m };

// BIP-0173 allows 90 characters for an address; other users of the encoding (Cosmos) allow more.
inline constexpr std::size_t bech32_longest_address = 90;
inline constexpr std::size_t bech32_longest_text = 1023;

struct Bech32 {
  Bech32Kind kind;
  std::string hrp;  // lower case, 1 to 83 characters
  Bytes five_bits;  // 0 to 31 each, without the checksum
};

// hrp: lower case, 1 to 83 printable characters. five_bits: 0 to 31 each.
std::string bech32_encode(Bech32Kind kind, std::string_view hrp, ByteView five_bits);

// Upper or lower case, not both. longest: in characters, bech32_longest_text at the most.
// Fails with E_BAD_BECH32.
Result<Bech32> bech32_decode(std::string_view text, std::size_t longest = bech32_longest_address);

// Octets as groups of five bits, the last one filled with zeros; and back, where the filling must
// be zeros and shorter than five bits (E_BAD_BECH32).
Bytes to_five_bits(ByteView octets);
Result<Bytes> from_five_bits(ByteView five_bits);

// BC32 (BCR-2020-004), of the first version of URs: the same alphabet and checksum without a
// human-readable part. bc32_decode takes either case, not both, and any length; it fails with
// E_BAD_BECH32.
std::string bc32_encode(ByteView octets);
Result<Bytes> bc32_decode(std::string_view text);

struct SegwitProgram {
  std::string hrp;   // lower case
  unsigned version;  // 0 to 16
  Bytes program;     // 2 to 40 octets; 20 or 32 for version 0
};

// Version 0 as bech32, 1 to 16 as bech32m. The caller gives a program that BIP-0141 allows.
std::string segwit_address(std::string_view hrp, unsigned version, ByteView program);

// Fails with E_BAD_BECH32 when anything is against BIP-0173 or BIP-0350, the wrong checksum kind
// for the version included. Which hrp belongs to which network is for the caller to say.
Result<SegwitProgram> parse_segwit_address(std::string_view text);

}  // namespace coldquill
