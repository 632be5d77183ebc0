#include <coldquill/bitcoin/bip21.h>
#include <gtest/gtest.h>

namespace coldquill::bitcoin {
namespace {

std::string_view reason_for(std::string_view uri) {
  const auto parsed = parse_payment_uri(uri);
  return parsed ? "none" : parsed.error().reason();
}

// The examples of BIP-0021.
TEST(PaymentUri, ReadsThePublishedOnes) {
  const auto bare = parse_payment_uri("bitcoin:175tWpb8K1S7NmH4Zx6rewF9WQrcZv245W");
  ASSERT_TRUE(bare.ok());
  EXPECT_EQ(bare->address, "175tWpb8K1S7NmH4Zx6rewF9WQrcZv245W");
  EXPECT_FALSE(bare->amount);

  const auto whole = parse_payment_uri(
      "bitcoin:175tWpb8K1S7NmH4Zx6rewF9WQrcZv245W?amount=50&label=Luke-Jr&"
      "message=Donation%20for%20project%20xyz");
  ASSERT_TRUE(whole.ok());
  EXPECT_EQ(whole->amount, 5'000'000'000u);
  EXPECT_EQ(whole->label, "Luke-Jr");
  EXPECT_EQ(whole->message, "Donation for project xyz");

  EXPECT_EQ(*parse_payment_uri("bitcoin:175tWpb8K1S7NmH4Zx6rewF9WQrcZv245W?amount=20.3&"
                               "somethingyoudontunderstand=50")
                 ->amount,
            2'030'000'000u);
  EXPECT_EQ(reason_for("bitcoin:175tWpb8K1S7NmH4Zx6rewF9WQrcZv245W?req-somethingyoudontunderstand="
                       "50&req-somethingelseyoudontget=999"),
            "E_UNSUPPORTED_PAYMENT_URI");
}

TEST(PaymentUri, SchemeAndNamesInEitherCase) {
  const auto upper = parse_payment_uri("BITCOIN:BC1QCR8TE4?AMOUNT=0.5&Label=%C3%A4");
  ASSERT_TRUE(upper.ok());
  EXPECT_EQ(upper->address, "BC1QCR8TE4");
  EXPECT_EQ(upper->amount, 50'000'000u);
  EXPECT_EQ(upper->label, "\xC3\xA4");
  EXPECT_TRUE(is_payment_uri("BitCoin:x"));
  EXPECT_FALSE(is_payment_uri("bitcoin"));
  EXPECT_FALSE(is_payment_uri("litecoin:x"));
}

// T12 of the attack list.
TEST(PaymentUri, RefusesWhatCouldMislead) {
  const std::pair<const char*, std::string_view> cases[] = {
      {"?amount=1&amount=2", "E_BAD_PAYMENT_URI"},
      {"?amount=1&AMOUNT=1", "E_BAD_PAYMENT_URI"},
      {"?label=a&label=b", "E_BAD_PAYMENT_URI"},
      {"?amount=1e8", "E_BAD_AMOUNT"},
      {"?amount=-1", "E_BAD_AMOUNT"},
      {"?amount=1,5", "E_BAD_AMOUNT"},
      {"?amount=%31", "E_BAD_AMOUNT"},
      {"?amount=0x10", "E_BAD_AMOUNT"},
      {"?amount=", "E_BAD_AMOUNT"},
      {"?amount", "E_BAD_AMOUNT"},
      {"?amount=0.000000001", "E_BAD_AMOUNT"},
      {"?amount=184467440737.09551617", "E_BAD_AMOUNT"},
      {"?amount=0", "E_AMOUNT_RANGE"},
      {"?amount=21000000.00000001", "E_AMOUNT_RANGE"},
      {"?amount=1&REQ-x=1", "E_UNSUPPORTED_PAYMENT_URI"},
      {"?req-amount=1", "E_UNSUPPORTED_PAYMENT_URI"},
      {"?%61mount=1", "E_BAD_PAYMENT_URI"},
      {"?=1", "E_BAD_PAYMENT_URI"},
      {"?amount=1&&label=x", "E_BAD_PAYMENT_URI"},
      {"?label=a%0ab", "E_BAD_PAYMENT_URI"},
      {"?label=a%1b[2J", "E_BAD_PAYMENT_URI"},
      {"?label=%7f", "E_BAD_PAYMENT_URI"},
      {"?message=%c2%9b", "E_BAD_PAYMENT_URI"},
      {"?label=%", "E_BAD_PAYMENT_URI"},
      {"?label=%4", "E_BAD_PAYMENT_URI"},
      {"?label=%4g", "E_BAD_PAYMENT_URI"},
      {"?label=a b", "E_BAD_PAYMENT_URI"},
      {"?label=a\n", "E_BAD_PAYMENT_URI"},
      {"?label=a#b", "E_BAD_PAYMENT_URI"},
      {"?label=\xC3\xA4", "E_BAD_PAYMENT_URI"},
  };
  for (const auto& [query, reason] : cases) {
    EXPECT_EQ(reason_for(std::string("bitcoin:1abc") + query), reason) << query;
  }
  EXPECT_EQ(reason_for("bitcoin:"), "E_BAD_PAYMENT_URI");
  EXPECT_EQ(reason_for("bitcoin:?amount=1"), "E_BAD_PAYMENT_URI");
  EXPECT_EQ(reason_for("1abc"), "E_BAD_PAYMENT_URI");
  EXPECT_EQ(reason_for("bitcoin:" + std::string(5000, 'a')), "E_TOO_LARGE");
}

}  // namespace
}  // namespace coldquill::bitcoin
