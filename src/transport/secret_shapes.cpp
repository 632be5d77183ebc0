#include "secret_shapes.h"

#include <coldquill/base/text.h>
#include <coldquill/codec/base58.h>
#include <coldquill/codec/base64.h>

namespace coldquill {
namespace {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool is_base58(char c) {
  return (is_digit(c) || is_lower(c) || is_upper(c)) && c != '0' && c != 'O' && c != 'I' &&
         c != 'l';
}

constexpr std::size_t fewest_words = 12;
constexpr std::size_t most_words = 24;

// Numbers before the words of a list ("1.", "2)"), and the heads of Specter's parts ("p1of3").
bool is_numbering(std::string_view token) {
  if (token.starts_with('p') && token.size() > 1 && is_digit(token[1])) {
    return token.find_first_not_of("0123456789of", 1) == token.npos;
  }
  return token.find_first_not_of("0123456789.:)") == token.npos;
}

// Three to eight letters, as all words of BIP-0039 have, in any case.
bool is_word(std::string_view token) {
  return token.size() >= 3 && token.size() <= 8 &&
         std::ranges::all_of(token, [](char c) { return is_lower(c) || is_upper(c); });
}

// How many words a text is made of, however they are spaced or numbered; 0 when of anything else or
// of more than most_words.
std::size_t words_in(std::string_view text) {
  std::size_t words = 0;
  while (!text.empty()) {
    const auto end = std::ranges::find_if(text, is_white_space);
    const auto token = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(std::min(token.size() + 1, text.size()));
    if (token.empty() || is_numbering(token)) continue;
    if (!is_word(token) || ++words > most_words) return 0;
  }
  return words;
}

// The head of a part, and two words or more behind it: a share of the words in one code.
bool is_part_of_words(std::string_view text) {
  const auto head = text.substr(0, text.find(' '));
  return head.starts_with('p') && head.find("of") != head.npos && is_numbering(head) &&
         words_in(text) >= 2;
}

// Four digits for each of 12, 15, 18, 21 or 24 words (SeedQR).
bool is_seed_digits(std::string_view text) {
  return text.size() >= 48 && text.size() <= 96 && text.size() % 12 == 0 &&
         std::ranges::all_of(text, is_digit);
}

// xprv, tprv and their kin of SLIP-0132: one letter, "prv", 111 characters in all.
bool is_private_extended(std::string_view token) {
  return token.size() >= 100 && token.size() <= 120 && token.substr(1, 3) == "prv";
}

bool is_wif_shape(std::string_view token) {
  constexpr std::string_view first = "KL5c9";
  return (token.size() == 51 || token.size() == 52) && first.find(token.front()) != first.npos;
}

// Version, 32 octets, and 01 when the public key is compressed.
bool is_wif(std::string_view token) {
  const auto body = base58check_decode(token);
  return body && (body->size() == 33 || body->size() == 34) &&
         (body->front() == 0x80 || body->front() == 0xef);
}

// Judges the words of a text one after another.
class TokenShapes {
 public:
  std::string_view of(std::string_view token, bool alone) {
    if (is_private_extended(token)) return "an extended private key";
    if (is_wif_shape(token) && (alone || decodes(token))) return "a private key";
    return {};
  }

 private:
  // A person's mistake holds a few keys: no list of look-alikes is decoded to its end.
  static constexpr std::size_t most_decoded = 64;

  bool decodes(std::string_view token) { return decoded_++ < most_decoded && is_wif(token); }

  std::size_t decoded_ = 0;
};

}  // namespace

std::string_view secret_shape(std::string_view text) {
  text = trimmed(text);
  if (words_in(text) >= fewest_words || is_part_of_words(text)) return "recovery words";
  if (is_seed_digits(text)) return "recovery words as digits";
  TokenShapes shapes;
  for (std::size_t at = 0; at < text.size();) {
    const auto end =
        std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), is_base58);
    const auto size = static_cast<std::size_t>(end - text.begin()) - at;
    const auto shape =
        size == 0 ? std::string_view{} : shapes.of(text.substr(at, size), size == text.size());
    if (!shape.empty()) return shape;
    at += size + 1;
  }
  return {};
}

std::string_view secret_ur_type(std::string_view type) {
  if (type == "crypto-seed" || type == "seed") return "a seed";
  if (type == "crypto-bip39") return "recovery words";
  if (type == "crypto-sskr" || type == "sskr") return "a share of a seed";
  return {};
}

}  // namespace coldquill
