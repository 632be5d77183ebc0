#include <coldquill/base/hex.h>
#include <coldquill/codec/eip55.h>
#include <gtest/gtest.h>
#include <support/vectors.h>

namespace coldquill {
namespace {

std::string reason_of(std::string_view text) {
  const auto address = parse_eip55(text);
  return address ? "" : std::string(address.error().reason());
}

std::string swapped_case(std::string text, std::size_t at) {
  text[at] = static_cast<char>(text[at] ^ 0x20);
  return text;
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

TEST(Eip55, PublishedAddresses) {
  const auto cases = test::load_vectors("ethereum/eip55").at("cases");
  for (const auto& c : cases) {
    const std::string text = c.at("address");
    const auto address = parse_eip55(text);
    ASSERT_TRUE(address.ok()) << text;
    EXPECT_EQ(to_hex(*address), c.at("hex"));
    EXPECT_EQ(eip55(*address) == text, c.at("checksummed").get<bool>());
    EXPECT_EQ(reason_of("0x" + c.at("hex").get<std::string>()), "");
  }
  EXPECT_EQ(cases.size(), 9u);
}

TEST(Eip55, AnyLetterOfAnotherCaseIsRefused) {
  const std::string good = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
  std::size_t tried = 0;
  for (std::size_t i = 2; i < good.size(); ++i) {
    if (!is_letter(good[i])) continue;
    EXPECT_EQ(reason_of(swapped_case(good, i)), "E_EVM_CHECKSUM") << i;
    ++tried;
  }
  EXPECT_EQ(tried, 18u);
}

TEST(Eip55, AWrongDigitIsRefused) {
  EXPECT_EQ(reason_of("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAee"), "E_EVM_CHECKSUM");
}

TEST(Eip55, OneCaseOnlyHasNoChecksum) {
  EXPECT_EQ(reason_of("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"), "");
  EXPECT_EQ(reason_of("0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED"), "");
  EXPECT_EQ(reason_of("0x0000000000000000000000000000000000000000"), "");
}

TEST(Eip55, OtherTextsAreNoAddresses) {
  const std::string digits = "5aaeb6053f3e94c9b9a09f33669435e7ef1beaed";
  for (const auto& text :
       {std::string(), std::string("0x"), digits, "0X" + digits, "0x" + digits + "0",
        "0x" + digits.substr(1), "0x" + digits + "00", "0x" + digits.substr(2), " 0x" + digits,
        "0x" + digits.substr(1) + "g", "0x" + digits.substr(1) + " ", std::string("vitalik.eth")})
    EXPECT_EQ(reason_of(text), "E_BAD_EVM_ADDRESS") << text;
}

}  // namespace
}  // namespace coldquill
