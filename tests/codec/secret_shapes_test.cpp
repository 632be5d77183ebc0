// What looks like a secret, and what does not.
#include <coldquill/base/hex.h>
#include <coldquill/codec/bytewords.h>
#include <coldquill/codec/cbor.h>
#include <coldquill/codec/english_words.h>
#include <coldquill/codec/secret_shapes.h>
#include <gtest/gtest.h>

namespace coldquill {
namespace {

const std::vector<std::string> seed = {"gym",    "sibling", "lawsuit", "attitude",
                                       "clap",   "apple",   "bottom",  "hidden",
                                       "garlic", "coffee",  "soft",    "please"};

// Every word with this before and that behind it.
std::string each(const std::string& before, const std::string& behind, std::size_t words = 12) {
  std::string out;
  for (std::size_t i = 0; i < words; ++i) out += before + seed[i % seed.size()] + behind;
  return out;
}

TEST(SecretShapes, WordsWithAnythingBetweenThem) {
  for (const std::string& text :
       {each("", " "), each("", ", "), each("", "-"), each("\"", "\"\n"),
        "[" + each("\"", "\", ") + "]", each("", " ") + "m/84'/0'/0'", each("1. ", "\r\n"),
        each("* ", "\n"), each("<li>", "</li>"), each("\u2022 \u201C", "\u201D"),
        each("", "\u00A0"), each("{\"word\": \"", "\"}"),
        "My seed phrase is: " + each("", ", ") + "(do not lose the paper)", each("", "_", 24),
        each("", "; ", 15)}) {
    EXPECT_EQ(secret_shape(text), "recovery words") << text;
  }
}

TEST(SecretShapes, WordsInOtherDress) {
  std::string capitals = each("", ", ");
  std::ranges::transform(capitals, capitals.begin(),
                         [](unsigned char c) { return std::toupper(c); });
  EXPECT_EQ(secret_shape(capitals), "recovery words");
  std::string stamped;
  for (const std::string& word : seed) stamped += word.substr(0, 4) + ".";
  EXPECT_EQ(secret_shape(stamped), "recovery words");
  std::string share;  // of SLIP-0039: other words, and more of them
  for (int i = 0; i < 33; ++i) share += "academic ";
  EXPECT_EQ(secret_shape(share), "recovery words");
  EXPECT_FALSE(secret_shape("MS10TESTSXXXXXXXXXXXXXXXXXXXXXXXXXX4NZVCA9CMCZLW").empty());
}

TEST(SecretShapes, HonestTexts) {
  for (const std::string_view text :
       {"",
        "Pay the coffee shop for apple juice and garlic bread, please; the bottom of the bill is "
        "soft.",
        "I confirm that I will act as agent of the estate, and that this account is about to move "
        "again.",
        "You can use this wallet also with any other device that you already have at home.",
        "cHNidP8BAHECAAAAASaBEjfh/ch5DaGCt7CWL5DRDcJBLwIcgE1kuN0aBo2xAAAAAAD9////AkANAwAAAAAAFgAU",
        "gym sibling lawsuit attitude clap apple bottom hidden garlic coffee soft",
        "gym sibling lawsuit attitude clap apple the bottom hidden garlic coffee soft please is it",
        "ms1 and other prefixes", "bc1q2cdkeff3l9al9zgd7ejy30gx2dwqqq4mp8m28r"}) {
    EXPECT_EQ(secret_shape(text), "") << text;
  }
}

// Every word of the list counts, and no two begin with the same four letters.
TEST(SecretShapes, TheWholeList) {
  for (std::size_t i = 0; i < english_word_count; ++i) {
    std::string text;
    for (std::size_t n = 0; n < 12; ++n) {
      text += std::string(english_word((i + n) % english_word_count)) + "/";
    }
    EXPECT_EQ(secret_shape(text), "recovery words") << text;
    const std::string_view four = english_word(i).substr(0, 4);
    EXPECT_TRUE(i == 0 || english_word(i - 1).substr(0, 4) != four) << four;
  }
}

// Other words around, and marks between them: what applications send has such words too.
TEST(SecretShapes, WordsInsideOtherData) {
  const std::string list = "[" + each("\"", "\", ") + "\"\"]";
  for (const std::string& text : std::vector<std::string>{
           "{\"mnemonic\": " + list + "}",
           "{\"mnemonic\": [" + each("{\"word\": \"", "\"}, ") + "{}]}",
           "{\"mnemonic\": [" + each("{\"recoveryWord\": \"", "\"}, ") + "{}]}",
           "{\"owner\": \"Uniswap\", \"token\": \"type\", \"seed\": " + list + ", \"name\": \"\"}",
           "<mnemonic>" + each("<word>", "</word>") + "</mnemonic>",
           "Written down in 2017 behind the mirror, by Electrum: about able abandon again age "
           "agent "
           "air "
           "aisle alarm album alert alien"}) {
    EXPECT_EQ(secret_shape(text), "recovery words") << text;
  }
  const std::string_view longer[] = {
      // of the test vectors of BIP-0039
      "horn tenant knee talent sponsor spell gate clip pulse soap slush warm silver nephew swap "
      "uncle crack brave ",
      "panda eyebrow bullet gorilla call smoke muffin taste mesh discover soft ostrich alcohol "
      "speed nation flash devote level hobby quick inner drive ghost inside "};
  for (const std::string_view words : longer) {
    std::string text = "{\"mnemonic\": [\"";
    for (const char c : words) text += c == ' ' ? "\", \"" : std::string(1, c);
    EXPECT_EQ(secret_shape(text + "\"]}"), "recovery words") << text;
  }
  std::string wrong = "{\"mnemonic\": " + list + "}";
  wrong.replace(wrong.find("please"), 6, "soft");
  EXPECT_EQ(secret_shape(wrong), "");
}

std::string member(const std::string& name) {
  return "{\"type\": \"address\", \"name\": \"" + name + "\"}, ";
}

// Names in typed data are on the list too, and nothing of it is a seed: neither the types nor the
// values, whichever comes first.
TEST(SecretShapes, TypedDataIsNoSeed) {
  std::string types, names_first, values, signature;
  for (const std::string name :
       {"owner", "token", "vault", "target", "pool", "asset", "market", "trade", "parent"}) {
    types += member(name);
    names_first += "{\"name\": \"" + name + "\", \"type\": \"address\"}, ";
    values += "\"" + name + "\": \"0x00112233445566778899aabbccddeeff00112233\", ";
    signature += "address " + name + ",";
  }
  for (const std::string& members : {types, names_first}) {
    EXPECT_EQ(secret_shape("{\"types\": {\"Setup\": [" + members + "{}]}, \"message\": {" + values),
              "");
  }
  EXPECT_EQ(secret_shape("Setup(" + signature + "uint256 nonce)"), "");
  EXPECT_EQ(secret_shape("{\"types\": {\"Order\": [" + member("owner") + member("agent") + "]"),
            "");
  EXPECT_EQ(secret_shape(each("{\"name\": \"a\", \"type\": \"A\"}, // ", "", 1)), "");
}

TEST(SecretShapes, CompactCodes) {
  EXPECT_FALSE(secret_code_shape(Bytes(16, 0x9a)).empty());
  EXPECT_FALSE(secret_code_shape(Bytes(32, 0x00)).empty());
  EXPECT_TRUE(secret_code_shape(Bytes(16, 'a')).empty());
  EXPECT_TRUE(secret_code_shape(Bytes(17, 0x9a)).empty());
}

Bytes hdkey(std::optional<bool> is_master, std::optional<bool> is_private, std::uint8_t first) {
  CborMapWriter map;
  if (is_master) map.key(1).boolean(*is_master);
  if (is_private) map.key(2).boolean(*is_private);
  Bytes key(33, 7);
  key.front() = first;
  map.key(3).bytes(key);
  CborWriter out;
  map.write_to(out);
  return out.take();
}

Bytes eckey(bool is_private, std::size_t size) {
  CborMapWriter map;
  if (is_private) map.key(2).boolean(true);
  map.key(3).bytes(Bytes(size, 2));
  CborWriter out;
  map.write_to(out);
  return out.take();
}

// A wsh() of two keys, one of them as given.
Bytes descriptor(std::uint64_t tag, const Bytes& key) {
  CborWriter out;
  out.tag(401).tag(406).map(2).uint(1).uint(1).uint(2).array(2);
  out.tag(303).raw(hdkey({}, {}, 2)).tag(tag).raw(key);
  return out.take();
}

std::string text_of_ur(const std::string& type, const Bytes& cbor) {
  return "ur:" + type + "/" + bytewords_encode(BytewordsStyle::minimal, cbor);
}

TEST(SecretShapes, PrivateKeysInURs) {
  for (const std::string generation : {"crypto-", ""}) {
    for (const Bytes& key :
         {hdkey({}, true, 0), hdkey(true, {}, 0), hdkey({}, {}, 0), hdkey({}, true, 2)}) {
      EXPECT_EQ(secret_ur(generation + "hdkey", key), "a private key");
      EXPECT_EQ(secret_shape(text_of_ur(generation + "hdkey", key)), "a private key");
    }
    EXPECT_EQ(secret_ur(generation + "eckey", eckey(true, 32)), "a private key");
    EXPECT_EQ(secret_ur(generation + "hdkey", hdkey({}, {}, 2)), "");
    EXPECT_EQ(secret_ur(generation + "hdkey", hdkey(false, false, 3)), "");
    EXPECT_EQ(secret_ur(generation + "eckey", eckey(false, 33)), "");
    EXPECT_EQ(secret_shape(text_of_ur(generation + "hdkey", hdkey({}, {}, 2))), "");
    EXPECT_FALSE(secret_ur(generation + "seed", {}).empty());
    EXPECT_FALSE(secret_ur(generation + "sskr", {}).empty());
  }
  EXPECT_FALSE(secret_ur("crypto-bip39", {}).empty());
}

TEST(SecretShapes, PrivateKeysInsideOtherURs) {
  for (const std::uint64_t tag : {303u, 40303u}) {
    EXPECT_EQ(secret_ur("crypto-output", descriptor(tag, hdkey({}, true, 0))), "a private key");
    EXPECT_EQ(secret_ur("crypto-output", descriptor(tag, hdkey({}, {}, 2))), "");
  }
  for (const std::uint64_t tag : {306u, 40306u}) {
    EXPECT_EQ(secret_ur("output-descriptor", descriptor(tag, eckey(true, 32))), "a private key");
    EXPECT_EQ(secret_ur("output-descriptor", descriptor(tag, eckey(false, 33))), "");
  }
  CborWriter words;
  words.bytes(view_of(each("", ", ")));
  EXPECT_EQ(secret_ur("bytes", words.view()), "recovery words");
  EXPECT_EQ(secret_ur("bytes", Bytes{0xff}), "");  // damaged: others say so
}

TEST(SecretShapes, TypesThatHoldKeys) {
  for (const char* type :
       {"crypto-hdkey", "hdkey", "eckey", "crypto-output", "account-descriptor"}) {
    EXPECT_TRUE(is_ur_of_keys(type)) << type;
  }
  for (const char* type : {"crypto-psbt", "psbt", "eth-sign-request", "bytes", ""}) {
    EXPECT_FALSE(is_ur_of_keys(type)) << type;
  }
}

}  // namespace
}  // namespace coldquill
