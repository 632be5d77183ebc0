#include <coldquill/base/hex.h>
#include <coldquill/crypto/hash.h>
#include <coldquill/vault/mnemonic.h>
#include <gtest/gtest.h>
#include <support/vectors.h>
#include <vault_testing.h>

#include <set>

namespace coldquill {
namespace {

using namespace vault_testing;
using nlohmann::json;
using test::unhex;

const std::string twelve =
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
const std::string other =
    "legal winner thank year wave sausage worth useful legal winner thank yellow";

Result<std::string> normal(std::string_view typed) {
  return normal_words(secret_of(typed)).map([](const SecretBytes& s) { return text_of_secret(s); });
}

std::string seed(std::string_view words, std::string_view passphrase) {
  const SecretBytes secret = secret_of(passphrase);
  return to_hex(contents_of(*seed_of_words(secret_of(words), &secret)));
}

TEST(Bip39, PublishedVectors) {
  const json cases = test::load_vectors("bip39/english")["cases"];
  EXPECT_EQ(cases.size(), 24u);
  for (const json& one : cases) {
    const std::string words = one["words"];
    EXPECT_EQ(vault_testing::words_of_entropy(unhex(one["entropy"])), words);
    EXPECT_EQ(to_hex(*vault_testing::entropy_of_words(words)), one["entropy"]);
    const std::string got = seed(words, one["passphrase"].get<std::string>());
    EXPECT_EQ(got, one["seed"]);
    EXPECT_EQ(derive(unhex(got), {})->private_text, one["xprv"]);
  }
}

TEST(Bip39, TheListIsThePublishedOne) {
  std::string list;
  for (unsigned i = 0; i < 2048; ++i) {
    // Entropy whose first 11 bits are i: its first word is the i-th.
    Bytes entropy(16);
    entropy[0] = static_cast<std::uint8_t>(i >> 3);
    entropy[1] = static_cast<std::uint8_t>(i << 5);
    const std::string words = vault_testing::words_of_entropy(entropy);
    list += words.substr(0, words.find(' ')) + "\n";
  }
  EXPECT_EQ(to_hex(sha256(view_of(list))),
            "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda");
}

// K06: of all last words exactly those with the right checksum.
TEST(Bip39, LastWordsThatHold) {
  std::set<std::string> list;
  for (unsigned i = 0; i < 2048; ++i) {
    const Bytes entropy{static_cast<std::uint8_t>(i >> 3),
                        static_cast<std::uint8_t>(i << 5),
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0};
    const std::string words = vault_testing::words_of_entropy(entropy);
    list.insert(words.substr(0, words.find(' ')));
  }
  ASSERT_EQ(list.size(), 2048u);
  for (const auto& [count, valid] : {std::pair{12, 128}, {15, 64}, {18, 32}, {21, 16}, {24, 8}}) {
    std::string front;
    for (int i = 1; i < count; ++i) front += "zebra ";
    int held = 0;
    for (const std::string& last : list) {
      const auto words = normal(front + last);
      held += words.ok() ? 1 : 0;
      if (!words) {
        EXPECT_EQ(words.error().reason(), "E_WORDS_CHECKSUM");
      }
    }
    EXPECT_EQ(held, valid) << count;
  }
}

TEST(Words, CaseAndWhiteSpaceDoNotMatter) {
  EXPECT_EQ(*normal(other), other);
  EXPECT_EQ(*normal("  Legal WINNER\tthank  year\nwave sausage\r\nworth useful legal winner thank "
                    "yellow \n"),
            other);
  // Full-width letters and the ideographic space: the same text in form NFKD.
  EXPECT_EQ(*normal("\xef\xbd\x8c\x65gal\xe3\x80\x80winner thank year wave sausage worth useful "
                    "legal winner thank yellow"),
            other);
}

TEST(Words, SeedQrDigits) {
  const json cases = test::load_vectors("bip39/seedqr")["cases"];
  EXPECT_EQ(cases.size(), 6u);
  for (const json& one : cases) {
    const std::string digits = one["digits"];
    EXPECT_EQ(*normal(digits + "\n"), one["words"]);
    EXPECT_EQ(to_hex(*vault_testing::entropy_of_words(digits)), one["entropy"]);
    EXPECT_FALSE(normal(digits.substr(1)).ok());
  }
  EXPECT_EQ(normal(std::string(44, '0') + "2048").error().where(), "word 12");
}

TEST(Words, RefusalsNameThePositionAndNeverTheWord) {
  const auto wrong =
      normal("legal winner thank year wave sausge worth useful legal winner thank yellow");
  EXPECT_EQ(wrong.error().reason(), "E_BAD_WORDS");
  EXPECT_EQ(wrong.error().where(), "word 6");
  EXPECT_EQ(wrong.error().what().find("sausge"), std::string::npos);
  // Two words begin like this; no abbreviation is taken.
  EXPECT_EQ(normal("aban" + twelve.substr(7)).error().where(), "word 1");
  EXPECT_EQ(normal("lega" + other.substr(5)).error().where(), "word 1");
  // Thirteen, eleven, none; a word of another list; a broken encoding.
  for (const std::string& typed : {twelve + " about", twelve.substr(8), std::string(),
                                   "ábaco" + other.substr(5), "\xff" + other}) {
    EXPECT_EQ(normal(typed).error().reason(), "E_BAD_WORDS") << typed;
  }
  EXPECT_EQ(normal(twelve.substr(0, 88) + "abandon").error().reason(), "E_WORDS_CHECKSUM");
  EXPECT_EQ(normal(std::string(4096, 'a')).error().reason(), "E_BAD_WORDS");
}

// K08: the same passphrase in two Unicode forms is one; case and spaces count.
TEST(Passphrase, IsTakenInFormNfkd) {
  EXPECT_EQ(seed(twelve, "caf\xc3\xa9"), seed(twelve, "cafe\xcc\x81"));
  EXPECT_EQ(seed(twelve, "\xef\xac\x81"), seed(twelve, "fi"));
  EXPECT_NE(seed(twelve, "pass"), seed(twelve, "pass "));
  EXPECT_NE(seed(twelve, "pass"), seed(twelve, "Pass"));
  EXPECT_EQ(seed(twelve, ""), to_hex(contents_of(*seed_of_words(secret_of(twelve), nullptr))));
  // Marks in another order, and a code point that grows eighteen-fold.
  EXPECT_EQ(seed(twelve, "a\xcc\xa3\xcc\x81"), seed(twelve, "a\xcc\x81\xcc\xa3"));
  std::string long_one;
  for (int i = 0; i < 1000; ++i) long_one += "\xef\xb7\xba";
  EXPECT_EQ(seed(twelve, long_one).size(), 128u);
  const SecretBytes bad = secret_of("\xc3");
  EXPECT_EQ(seed_of_words(secret_of(twelve), &bad).error().reason(), "E_BAD_PASSPHRASE");
}

TEST(Words, KnownToEverybody) {
  const auto known = [](std::string_view words) { return is_well_known(secret_of(words)); };
  EXPECT_TRUE(known(twelve));
  EXPECT_TRUE(known("test test test test test test test test test test test junk"));
  EXPECT_TRUE(known("all all all all all all all all all all all all"));
  EXPECT_TRUE(known("zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong"));
  EXPECT_TRUE(known(other));
  EXPECT_TRUE(known(vault_testing::words_of_entropy(Bytes(32))));
  EXPECT_TRUE(known(vault_testing::words_of_entropy(
      Bytes{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})));
  EXPECT_FALSE(
      known("ozone drill grab fiber curtain grace pudding thank cruise elder eight picnic"));
  EXPECT_FALSE(known("abandon"));
}

TEST(CreateMnemonic, EveryStrengthAndNoRepeat) {
  std::set<std::string> seen;
  for (const auto& [bits, words] :
       {std::pair{128u, 12}, {160u, 15}, {192u, 18}, {224u, 21}, {256u, 24}}) {
    for (int i = 0; i < 200; ++i) {
      const std::string made = text_of_secret(create_mnemonic(bits));
      EXPECT_EQ(std::ranges::count(made, ' ') + 1, words);
      EXPECT_EQ(*normal(made), made);
      seen.insert(made);
    }
  }
  EXPECT_EQ(seen.size(), 1000u);
}

}  // namespace
}  // namespace coldquill
