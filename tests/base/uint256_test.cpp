#include <coldquill/base/hex.h>
#include <coldquill/base/uint256.h>
#include <gtest/gtest.h>

namespace coldquill {
namespace {

const std::string largest_text =
    "115792089237316195423570985008687907853269984665640564039457584007913129639935";
constexpr std::uint64_t largest64 = ~std::uint64_t{0};

std::string units(std::string_view text, unsigned decimals) {
  const auto value = parse_units256(text, decimals);
  return value ? value->text() : std::string(value.error().reason());
}

std::string number(std::string_view text) {
  const auto value = parse_uint256(text);
  return value ? value->text() : std::string(value.error().reason());
}

TEST(Uint256, IsWrittenInEachForm) {
  EXPECT_TRUE(Uint256().zero());
  EXPECT_EQ(Uint256().text(), "0");
  EXPECT_EQ(Uint256().hex(), "0x0");
  EXPECT_TRUE(Uint256().minimal().empty());
  EXPECT_EQ(Uint256(31).hex(), "0x1f");
  EXPECT_EQ(Uint256(256).text(), "256");
  EXPECT_EQ(to_hex(Uint256(256).minimal()), "0100");
  EXPECT_EQ(Uint256(largest64).text(), "18446744073709551615");
  EXPECT_EQ(to_hex(Uint256(largest64).bytes()), std::string(48, '0') + std::string(16, 'f'));
  EXPECT_EQ(Uint256::max().text(), largest_text);
  EXPECT_EQ(Uint256::max().hex(), "0x" + std::string(64, 'f'));
  EXPECT_EQ(Uint256::max().minimal().size(), 32u);
}

TEST(Uint256, IsReadFromOctets) {
  EXPECT_EQ(*Uint256::from_be({}), Uint256());
  EXPECT_EQ(*Uint256::from_be(Bytes{0, 0, 1, 2}), Uint256(258));
  EXPECT_EQ(*Uint256::from_be(Bytes(32, 0xff)), Uint256::max());
  EXPECT_FALSE(Uint256::from_be(Bytes(33, 0)).has_value());
}

TEST(Uint256, FitsInto64BitsOrNot) {
  EXPECT_EQ(Uint256().u64(), 0u);
  EXPECT_EQ(Uint256(largest64).u64(), largest64);
  EXPECT_FALSE(Uint256(largest64).plus(1)->u64().has_value());
  EXPECT_FALSE(Uint256::max().u64().has_value());
}

TEST(Uint256, IsOrderedAsNumbersAre) {
  EXPECT_LT(Uint256(255), Uint256(256));
  EXPECT_LT(Uint256(largest64), *Uint256(largest64).plus(1));
  EXPECT_GT(Uint256::max(), Uint256(largest64));
  EXPECT_EQ(Uint256(7), Uint256(7));
  EXPECT_NE(Uint256(7), Uint256(8));
}

TEST(Uint256, ArithmeticIsExactOrEmpty) {
  EXPECT_EQ(Uint256(largest64).plus(1)->text(), "18446744073709551616");
  EXPECT_FALSE(Uint256::max().plus(1).has_value());
  EXPECT_FALSE(Uint256::max().plus(Uint256::max()).has_value());
  EXPECT_EQ(*Uint256::max().plus(0), Uint256::max());

  EXPECT_EQ(*Uint256::max().minus(Uint256::max()), Uint256());
  EXPECT_EQ(Uint256::max().minus(1)->plus(1), Uint256::max());
  EXPECT_FALSE(Uint256(1).minus(2).has_value());

  const Uint256 half = *Uint256::from_be(Bytes(16, 0xff));
  EXPECT_EQ(half.times(half)->text(), number("0xfffffffffffffffffffffffffffffffe"
                                             "00000000000000000000000000000001"));
  EXPECT_FALSE(half.plus(1)->times(*half.plus(1)).has_value());  // 2^256
  EXPECT_EQ(*Uint256::max().times(1), Uint256::max());
  EXPECT_EQ(*Uint256::max().times(0), Uint256());
  EXPECT_FALSE(Uint256::max().times(2).has_value());
  EXPECT_EQ(Uint256(21000).times(30'000'000'000)->text(), "630000000000000");
}

TEST(Uint256, IsReadFromText) {
  EXPECT_EQ(number("0"), "0");
  EXPECT_EQ(number(largest_text), largest_text);
  EXPECT_EQ(number("0x0"), "0");
  EXPECT_EQ(number("0x1F"), "31");
  EXPECT_EQ(number("0x" + std::string(64, 'f')), largest_text);
  EXPECT_EQ(number("0x" + std::string(63, '0') + "1"), "1");
  for (const char* text : {"", "-1", "+1", "01", "00", " 1", "1 ", "1.0", "1e3", "ff", "0x", "0X1",
                           "0xg", "0x-1", "1_000"})
    EXPECT_EQ(number(text), "E_BAD_AMOUNT") << text;
  EXPECT_EQ(number("0x" + std::string(65, '0')), "E_BAD_AMOUNT");
  EXPECT_EQ(number("0x1" + std::string(64, '0')), "E_BAD_AMOUNT");
}

TEST(Uint256, EndsAtItsLargestNumber) {
  std::string beyond = largest_text;
  beyond.back() = '6';
  EXPECT_EQ(number(beyond), "E_BAD_AMOUNT");
  EXPECT_EQ(number(std::string(78, '9')), "E_BAD_AMOUNT");
  EXPECT_EQ(number("1" + std::string(100000, '0')), "E_BAD_AMOUNT");
  EXPECT_EQ(units(largest_text, 1), "E_BAD_AMOUNT");
}

TEST(Units256, MoveThePoint) {
  EXPECT_EQ(units("0.5", 18), "500000000000000000");
  EXPECT_EQ(units("1", 18), "1000000000000000000");
  EXPECT_EQ(units(".000000000000000001", 18), "1");
  EXPECT_EQ(units("1.", 6), "1000000");
  EXPECT_EQ(units("007", 0), "7");
  EXPECT_EQ(units("0", 255), "0");
  EXPECT_EQ(
      units("115792089237316195423570985008687907853269984665640564039457.584007913129639935", 18),
      largest_text);
  EXPECT_EQ(
      units("115792089237316195423570985008687907853269984665640564039457.584007913129639936", 18),
      "E_BAD_AMOUNT");
}

TEST(Units256, RefuseOtherForms) {
  for (const char* text : {"", ".", "1.5.0", "-1", "1,5", "1e18", "0x10", " 1", "1.0000001"})
    EXPECT_EQ(units(text, 6), "E_BAD_AMOUNT") << text;
  EXPECT_EQ(units("0", 256), "E_BAD_AMOUNT");
  EXPECT_EQ(units("1", 4'000'000'000), "E_BAD_AMOUNT");
  EXPECT_EQ(units("1", 78), "E_BAD_AMOUNT");
}

}  // namespace
}  // namespace coldquill
