// BBQr, "Better Bitcoin QR" (coinkite/BBQr): numbered parts of capitals and digits, compressed.
//
//   B$ encoding type total index data       total and index: two digits in base 36, index from 0
#pragma once

#include <coldquill/transport/numbered_parts.h>

namespace coldquill {

inline constexpr Reason E_BBQR_TYPE{
    "E_BBQR_TYPE", Errc::unsupported,
    "A code of another kind was shown: choose the one with the transaction to sign."};

inline constexpr std::size_t bbqr_most_parts = 1295;   // ZZ in base 36
inline constexpr std::size_t bbqr_largest = 1u << 20;  // octets, also after decompression
inline constexpr std::size_t bbqr_header = 8;          // characters before the data of a part

// What is inside, as the sender says it.
enum class BbqrType : char {
  psbt = 'P',
  transaction = 'T',
  json = 'J',
  cbor = 'C',
  text = 'U',
  binary = 'B',
};

bool is_bbqr(std::string_view text);

// The part that a text is. identity: encoding, type and total. Fails with E_BAD_PART, with
// E_BBQR_TYPE for programs and unknown types, and with E_SECRET_IN_PAYLOAD for the types in which a
// Coldcard hands keys over.
Result<NumberedPart> parse_bbqr(std::string_view text);

// identity: of the parts; texts: what they carry. Fails with E_BAD_PART, E_BAD_BASE32,
// E_BAD_DEFLATE, E_TOO_LARGE.
Result<Bytes> join_bbqr(std::string_view identity, const std::vector<std::string>& texts);

struct BbqrOptions {
  char encoding = 'Z';  // 'H' hexadecimal, '2' base32, 'Z' deflate and base32
  // Characters that fit into one code, for each size of code that may be used, smallest first.
  std::vector<std::size_t> capacities;
  std::size_t least_parts = 1;
};

// In as few parts as the capacities allow, and then in the smallest codes; all parts but the last
// of the same size. 'Z' becomes '2' when nothing is gained by compression. Fails with E_TOO_LARGE
// for more than bbqr_most_parts.
Result<std::vector<std::string>> bbqr_encode(BbqrType type, ByteView bytes,
                                             const BbqrOptions& options);

}  // namespace coldquill
