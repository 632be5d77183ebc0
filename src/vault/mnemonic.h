// Recovery words in English (BIP-0039) and SeedQR digits.
#pragma once

#include <coldquill/vault/secret.h>

namespace coldquill {

inline constexpr Reason E_BAD_WORDS{
    "E_BAD_WORDS", Errc::key,
    "Check the words against your copy: 12, 15, 18, 21 or 24 of the English list, in order."};
inline constexpr Reason E_WORDS_CHECKSUM{"E_WORDS_CHECKSUM", Errc::key,
                                         "Each word exists, but together they do not fit: one is "
                                         "misread, or two changed places. Compare "
                                         "them with the paper, one by one."};
inline constexpr Reason E_BAD_PASSPHRASE{"E_BAD_PASSPHRASE", Errc::key,
                                         "Type the passphrase on a terminal that is set to UTF-8."};

// New words from the kernel's random octets: 128 bits give 12 words, 160 15, 192 18, 224 21 and 256
// 24. Any other number is a bug of the caller.
SecretBytes create_mnemonic(unsigned bits);

// The words as BIP-0039 hashes them: lower case, one space in between, the checksum verified.
// Taken are words in any case, with any white space around and between, and SeedQR digits (four for
// each word). Whole words only: no abbreviations, no other list. Errors say which word is wrong by
// its position and never repeat it. Fails with E_BAD_WORDS or E_WORDS_CHECKSUM.
Result<SecretBytes> normal_words(const SecretBytes& typed);

// What a QR code of a seed holds, as words: SeedQR digits, the words themselves, or the 16 or 32
// octets of entropy of a CompactSeedQR, which has no checksum. Octets that are a text are no
// entropy. Fails as normal_words does.
Result<SecretBytes> words_of_code(const SecretBytes& content);

// The seed of BIP-0039, 64 octets: PBKDF2 over words and passphrase in Unicode form NFKD. A
// passphrase is taken as it is, spaces and case included; nullptr and an empty one are the same.
// Fails with the errors of normal_words, or E_BAD_PASSPHRASE when it is not UTF-8.
Result<SecretBytes> seed_of_words(const SecretBytes& typed, const SecretBytes* passphrase);

// True for words that everybody knows, whose coins anyone can take: one word repeated (all but the
// last: "abandon ... about", "test ... junk", "zoo ... wrong"), or entropy that is one octet
// repeated or counts upwards. False for words that are no seed at all.
bool is_well_known(const SecretBytes& typed);

}  // namespace coldquill
