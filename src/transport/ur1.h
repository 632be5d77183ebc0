// Uniform Resources of the first version (BCR-0005, of May 2020): the message in BC32, cut into
// numbered texts that each name its SHA-256.
//
//   ur:bytes/1of3/digest/text   ur:bytes/digest/text   ur:bytes/text
#pragma once

#include <coldquill/transport/numbered_parts.h>

namespace coldquill {

inline constexpr std::size_t ur1_most_parts = 2048;
inline constexpr std::size_t ur1_digest_size = 58;  // characters: 32 octets in BC32

// True for a UR that is no part of the second version: by the form of its path, or by the digits in
// its message, of which bytewords have none.
bool is_ur1(std::string_view text);

// identity: the digest as it stands there, or empty, which only a text alone may have: without it
// nothing says that parts belong together. Fails with E_BAD_PART, or E_TOO_LARGE.
Result<NumberedPart> parse_ur1(std::string_view text);

// The CBOR message. Fails with E_BAD_BECH32, E_TOO_LARGE, or with E_PARTS_CONTRADICT when it is not
// the message of that digest.
Result<Bytes> join_ur1(std::string_view digest, const std::vector<std::string>& texts);

// In parts of at most so many characters of the message.
std::vector<std::string> ur1_encode(ByteView cbor, std::size_t characters);

}  // namespace coldquill
