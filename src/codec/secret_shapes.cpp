#include <coldquill/base/text.h>
#include <coldquill/codec/base58.h>
#include <coldquill/codec/bytewords.h>
#include <coldquill/codec/cbor.h>
#include <coldquill/codec/english_words.h>
#include <coldquill/codec/secret_shapes.h>
#include <coldquill/crypto/hash.h>

#include <array>
#include <bitset>
#include <optional>
#include <span>

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

constexpr bool is_letter(char c) {
  return is_lower(c) || is_upper(c);
}

constexpr std::size_t fewest_words = 12;
constexpr std::size_t most_words =
    64;  // shares are longer than seeds: 33 words (SLIP-0039), 46 (SSKR)

// Numbers before the words of a list ("1.", "2)"), and the heads of Specter's parts ("p1of3").
bool is_numbering(std::string_view token) {
  if (token.starts_with('p') && token.size() > 1 && is_digit(token[1])) {
    return token.find_first_not_of("0123456789of", 1) == token.npos;
  }
  return token.find_first_not_of("0123456789.:)") == token.npos;
}

// Three to eight letters, as all words of BIP-0039 have, in any case.
bool is_word(std::string_view token) {
  return token.size() >= 3 && token.size() <= 8 && std::ranges::all_of(token, is_letter);
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

// Whether a word of BIP-0039 begins with these three letters: few of the tokens of a large base64
// text do.
bool begins_like_one(std::string_view lower_case) {
  constexpr std::size_t letters = 26;
  const auto place = [](std::string_view word) {
    std::size_t out = 0;
    for (std::size_t i = 0; i < 3; ++i)
      out = out * letters + static_cast<std::size_t>(word[i] - 'a');
    return out;
  };
  static const auto beginnings = [&place] {
    std::bitset<letters * letters * letters> out;
    for (std::size_t i = 0; i < english_word_count; ++i) out.set(place(english_word(i)));
    return out;
  }();
  return beginnings.test(place(lower_case));
}

// Of a word of BIP-0039 in any case, or of its first four letters, as people stamp them into steel:
// its place in the list.
std::optional<std::size_t> listed(std::string_view token) {
  if (!is_word(token)) return {};
  std::array<char, 8> lower{};
  std::ranges::transform(token, lower.begin(),
                         [](char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; });
  const std::string_view word(lower.data(), token.size());
  if (!begins_like_one(word)) return {};
  return word.size() == 4 ? english_index_of_beginning(word) : english_index(word);
}

using Words = std::span<const std::size_t>;  // places in the list

// The last bits are the first ones of the SHA-256 of those before (BIP-0039). 12 to 24 words.
bool has_checksum(Words words) {
  constexpr std::size_t bits_of_word = 11;
  std::array<std::uint8_t, 33> bits{};
  for (std::size_t i = 0; i < words.size() * bits_of_word; ++i) {
    const bool set = (words[i / bits_of_word] >> (bits_of_word - 1 - i % bits_of_word) & 1) != 0;
    if (set) bits[i / 8] |= static_cast<std::uint8_t>(0x80 >> i % 8);
  }
  const std::size_t entropy = words.size() / 3 * 4;  // bytes
  const std::size_t left_out = 8 - words.size() / 3;
  const Digest32 digest = sha256(ByteView(bits).first(entropy));
  return bits[entropy] >> left_out == digest[0] >> left_out;
}

// Two of twelve may be there before, which hardly a seed has; "name", "type" and "address", over
// and over, are typed data.
bool are_different(Words words) {
  std::vector<std::size_t> sorted(words.begin(), words.end());
  std::ranges::sort(sorted);
  const auto again = sorted.end() - std::unique(sorted.begin(), sorted.end());
  return static_cast<std::size_t>(again) * fewest_words <= 2 * words.size();
}

// Listed words, one behind the other.
class RowOfWords {
 public:
  void put(std::size_t word) { words_.push_back(word); }
  void clear() { words_.clear(); }

  // Whether it ends in as many different words as the shortest seed has.
  [[nodiscard]] bool ends_in_words() const {
    return words_.size() >= fewest_words && are_different(last(fewest_words));
  }
  [[nodiscard]] bool ends_in_seed() const {
    for (const std::size_t size : {12u, 15u, 18u, 21u, 24u}) {
      if (words_.size() < size) return false;
      if (are_different(last(size)) && has_checksum(last(size))) return true;
    }
    return false;
  }

 private:
  [[nodiscard]] Words last(std::size_t count) const { return Words(words_).last(count); }

  std::vector<std::size_t> words_;
};

// Letters in a text, from begin to end.
struct Letters {
  std::size_t begin, end;
  bool marked;  // quotes, brackets or the like stand between them and those before
};

// "word" in {"word": "gym"}, {"word1": "gym"} and <word>gym</word>.
bool is_name_of_value(std::string_view text, const Letters& letters) {
  const auto before = text.substr(0, letters.begin);
  if (before.ends_with('<') || before.ends_with("</")) return true;
  const auto behind = [&](std::string_view skipped, std::size_t from) {
    return std::min(text.find_first_not_of(skipped, from), text.size());
  };
  const std::size_t end = behind(" \t\r\n\"'", behind("0123456789_", letters.end));
  return end < text.size() && text[end] == ':';
}

// Judges the words of a text one after another. The words that applications use are on the list
// too: between the marks of JSON and the like, and with other words around, a row of them is
// recovery words only when the checksum is right.
class RowsOfWords {
 public:
  // True when they are known to be recovery words by this one.
  bool put(std::string_view text, const Letters& letters) {
    const auto word = listed(text.substr(letters.begin, letters.end - letters.begin));
    const bool is_name = is_name_of_value(text, letters);
    if (!word || letters.marked) unmarked_.clear();
    if (!word) row_.clear();
    if (!word && !is_name) values_.clear();
    others_ = others_ || !word;
    if (!word) return false;
    unmarked_.put(*word);
    row_.put(*word);
    if (!is_name) values_.put(*word);
    words_ = words_ || row_.ends_in_words() || values_.ends_in_words();
    return unmarked_.ends_in_words() || row_.ends_in_seed() || (!is_name && values_.ends_in_seed());
  }

  [[nodiscard]] bool are_words_alone() const { return words_ && !others_; }

 private:
  RowOfWords unmarked_;  // with nothing but spaces, numbers and points between them
  RowOfWords row_;
  RowOfWords values_;  // without the names of members
  bool words_ = false;
  bool others_ = false;
};

// Whether words of BIP-0039 stand in a row, whatever stands between them but other words. One or
// two letters are none: they number and mark up.
bool has_row_of_words(std::string_view text) {
  constexpr std::size_t shortest = 3;
  constexpr std::string_view marks = "\"{}[]<>=";
  RowsOfWords rows;
  bool marked = false;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_letter(text[at])) {
      marked = marked || marks.find(text[at]) != marks.npos;
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && is_letter(text[end])) ++end;
    const Letters letters{at, end, marked};
    at = end;
    if (letters.end - letters.begin < shortest) continue;
    marked = false;
    if (rows.put(text, letters)) return true;
  }
  return rows.are_words_alone();
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

// "ms1", 48 characters or 127.
bool is_codex32(std::string_view text) {
  static constexpr std::string_view alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  const auto listed = [](char c) {
    return alphabet.find(is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c) != alphabet.npos;
  };
  return (text.size() == 48 || text.size() == 127) && same_letters(text.substr(0, 3), "ms1") &&
         std::ranges::all_of(text.substr(3), listed);
}

// One UR in one part.
std::string_view shape_of_ur(std::string_view text) {
  constexpr std::string_view scheme = "ur:";
  if (!same_letters(text.substr(0, scheme.size()), scheme)) return {};
  const auto slash = text.find('/');
  if (slash == text.npos || text.rfind('/') != slash) return {};
  const std::string type = to_lower(text.substr(scheme.size(), slash - scheme.size()));
  const auto cbor = bytewords_decode(BytewordsStyle::minimal, text.substr(slash + 1));
  return cbor ? secret_ur(type, *cbor) : secret_ur_type(type);
}

constexpr std::uint64_t tag_hdkey = 303, tag_eckey = 306;
constexpr std::uint64_t second_generation = 40'000;

enum class KeyItem { none, hdkey, eckey };

KeyItem tagged_key(const Cbor& item) {
  if (item.is_tag(tag_hdkey) || item.is_tag(tag_hdkey + second_generation)) return KeyItem::hdkey;
  if (item.is_tag(tag_eckey) || item.is_tag(tag_eckey + second_generation)) return KeyItem::eckey;
  return KeyItem::none;
}

KeyItem typed_key(std::string_view type) {
  if (type == "crypto-hdkey" || type == "hdkey") return KeyItem::hdkey;
  if (type == "crypto-eckey" || type == "eckey") return KeyItem::eckey;
  return KeyItem::none;
}

const Cbor* member(const Cbor& map, std::uint64_t key) {
  if (!map.is(CborKind::map)) return nullptr;
  for (std::size_t i = 0; i + 1 < map.items.size(); i += 2) {
    const Cbor& name = map.items[i];
    if (name.is(CborKind::uint) && name.number == key) return &map.items[i + 1];
  }
  return nullptr;
}

// It says that it is private, or a master key, which always is; or the octets say so.
bool is_private(const Cbor& key, KeyItem kind) {
  constexpr std::uint64_t is_master_at = 1, is_private_at = 2, data_at = 3;
  const auto is_true = [&](std::uint64_t at) {
    const Cbor* value = member(key, at);
    return value != nullptr && value->is(CborKind::boolean) && value->number == 1;
  };
  if (is_true(is_private_at) || (kind == KeyItem::hdkey && is_true(is_master_at))) return true;
  const Cbor* data = member(key, data_at);
  return data != nullptr && data->is(CborKind::bytes) && data->data.size() == 33 &&
         data->data.front() == 0;
}

std::string_view shape_of_item(const Cbor& item, KeyItem kind) {
  if (kind != KeyItem::none && is_private(item, kind)) return "a private key";
  const bool text = item.is(CborKind::text) || item.is(CborKind::bytes);
  if (text && utf8_prefix(item.data) == item.data.size()) return secret_shape(text_of(item.data));
  for (const Cbor& inner : item.items) {
    const auto shape = shape_of_item(inner, tagged_key(item));
    if (!shape.empty()) return shape;
  }
  return {};
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
  if (has_row_of_words(text)) return "recovery words";
  if (is_seed_digits(text)) return "recovery words as digits";
  if (is_codex32(text)) return "a seed, or a share of one";
  if (const auto shape = shape_of_ur(text); !shape.empty()) return shape;
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

std::string_view secret_code_shape(ByteView qr) {
  const bool compact = (qr.size() == 16 || qr.size() == 32) && !is_ascii_text(qr);
  return compact ? "recovery words in a compact code" : secret_shape(text_of(qr));
}

std::string_view secret_ur_type(std::string_view type) {
  if (type == "crypto-seed" || type == "seed") return "a seed";
  if (type == "crypto-bip39") return "recovery words";
  if (type == "crypto-sskr" || type == "sskr") return "a share of a seed";
  return {};
}

std::string_view secret_ur(std::string_view type, ByteView cbor) {
  if (const auto shape = secret_ur_type(type); !shape.empty()) return shape;
  const auto item = parse_cbor(cbor);
  return item ? shape_of_item(*item, typed_key(type)) : std::string_view{};
}

bool is_ur_of_keys(std::string_view type) {
  constexpr std::string_view of_keys[] = {
      "hdkey",         "eckey", "output", "output-descriptor", "account", "account-descriptor",
      "multi-accounts"};
  constexpr std::string_view first_generation = "crypto-";
  if (type.starts_with(first_generation)) type.remove_prefix(first_generation.size());
  return std::ranges::find(of_keys, type) != std::end(of_keys);
}

bool is_ascii_text(ByteView content) {
  return std::ranges::all_of(content, [](std::uint8_t octet) {
    return (octet >= 0x20 && octet < 0x7f) || is_white_space(static_cast<char>(octet));
  });
}

}  // namespace coldquill
