// The review of typed data: E06 and E09 of the attack corpus. What is read and what is refused is
// tested with the codec.
#include <gtest/gtest.h>

#include "evm_cases.h"

namespace coldquill::evm {
namespace {

using namespace test;

TEST(TypedDataReview, EveryRow) {
  const Review seen = review(payload(typed_request(typed_mail())));
  EXPECT_EQ(seen.kind(), "typed data");
  EXPECT_TRUE(seen.warnings().empty());
  EXPECT_EQ(shown(seen, "network"), "* Ethereum [local]");
  EXPECT_EQ(shown(seen, "primary_type"), "* Mail [signed]");
  EXPECT_EQ(shown(seen, "domain.name"), "* Ether Mail [signed]");
  EXPECT_EQ(shown(seen, "domain.verifyingContract"),
            "* 0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC [signed]");
  EXPECT_EQ(shown(seen, "message.to"), "Person [signed]");
  EXPECT_EQ(shown(seen, "message.to.name"), "* Bob [signed]");
  EXPECT_EQ(shown(seen, "message.contents"), "* Hello, Bob! [signed]");
  EXPECT_TRUE(facts(seen, "message.contents").front()->free_text);
  EXPECT_EQ(shown(seen, "definition"),
            "Mail(Person from,Person to,string contents)Person(string name,address wallet) "
            "[signed]");
  EXPECT_EQ(facts(seen, "domain_hash").front()->source, Source::digest);
  EXPECT_EQ(facts(seen, "message_hash").front()->source, Source::digest);
}

TEST(TypedDataReview, OfAnUnknownChain) {
  const Review seen = review(json_text(typed_mail(R"("chainId": 609112567, )")));
  ASSERT_EQ(seen.warnings().size(), 1u);
  EXPECT_TRUE(warns(seen, "E_UNKNOWN_CHAIN_ID"));
  EXPECT_EQ(seen.network(), "chain 609112567");
}

// E06: what would be shown and not signed, or the other way round, is refused.
TEST(TypedDataReview, NothingStandsBesideTheSignature) {
  const std::string honest = typed_mail();
  EXPECT_EQ(reason(json_text(honest)), "");
  std::string more = honest;
  more.insert(more.find("\"contents\": "), "\"refund\": \"1000 ETH\", ");
  EXPECT_EQ(reason(json_text(more)), "E_TYPED_DATA_EXTRA");
  std::string less = honest;
  const std::string_view member = ",\n  \"contents\": \"Hello, Bob!\"";
  less.erase(less.find(member), member.size());
  EXPECT_EQ(reason(json_text(less)), "E_TYPED_DATA_UNSUPPORTED");
}

// ---- E09: permits are approvals

std::string permit(const std::string& primary, const std::string& types,
                   const std::string& message) {
  return R"({"types": {"EIP712Domain": [{"name": "chainId", "type": "uint256"}], )" + types +
         R"(}, "primaryType": ")" + primary + R"(", "domain": {"chainId": 1}, "message": )" +
         message + "}";
}

std::string erc20_permit(const std::string& value, const std::string& primary = "Permit") {
  return permit(
      primary, '"' + primary + R"(": [{"name": "spender", "type": "address"},
      {"name": "value", "type": "uint256"}, {"name": "deadline", "type": "uint256"}])",
      R"({"spender": "0x71C7656EC7ab88b098defB751B7401B5f6d8976F", "deadline": "1", "value": ")" +
          value + "\"}");
}

std::string dai_permit(const std::string& allowed) {
  return permit(
      "Permit", R"("Permit": [{"name": "holder", "type": "address"},
      {"name": "allowed", "type": "bool"}])",
      R"({"holder": "0x71C7656EC7ab88b098defB751B7401B5f6d8976F", "allowed": )" + allowed + "}");
}

std::string permit2_batch(const std::string& second) {
  return permit(
      "PermitBatch", R"("PermitBatch": [{"name": "details", "type": "PermitDetails[]"}],
      "PermitDetails": [{"name": "token", "type": "address"}, {"name": "amount", "type": "uint160"}])",
      R"({"details": [{"token": "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48", "amount": "1"},
      {"token": "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48", "amount": ")" +
          second + "\"}]}");
}

bool unlimited(const std::string& typed) {
  return asks(review(json_text(typed)), "E_UNLIMITED_APPROVAL");
}

std::string power_of_two(unsigned bit, std::uint64_t less = 0) {
  Uint256 out(1);
  for (unsigned i = 0; i < bit; ++i) out = *out.plus(out);
  return out.minus(less)->text();
}

TEST(Permits, WithoutALimit) {
  EXPECT_TRUE(unlimited(erc20_permit(Uint256::max().text())));
  EXPECT_TRUE(unlimited(erc20_permit(power_of_two(255))));
  EXPECT_FALSE(unlimited(erc20_permit(power_of_two(255, 1))));
  EXPECT_TRUE(unlimited(dai_permit("true")));
  EXPECT_FALSE(unlimited(dai_permit("false")));
  EXPECT_TRUE(unlimited(permit2_batch(power_of_two(160, 1))));
  EXPECT_TRUE(unlimited(permit2_batch(power_of_two(159))));
  EXPECT_FALSE(unlimited(permit2_batch(power_of_two(159, 1))));
}

// label, value; a line each
std::string in_words(const std::string& typed) {
  std::string out;
  const Review seen = review(json_text(typed));
  for (const Fact* fact : facts(seen, "permit")) {
    out += fact->label + ": " + fact->value + "\n";
  }
  return out;
}

std::string permit2(const std::string& token, const std::string& amount, const std::string& end) {
  return permit("PermitSingle", R"("PermitSingle": [{"name": "details", "type": "PermitDetails"},
      {"name": "spender", "type": "address"}, {"name": "sigDeadline", "type": "uint256"}],
      "PermitDetails": [{"name": "token", "type": "address"}, {"name": "amount", "type": "uint160"},
      {"name": "expiration", "type": "uint48"}])",
                R"({"details": {"token": ")" + token + R"(", "amount": ")" + amount +
                    R"(", "expiration": ")" + end +
                    R"("}, "spender": "0x71C7656EC7ab88b098defB751B7401B5f6d8976F",
      "sigDeadline": "1800000000"})");
}

TEST(Permits, InWords) {
  const std::string spender = "who: 0x71C7656EC7ab88b098defB751B7401B5f6d8976F\n";
  EXPECT_EQ(
      in_words(permit2("0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48", "250500000", "1900000000")),
      "may take: 250.5 USDC\nexpiration: 2030-03-17 17:46:40 UTC\n" + spender +
          "sigDeadline: 2027-01-15 08:00:00 UTC\n");
  EXPECT_EQ(in_words(permit2("0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC", "7", "0")),
            "may take: 7 smallest units of the token 0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC\n"
            "expiration: as the contract takes 0\n" +
                spender + "sigDeadline: 2027-01-15 08:00:00 UTC\n");
  EXPECT_EQ(in_words(dai_permit("true")), "may take: UNLIMITED of a token that is not named\n");
  EXPECT_EQ(in_words(dai_permit("false")),
            "may take: nothing any more of a token that is not named\n");
  EXPECT_EQ(in_words(erc20_permit("1", "Order")), "");
}

// A large number elsewhere is none.
TEST(Permits, OtherTypedData) {
  EXPECT_FALSE(unlimited(erc20_permit(Uint256::max().text(), "Order")));
  EXPECT_EQ(reason(json_text(erc20_permit("1"))), "");
}

TEST(Permits, TheWholeNumberIsShown) {
  const Review seen = review(json_text(erc20_permit(Uint256::max().text())));
  EXPECT_EQ(shown(seen, "message.value"), "* " + Uint256::max().text() + " [signed]");
  EXPECT_EQ(shown(seen, "message.spender"), "* " + std::string(payee) + " [signed]");
}

}  // namespace
}  // namespace coldquill::evm
