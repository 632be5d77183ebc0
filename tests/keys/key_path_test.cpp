#include <coldquill/keys/key_path.h>
#include <gtest/gtest.h>

namespace coldquill {
namespace {

TEST(KeyPath, ReadsAndWrites) {
  const KeyPath path{hardened(84), hardened(0), hardened(2), 1, 2147483647};
  EXPECT_EQ(to_string(path), "m/84'/0'/2'/1/2147483647");
  EXPECT_EQ(*parse_path("m/84'/0'/2'/1/2147483647"), path);
  EXPECT_EQ(*parse_path("84h/0h/2h/1/2147483647"), path);
  EXPECT_EQ(*parse_path("m"), KeyPath());
  EXPECT_EQ(hardened_part(path), (KeyPath{hardened(84), hardened(0), hardened(2)}));
}

// K09 of the attack list: what other programs took for a path.
TEST(KeyPath, RefusesEverythingElse) {
  for (const char* wrong :
       {"m/2147483648", "m/4294967296", "44h/60'/0/0x1", "/1", "m//1", "m/-1", "m/+1", "m/1 ",
        " m/1", "m/1''", "m/'", "m/1h'", "M/1/m", "m/99999999999999999999", "m/1/"}) {
    const auto path = parse_path(wrong);
    ASSERT_FALSE(path.ok()) << wrong;
    EXPECT_EQ(path.error().reason(), "E_BAD_PATH") << wrong;
  }
  std::string deep = "m";
  for (int i = 0; i < 255; ++i) deep += "/0";
  EXPECT_TRUE(parse_path(deep).ok());
  EXPECT_FALSE(parse_path(deep + "/0").ok());
}

TEST(KeyFingerprint, EightDigits) {
  EXPECT_EQ(KeyFingerprint::parse("d34db33f")->text(), "d34db33f");
  EXPECT_EQ(KeyFingerprint::parse("d34db33f")->number(), 0xd34db33fu);
  EXPECT_TRUE(KeyFingerprint::parse("00000000")->unknown());
  for (const char* wrong : {"", "d34db3", "d34db33f00", "x34db33f"}) {
    EXPECT_FALSE(KeyFingerprint::parse(wrong).ok()) << wrong;
  }
}

}  // namespace
}  // namespace coldquill
