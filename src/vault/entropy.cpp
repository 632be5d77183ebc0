#include "entropy.h"

#include <coldquill/codec/english_words.h>
#include <coldquill/crypto/hash.h>
#include <coldquill/vault/mnemonic.h>

#include "sodium.h"
#include "unicode.h"

namespace coldquill {
namespace {

constexpr std::size_t bits_of_word = 11;
constexpr std::size_t most_words = 24;

// The numbers of words, put one after another as bits. Bits beyond the last word are counted and
// fall away.
class WordBits {
 public:
  void put(std::size_t index) {
    if (count_++ >= most_words) return;
    for (std::size_t bit = bits_of_word; bit-- > 0; ++at_) {
      if ((index >> bit & 1) != 0) bytes()[at_ / 8] |= static_cast<std::uint8_t>(0x80 >> at_ % 8);
    }
  }
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] ByteView view() const { return bits_.view(VaultAccess{}); }

 private:
  std::span<std::uint8_t> bytes() { return bits_.bytes(VaultAccess{}); }

  SecretBytes bits_{most_words * bits_of_word / 8, VaultAccess{}};
  std::size_t count_ = 0;
  std::size_t at_ = 0;
};

bool is_digit(std::uint8_t c) {
  return c >= '0' && c <= '9';
}
bool is_space(std::uint8_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

void fold_case(std::span<std::uint8_t> text) {
  for (auto& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<std::uint8_t>(c + ('a' - 'A'));
  }
}

ByteView trimmed(ByteView text) {
  while (!text.empty() && is_space(text.front())) text = text.subspan(1);
  while (!text.empty() && is_space(text.back())) text = text.first(text.size() - 1);
  return text;
}

// The next word of the text, which is taken off. Empty at the end.
ByteView next_word(ByteView& text) {
  text = trimmed(text);
  const auto end = std::ranges::find_if(text, is_space);
  const ByteView word = text.first(static_cast<std::size_t>(end - text.begin()));
  text = text.subspan(word.size());
  return word;
}

Error bad_word(std::size_t position, std::string what) {
  return {E_BAD_WORDS, std::move(what), "word " + std::to_string(position)};
}

// SeedQR: four decimal digits for each word.
Result<void> read_digits(ByteView digits, WordBits& bits) {
  if (digits.size() % 4 != 0) {
    return Error(E_BAD_WORDS,
                 "SeedQR digits come in fours, these are " + std::to_string(digits.size()));
  }
  for (; !digits.empty(); digits = digits.subspan(4)) {
    std::size_t index = 0;
    for (const auto digit : digits.first(4)) index = index * 10 + (digit - std::size_t{'0'});
    if (index >= english_word_count) {
      return bad_word(bits.count() + 1, "these digits stand for no word");
    }
    bits.put(index);
  }
  return {};
}

Result<void> read_words(ByteView text, WordBits& bits) {
  for (ByteView word = next_word(text); !word.empty(); word = next_word(text)) {
    const auto index = english_index(text_of(word));
    if (!index) return bad_word(bits.count() + 1, "this is not in the English list");
    bits.put(*index);
  }
  return {};
}

Result<void> read_any(ByteView text, WordBits& bits) {
  text = trimmed(text);
  const bool digits = !text.empty() && std::ranges::all_of(text, is_digit);
  return digits ? read_digits(text, bits) : read_words(text, bits);
}

bool is_word_count(std::size_t count) {
  return count >= 12 && count <= 24 && count % 3 == 0;
}

// The first bits of the entropy's SHA-256, as many as there are words in three, left-aligned.
std::uint8_t checksum_of(ByteView entropy) {
  const auto mask = static_cast<std::uint8_t>(0xff00u >> (entropy.size() / 4));
  return sha256(entropy)[0] & mask;
}

}  // namespace

Result<SecretBytes> entropy_of_words(const SecretBytes& typed) {
  const StackWiper wiper;
  auto text = nfkd(typed.view(VaultAccess{}));
  if (!text) return Error(E_BAD_WORDS, "these bytes are no text");
  fold_case(text->bytes(VaultAccess{}));
  WordBits bits;
  CQ_CHECK(read_any(text->view(VaultAccess{}), bits));
  if (!is_word_count(bits.count())) {
    return Error(E_BAD_WORDS, std::to_string(bits.count()) + " words");
  }
  const std::size_t size = bits.count() / 3 * 4;
  const ByteView entropy = bits.view().first(size);
  // 24 words fill the buffer to its last bit, fewer leave zeros behind the checksum.
  if (bits.view()[size] != checksum_of(entropy)) {
    return Error(E_WORDS_CHECKSUM, "the checksum in the last word does not hold");
  }
  return SecretBytes(entropy, VaultAccess{});
}

SecretBytes words_of_entropy(const SecretBytes& entropy) {
  const StackWiper wiper;
  const ByteView bits = entropy.view(VaultAccess{});
  const bool good_size = bits.size() >= 16 && bits.size() <= 32 && bits.size() % 4 == 0;
  COLDQUILL_ASSERT(good_size);
  const std::uint8_t checksum = checksum_of(bits);
  const auto octet = [&](std::size_t i) { return i < bits.size() ? bits[i] : checksum; };
  SecretBytes room(most_words * 9, VaultAccess{});
  const auto out = room.bytes(VaultAccess{});
  std::size_t size = 0;
  for (std::size_t word = 0; word < bits.size() / 4 * 3; ++word) {
    std::size_t index = 0;
    for (std::size_t at = word * bits_of_word; at < (word + 1) * bits_of_word; ++at) {
      index = index << 1 | (octet(at / 8) >> (7 - at % 8) & 1u);
    }
    if (word > 0) out[size++] = ' ';
    for (const char c : english_word(index)) out[size++] = static_cast<std::uint8_t>(c);
  }
  return SecretBytes(out.first(size), VaultAccess{});
}

}  // namespace coldquill
