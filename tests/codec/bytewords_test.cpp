#include <coldquill/base/hex.h>
#include <coldquill/base/writer.h>
#include <coldquill/codec/bytewords.h>
#include <coldquill/codec/crc32.h>
#include <gtest/gtest.h>
#include <support/vectors.h>

namespace coldquill {
namespace {

const nlohmann::json& core() {
  static const auto cases = test::load_vectors("ur/core").at("cases");
  return cases;
}

BytewordsStyle style_of(const std::string& name) {
  if (name == "standard") return BytewordsStyle::standard;
  return name == "uri" ? BytewordsStyle::uri : BytewordsStyle::minimal;
}

TEST(Crc32, PublishedValues) {
  EXPECT_EQ(crc32(view_of("123456789")), 0xCBF43926u);
  for (const auto& c : core().at("crc32"))
    EXPECT_EQ(to_hex(Writer().u32be(crc32(view_of(c.at("input").get<std::string>()))).view()),
              c.at("hex"));
}

TEST(Bytewords, PublishedTexts) {
  for (const auto& c : core().at("bytewords")) {
    const Bytes bytes = test::unhex(c.at("hex"));
    for (const char* style : {"standard", "uri", "minimal"}) {
      if (!c.contains(style)) continue;
      const std::string text = c.at(style);
      EXPECT_EQ(bytewords_encode(style_of(style), bytes), text);
      EXPECT_EQ(*bytewords_decode(style_of(style), text), bytes);
    }
  }
}

TEST(Bytewords, PublishedRefusals) {
  for (const auto& c : core().at("bytewords_invalid"))
    EXPECT_EQ(
        bytewords_decode(style_of(c.at("style")), c.at("text").get<std::string>()).error().reason(),
        "E_BAD_BYTEWORDS");
}

TEST(Bytewords, EveryWordBothWays) {
  Bytes all;
  for (unsigned octet = 0; octet < 256; ++octet) all.push_back(static_cast<std::uint8_t>(octet));
  for (const auto style :
       {BytewordsStyle::standard, BytewordsStyle::uri, BytewordsStyle::minimal}) {
    const std::string text = bytewords_encode(style, all);
    EXPECT_EQ(*bytewords_decode(style, text), all);
    std::string upper = text;
    std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return std::toupper(c); });
    EXPECT_EQ(*bytewords_decode(style, upper), all);
  }
  EXPECT_EQ(bytewords_phrase(Bytes{0, 1, 2, 0x80, 0xff, 0}), "able acid also lava zoom able");
}

TEST(Bytewords, DamageIsFound) {
  const std::string good = "aeadaolazmjendeoti";
  const auto minimal = [](const std::string& text) {
    return bytewords_decode(BytewordsStyle::minimal, text).ok();
  };
  ASSERT_TRUE(minimal(good));
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (char other = 'a'; other <= 'z'; ++other) {
      std::string text = good;
      text[at] = other;
      EXPECT_EQ(minimal(text), other == good[at]) << text;
    }
    EXPECT_FALSE(minimal(good.substr(0, at)));
  }
  EXPECT_FALSE(minimal("aeadaolazmjendeot1"));
  const auto standard = [](const char* text) {
    return bytewords_decode(BytewordsStyle::standard, text).ok();
  };
  EXPECT_TRUE(standard("able acid also lava zoom jade need echo taxi"));
  EXPECT_FALSE(standard("able acid also lava zoom jade need echo taxi "));
  EXPECT_FALSE(standard("able-acid-also-lava-zoom-jade-need-echo-taxi"));
  EXPECT_FALSE(standard("axle acid also lava zoom jade need echo taxi"));
}

}  // namespace
}  // namespace coldquill
