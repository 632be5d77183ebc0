// What a secret looks like from outside: the one judge of that for whatever is read or shown.
//
// Each answer says what it is, in words for people, and is empty when it is nothing of the kind.
// The content is not changed and not kept.
#pragma once

#include <coldquill/base/bytes.h>

namespace coldquill {

// Of a text in any encoding that keeps the letters of ASCII: 12 to 64 words and nothing else; 12
// words of BIP-0039 in a row, ten of them different, or their first four letters, whatever stands
// between them (with marks of JSON and the like between them and other words around, only 12, 15,
// 18, 21 or 24 with the right checksum: names in typed data are on the list too); SeedQR digits;
// extended private keys; private keys in wallet import format; codex32 (BIP-0093); a UR in one part
// that secret_ur tells of.
std::string_view secret_shape(std::string_view text);

// The same for the content of a QR code, where 16 or 32 octets that are no text of ASCII are a
// secret too: that is what a CompactSeedQR holds.
std::string_view secret_code_shape(ByteView qr);

// Of the type of a UR in either generation: seeds, recovery words and shares of them.
std::string_view secret_ur_type(std::string_view type);

// Of a whole UR: its type, and private keys (BCR-2020-007 and -008, their second generation of
// 2023) or texts of the shapes above anywhere in its CBOR item.
std::string_view secret_ur(std::string_view type, ByteView cbor);

// True for the types of UR that are made to hold keys, private ones too: a piece of such a message
// does not tell which.
bool is_ur_of_keys(std::string_view type);

// True for nothing but ASCII that a terminal prints, and white space.
bool is_ascii_text(ByteView content);

}  // namespace coldquill
