// T11 of the attack corpus: addresses that begin and end alike.
#include <coldquill/model/look_alike.h>
#include <gtest/gtest.h>

namespace coldquill {
namespace {

const std::string shop = "0xFEFf657807F452805b9A5A85F5A648724c72160f";

TEST(LookAlikes, OnlyWhatDiffersBetweenTheEnds) {
  // Every character of the address exchanged for itself and a neighbour.
  for (std::size_t i = 2; i < shop.size(); ++i) {
    std::string other = shop;
    other[i] = other[i] == '1' ? '2' : '1';
    LookAlikes seen;
    EXPECT_FALSE(seen.note(shop, 2));
    const bool middle = i >= 6 && i < shop.size() - 4;
    EXPECT_EQ(seen.note(other, 2), middle ? std::optional(shop) : std::nullopt) << i;
  }
}

TEST(LookAlikes, TheSameAddressIsNone) {
  LookAlikes seen;
  EXPECT_FALSE(seen.note(shop, 2));
  EXPECT_FALSE(seen.note(shop, 2));
}

TEST(LookAlikes, CaseDoesNotTellThemApart) {
  LookAlikes seen;
  seen.note("bc1qAbcDmiddle000WxyZ", 4);
  EXPECT_TRUE(seen.note("bc1qaBcdanother00wXYz", 4));
}

TEST(LookAlikes, AnotherBeginningOrEndIsAnother) {
  LookAlikes seen;
  seen.note("bc1qabcdmiddlewxyz", 4);
  EXPECT_FALSE(seen.note("bc1pabcdanotherwxyz", 4));
  EXPECT_FALSE(seen.note("bc1qabcXanotherwxyz", 4));
  EXPECT_FALSE(seen.note("bc1qabcdanotherXxyz", 4));
}

TEST(LookAlikes, EachOfManyFindsAnother) {
  LookAlikes seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string address = "bc1qabcd" + std::to_string(i) + "wxyz";
    EXPECT_EQ(seen.note(address, 4).has_value(), i > 0) << i;
    EXPECT_EQ(seen.note(address, 4).has_value(), i > 0) << i;
  }
  EXPECT_TRUE(seen.note("bc1qabcd0wxyz", 4));
}

TEST(LookAlikes, TooShortToHaveAMiddle) {
  LookAlikes seen;
  for (const char* text : {"", "0x", "0x1234567", "bc1qabc"}) EXPECT_FALSE(seen.note(text, 2));
}

TEST(LookAlike, OfTwo) {
  const std::string other = "0xfeff000007f452805b9a5a85f5a648724c72160F";
  EXPECT_TRUE(look_alike(shop, other, 2));
  EXPECT_TRUE(look_alike(other, shop, 2));
  EXPECT_FALSE(look_alike(shop, shop, 2));
  EXPECT_FALSE(look_alike(shop, "0xfeff657807f452805b9a5a85f5a648724c72160F", 2));
  EXPECT_FALSE(look_alike(shop, "0xfefe000007f452805b9a5a85f5a648724c72160f", 2));
  EXPECT_FALSE(look_alike("0xfeff16", "0xfeff1", 2));
}

TEST(WorthTelling, EachOnceAndNotAThousand) {
  EXPECT_EQ(worth_telling({"a", "b", "a"}), (std::vector<std::string>{"a", "b"}));
  std::vector<std::string> many;
  for (int i = 0; i < 1000; ++i) many.push_back(std::to_string(i % 500));
  const auto told = worth_telling(many);
  ASSERT_EQ(told.size(), 11u);
  EXPECT_EQ(told[9], "9");
  EXPECT_EQ(told[10], "And 490 more such addresses.");
}

}  // namespace
}  // namespace coldquill
