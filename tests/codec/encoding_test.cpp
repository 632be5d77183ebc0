#include <coldquill/base/hex.h>
#include <coldquill/codec/base58.h>
#include <coldquill/codec/base64.h>
#include <coldquill/codec/bech32.h>
#include <gtest/gtest.h>
#include <support/vectors.h>

namespace coldquill {
namespace {

TEST(Base58, PublishedPairs) {
  const auto cases = test::load_vectors("encoding/base58").at("cases");
  EXPECT_EQ(cases.size(), 21u);
  std::size_t too_long = 0;
  for (const auto& c : cases) {
    const Bytes bytes = test::unhex(c.at("hex"));
    const std::string text = c.at("text");
    EXPECT_EQ(base58_encode(bytes), text);
    const auto back = base58_decode(text);
    if (text.size() > 200) {
      ++too_long;
      EXPECT_EQ(back.error().reason(), "E_BAD_BASE58");
    } else {
      EXPECT_EQ(*back, bytes);
    }
  }
  EXPECT_EQ(too_long, 1u);
}

TEST(Base58, Refusals) {
  for (const char* text : {"0", "O", "I", "l", "2g ", "2\n", "+"})
    EXPECT_EQ(base58_decode(text).error().reason(), "E_BAD_BASE58") << text;
  EXPECT_EQ(base58_decode("2gl").error().at(), 2u);
}

TEST(Base58Check, RoundTripAndDamage) {
  const std::string address = "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2";
  const auto body = base58check_decode(address);
  ASSERT_TRUE(body.ok());
  EXPECT_EQ(body->size(), 21u);
  EXPECT_EQ(base58check_encode(*body), address);
  EXPECT_FALSE(base58check_decode("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3").ok());
  EXPECT_FALSE(base58check_decode("111").ok());
  EXPECT_FALSE(base58check_decode("").ok());
}

std::string text_in(const nlohmann::json& c) {
  return std::string(text_of(test::unhex(c.at("hex"))));
}

class Bech32Vectors : public testing::TestWithParam<std::pair<const char*, Bech32Kind>> {};

TEST_P(Bech32Vectors, Texts) {
  std::size_t seen = 0;
  const auto cases = test::load_vectors(GetParam().first).at("cases");
  for (const auto& c : cases) {
    if (c.at("kind") != "text") continue;
    ++seen;
    const auto decoded = bech32_decode(text_in(c));
    // A text that is right under the other BIP counts as wrong here.
    const bool right = decoded.ok() && decoded->kind == GetParam().second;
    EXPECT_EQ(right, c.at("valid").get<bool>()) << c;
    if (!right) continue;
    std::string lower = text_in(c);
    std::ranges::transform(lower, lower.begin(), [](unsigned char l) { return std::tolower(l); });
    EXPECT_EQ(bech32_encode(decoded->kind, decoded->hrp, decoded->five_bits), lower);
  }
  EXPECT_GE(seen, 19u);
}

INSTANTIATE_TEST_SUITE_P(Bips, Bech32Vectors,
                         testing::Values(std::pair{"encoding/bip-0173", Bech32Kind::bech32},
                                         std::pair{"encoding/bip-0350", Bech32Kind::bech32m}));

// BIP-0350 holds for addresses; those of version 1 and above in BIP-0173 are superseded by it.
TEST(Segwit, Addresses) {
  std::size_t valid = 0;
  std::size_t invalid = 0;
  const auto cases = test::load_vectors("encoding/bip-0350").at("cases");
  for (const auto& c : cases) {
    if (c.at("kind") != "address") continue;
    const auto parsed = parse_segwit_address(text_in(c));
    const bool ours = parsed.ok() && (parsed->hrp == "bc" || parsed->hrp == "tb");
    EXPECT_EQ(ours, c.at("valid").get<bool>()) << c;
    ++(ours ? valid : invalid);
    if (!ours) continue;
    const Bytes script = test::unhex(c.at("script"));
    EXPECT_EQ(parsed->version, script[0] == 0 ? 0u : script[0] - 0x50u);
    EXPECT_TRUE(equal(parsed->program, ByteView(script).subspan(2)));
    std::string lower = text_in(c);
    std::ranges::transform(lower, lower.begin(), [](unsigned char l) { return std::tolower(l); });
    EXPECT_EQ(segwit_address(parsed->hrp, parsed->version, parsed->program), lower);
  }
  EXPECT_EQ(valid, 8u);
  EXPECT_EQ(invalid, 15u);
}

TEST(Segwit, OlderAddresses) {
  const auto cases = test::load_vectors("encoding/bip-0173").at("cases");
  for (const auto& c : cases) {
    if (c.at("kind") != "address") continue;
    const auto parsed = parse_segwit_address(text_in(c));
    const bool version_0 = c.value("script", "").starts_with("00");
    EXPECT_EQ(parsed.ok() && parsed->hrp != "tc", c.at("valid").get<bool>() && version_0) << c;
  }
}

TEST(Base64, Rfc4648) {
  const std::vector<std::pair<const char*, const char*>> pairs{{"", ""},
                                                               {"f", "Zg=="},
                                                               {"fo", "Zm8="},
                                                               {"foo", "Zm9v"},
                                                               {"foob", "Zm9vYg=="},
                                                               {"fooba", "Zm9vYmE="},
                                                               {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, text] : pairs) {
    EXPECT_EQ(base64_encode(view_of(plain)), text);
    EXPECT_EQ(text_of(*base64_decode(text)), plain);
  }
  EXPECT_EQ(base64_encode(Bytes{0xfb, 0xff, 0xbf}), "+/+/");
}

TEST(Base64, OneFormOnly) {
  for (const char* text : {"Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Z===", "====", "Zm9v\n", "Zm 9",
                           "Zg==Zg==", "Zm9-", "Zm9_", "=Zm9"})
    EXPECT_EQ(base64_decode(text).error().reason(), "E_BAD_BASE64") << text;
  EXPECT_EQ(without_white_space(" Zm\r\n9v\t\n"), "Zm9v");
}

}  // namespace
}  // namespace coldquill
