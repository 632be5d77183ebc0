// Bytewords: a word of four letters for each octet (BCR-2020-012).
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/result.h>

namespace coldquill {

inline constexpr Reason E_BAD_BYTEWORDS{"E_BAD_BYTEWORDS", Errc::malformed,
                                        "A part was read wrongly: scan it again."};

enum class BytewordsStyle {
  standard,  // able acid also
  uri,       // able-acid-also
  minimal,   // aeadao: the first and last letter of each word
};

// The octets and then their CRC-32 (big endian), as lower-case words.
std::string bytewords_encode(BytewordsStyle style, ByteView bytes);

// Letters of either case. Fails with E_BAD_BYTEWORDS when a word does not exist, the text is
// shorter than a checksum, or the checksum does not match.
Result<Bytes> bytewords_decode(BytewordsStyle style, std::string_view text);

// Words without a checksum, one for each octet, for two people or two screens to compare:
// six octets of a digest are six words.
std::string bytewords_phrase(ByteView bytes);

}  // namespace coldquill
