// What a person is shown, which key is asked for, and what is refused.
#include <gtest/gtest.h>

#include "message_cases.h"

namespace coldquill::bitcoin_message {
namespace {

using namespace test;

std::string shown(const Review& review, std::string_view name) {
  const auto found = facts(review, name);
  if (found.size() != 1) return std::to_string(found.size()) + " facts";
  const Fact& fact = *found.front();
  return (fact.headline ? "* " : "") + fact.value + " [" + std::string(name_of(fact.source)) + "]";
}

TEST(Review, ShowsTheTextAndWhoseSignatureItIs) {
  const Review seen = review(command("I agree"));
  EXPECT_EQ(seen.family(), "bitcoin");
  EXPECT_EQ(seen.kind(), "message");
  EXPECT_EQ(seen.network(), "mainnet");
  EXPECT_TRUE(seen.warnings().empty());
  EXPECT_EQ(shown(seen, "message"), "* I agree [signed]");
  EXPECT_EQ(shown(seen, "message_length"), "7 bytes [signed]");
  EXPECT_EQ(shown(seen, "network"), "* Bitcoin mainnet [proven]");
  EXPECT_EQ(shown(seen, "from"), "* " + std::string(first_address) + " [proven]");
  EXPECT_EQ(shown(seen, "path"), std::string(first_path) + " [proven]");
  EXPECT_FALSE(seen.has("asked_key"));
}

// The addresses of BIP-0049 and BIP-0084, and those that other wallets show for these words.
TEST(Review, TheAddressIsThatOfThePath) {
  const std::pair<const char*, const char*> rows[] = {
      {"m/44'/0'/0'/0/0", "1LqBGSKuX5yYUonjxT5qGfpUsXKYYWeabA"},
      {"m/49'/0'/0'/0/0", "37VucYSaXLCAsxYyAPfbSi9eh4iEcbShgf"},
      {"m/49'/1'/0'/0/0", "2Mww8dCYPUpKHofjgcXcBCEGmniw9CoaiD2"},
      {"m/84'/0'/0'/1/0", "bc1q8c6fshw2dlwun7ekn9qwf37cu2rn755upcp6el"},
      {"m/84'/1'/0'/0/0", "tb1q6rz28mcfaxtmd6v789l9rrlrusdprr9pqcpvkl"}};
  for (const auto& [at, address] : rows) {
    const Review seen = review(command("x", at));
    EXPECT_EQ(fact(seen, "from"), address);
    EXPECT_EQ(seen.network(), std::string_view(at).substr(6, 1) == "0" ? "mainnet" : "testnet");
  }
}

TEST(Review, HasALineForEachLineOfTheText) {
  const auto seen = review(command("one\n\nthree\n\n"));
  std::vector<std::string> lines;
  for (const Fact* line : facts(seen, "message")) lines.push_back(line->value);
  EXPECT_EQ(lines, (std::vector<std::string>{"one", "", "three", ""}));
}

TEST(Review, OtherBytesAreAnotherReview) {
  const char* texts[] = {"a\nb", "a\r\nb", "a\rb",  "a\n\nb",  "a b",
                         "a\tb", "a  b",   "a\\nb", "a\nb\n\n"};
  for (const char* one : texts) {
    for (const char* other : texts) {
      EXPECT_EQ(review(command(one)).text() == review(command(other)).text(), one == other);
    }
  }
}

TEST(Review, WhatIsNoTextIsEscapedAndAskedAbout) {
  const Review seen =
      review(payload(parts("pay \xe2\x80\xae"
                           "001")));
  EXPECT_EQ(fact(seen, "message"), "pay [U+202E]001");
  EXPECT_TRUE(asks(seen, "E_MESSAGE_NOT_TEXT"));
  EXPECT_TRUE(asks(review(command("a\x1b[2Jb")), "E_MESSAGE_NOT_TEXT"));
  for (const char* around : {"", "0x", "0X", " ", "\n"}) {
    const std::string hash = around + std::string(64, 'a') + "\n\n";
    EXPECT_TRUE(asks(review(command(hash)), "E_MESSAGE_LOOKS_LIKE")) << around;
  }
  EXPECT_EQ(reason(payload(parts(std::string(32, '\x80')))), "E_RAW_DIGEST");
}

TEST(Review, WhoAsksIsOnlyClaimed) {
  Parts request = parts("x");
  request.asked_by = "Sparrow\nfrom: somebody";
  EXPECT_EQ(shown(review(payload(request)), "asked_by"), "Sparrow[U+000A]from: somebody [claimed]");
}

// ---- Whose key

TEST(Key, OfSomebodyElseIsNotAskedFor) {
  Parts request = parts("x");
  request.paths = {UrKeyPath::of({Wallet::zoo().fingerprint(), path(first_path)})};
  const auto draft = prepare(payload(request));
  ASSERT_TRUE(draft);
  EXPECT_TRUE(draft->jobs().empty());
  const Review& seen = draft->review();
  EXPECT_EQ(shown(seen, "from"), std::string(first_address) + " [claimed]");
  EXPECT_EQ(shown(seen, "network"), "Bitcoin mainnet [claimed]");
  EXPECT_EQ(shown(seen, "asked_key"),
            "[" + Wallet::zoo().fingerprint().text() + "/84'/0'/0'/0/0] [claimed]");
}

TEST(Key, WithoutKeysThereIsAReviewAndNothingToSign) {
  const auto draft = coldquill::prepare<BitcoinMessage>(command("x"), {});
  ASSERT_TRUE(draft);
  EXPECT_TRUE(draft->jobs().empty());
  EXPECT_EQ(shown(draft->review(), "asked_key"), std::string(first_path) + " [claimed]");
  EXPECT_EQ(draft->fingerprint(), prepare(command("x"))->fingerprint());
  EXPECT_EQ(draft->fingerprint(), prepare(payload(parts("x")))->fingerprint());
}

TEST(Key, WithoutAFingerprintIsOurs) {
  Parts request = parts("x");
  request.paths = {UrKeyPath::of({{}, path(first_path)})};
  EXPECT_EQ(prepare(payload(request))->jobs().size(), 1u);
}

TEST(Key, ByItsFingerprintInText) {
  EXPECT_EQ(prepare(command("x", "73c5da0a/84h/0h/0h/0/0"))->jobs().size(), 1u);
  const auto other = prepare(command("x", "73c5da0b/84h/0h/0h/0/0"));
  EXPECT_TRUE(other->jobs().empty());
  EXPECT_EQ(shown(other->review(), "asked_key"), "[73c5da0b/84'/0'/0'/0/0] [claimed]");
}

TEST(Key, OfTheTypeThatIsNamed) {
  const std::pair<const char*, const char*> rows[] = {{"m/44'/0'/0'/0/0", "P2PKH"},
                                                      {"m/49'/0'/0'/0/0", "P2SH-P2WPKH"},
                                                      {first_path.data(), "P2WPKH"}};
  for (const auto& [at, type] : rows) {
    EXPECT_EQ(prepare(lines("x", at, type))->jobs().size(), 1u) << at;
    EXPECT_EQ(prepare(lines("x", at, type))->fingerprint(), prepare(command("x"))->fingerprint());
  }
  EXPECT_EQ(reason(lines("x", first_path, "P2PKH")), "E_BAD_MESSAGE_REQUEST");
  EXPECT_EQ(reason(lines("x", first_path, "P2TR")), "E_BAD_MESSAGE_REQUEST");
  EXPECT_EQ(reason(lines("x", "m/86'/0'/0'/0/0", "P2TR")), "E_MESSAGE_KEY");
}

TEST(Address, ALieAboutOurKeyIsRefused) {
  for (const char* address : {"bc1qnjg0jd8228aq7egyzacy8cys3knf9xvrerkf9g",  // of the next key
                              "1LqBGSKuX5yYUonjxT5qGfpUsXKYYWeabA", "nonsense", " "}) {
    EXPECT_EQ(reason(payload(parts("x", first_path, address))), "E_WRONG_SENDER") << address;
  }
}

TEST(Address, OfSomebodyElseWithoutAFingerprintIsNotOurs) {
  Parts request = parts("x", first_path, "1LqBGSKuX5yYUonjxT5qGfpUsXKYYWeabA");
  request.paths = {UrKeyPath::of({{}, path(first_path)})};
  const auto draft = prepare(payload(request));
  ASSERT_TRUE(draft);
  EXPECT_TRUE(draft->jobs().empty());
}

TEST(Address, InCapitalsIsTheSame) {
  const std::string capitals = "BC1QCR8TE4KR609GCAWUTMRZA0J4XV80JY8Z306FYU";
  EXPECT_EQ(prepare(payload(parts("x", first_path, capitals)))->jobs().size(), 1u);
}

// ---- Which keys sign messages at all

TEST(Path, OfNoAddressOrAnotherCoinIsRefused) {
  const char* paths[] = {
      "m/86'/0'/0'/0/0", "m/48'/0'/0'/2'/0/0", "m/0'/0/0",         "m",
      "m/84'/0'/0'",     "m/84'/0'/0'/0",      "m/84'/0'/0'/0/0'", "m/84'/0'/0'/0'/0",
      "m/84'/0'/0'/2/0", "m/84'/0'/0'/0/0/0",  "m/84/0/0/0/0",     "m/84'/2'/0'/0/0",
      "m/44'/60'/0'/0/0"};
  for (const char* at : paths) {
    EXPECT_EQ(reason(command("x", at)), "E_MESSAGE_KEY") << at;
    EXPECT_EQ(coldquill::prepare<BitcoinMessage>(command("x", at), {}).error().reason(),
              "E_MESSAGE_KEY")
        << at;
  }
}

TEST(Path, TheRefusalSaysWhy) {
  const auto why = [](const char* at) { return prepare(command("x", at)).error().what(); };
  EXPECT_NE(why("m/86'/0'/0'/0/0").find("taproot"), std::string::npos);
  EXPECT_NE(why("m/48'/0'/0'/2'/0/0").find("no purpose that is known"), std::string::npos);
  EXPECT_NE(why("m/84'/2'/0'/0/0").find("another coin"), std::string::npos);
}

// ---- Networks

TEST(Network, OfSeveralTestNetworksIsTheOneThatIsNamed) {
  const Payload request = command("x", "m/84'/1'/0'/0/0");
  EXPECT_EQ(review(request).network(), "testnet");
  EXPECT_EQ(review(request, "regtest").network(), "regtest");
  EXPECT_EQ(fact(review(request, "regtest"), "from").substr(0, 5), "bcrt1");
  EXPECT_EQ(reason(request, "mainnet"), "E_NETWORK_MIX");
  EXPECT_EQ(reason(command("x"), "testnet"), "E_NETWORK_MIX");
  EXPECT_EQ(reason(command("x"), "nowhere"), "E_UNKNOWN_NETWORK");
}

TEST(Network, IsThatOfTheAddress) {
  for (const char* network : {"testnet", "regtest"}) {
    const Payload plain = command("x", "m/84'/1'/0'/0/0");
    const std::string address = fact(review(plain, network), "from");
    EXPECT_EQ(review(payload(parts("x", "m/84'/1'/0'/0/0", address))).network(), network);
  }
  const std::string main = std::string(first_address);
  EXPECT_EQ(reason(payload(parts("x", "m/84'/1'/0'/0/0", main))), "E_WRONG_SENDER");
}

}  // namespace
}  // namespace coldquill::bitcoin_message
