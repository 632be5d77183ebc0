// Secrets from people and from descriptors, so that no other module ever holds their octets.
#pragma once

#include <coldquill/vault/secret.h>

#include <chrono>

namespace coldquill {

inline constexpr Reason E_NO_TERMINAL{
    "E_NO_TERMINAL", Errc::usage,
    "Run this on a terminal. Programs give secrets through descriptors (--words-fd, --password-fd) "
    "and answers as options, which --help lists."};
inline constexpr Reason E_SECRET_TOO_LONG{
    "E_SECRET_TOO_LONG", Errc::key, "Words, passphrases and passwords have at most 4096 bytes."};
inline constexpr Reason E_PASSWORDS_DIFFER{"E_PASSWORDS_DIFFER", Errc::key,
                                           "Start again and type the same twice."};
inline constexpr Reason E_EMPTY_PASSWORD{
    "E_EMPTY_PASSWORD", Errc::key,
    "Choose a password: whoever finds the wallet file could open it otherwise."};
inline constexpr Reason E_INTERRUPTED{"E_INTERRUPTED", Errc::declined, "Start again when ready."};
inline constexpr Reason E_WORDS_DIFFER{
    "E_WORDS_DIFFER", Errc::key,
    "Nothing was kept: throw away what you wrote down, and start again with new words."};

inline constexpr std::size_t longest_secret = 4096;

// Everything from an open descriptor up to its end. One line end at the end ("\n" or "\r\n") is
// dropped and nothing else. Fails with E_CANNOT_READ or E_SECRET_TOO_LONG.
Result<SecretBytes> read_secret(int descriptor);

// Exactly so many octets from a descriptor that another program writes to, and that may be one that
// does not block. Fails with E_CANNOT_READ when they do not come within the time, or
// E_SECRET_TOO_LONG.
Result<SecretBytes> receive_secret(int descriptor, std::size_t size,
                                   std::chrono::milliseconds patience);

// One line from /dev/tty, without echo; standard input and output are not touched. The terminal is
// put back as it was, also when a signal ends the program. Fails with E_NO_TERMINAL,
// E_SECRET_TOO_LONG or E_INTERRUPTED (end of input).
Result<SecretBytes> ask_secret(const std::string& prompt);

// The same, asked twice. Fails with E_PASSWORDS_DIFFER too.
Result<SecretBytes> ask_new_secret(const std::string& prompt);
// That, and not empty. Fails with E_EMPTY_PASSWORD too.
Result<SecretBytes> ask_new_password(const std::string& prompt);

// Shows the words, numbered, on the alternate screen of /dev/tty until Enter is pressed, and clears
// it, also before a signal ends or stops the program. They pass through no other memory of ours.
// Fails with E_NO_TERMINAL, E_INTERRUPTED or the errors of normal_words (mnemonic.h).
Result<void> show_words(const SecretBytes& words);

// Asks for three of the words, chosen at random. Fails with E_WORDS_DIFFER at the first wrong one.
Result<void> confirm_words(const SecretBytes& words);

}  // namespace coldquill
