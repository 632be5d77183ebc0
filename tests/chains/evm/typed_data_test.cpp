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

// Of exactly the types that the contracts publish.
std::string of_contract(const std::string& primary, const std::string& types,
                        const std::string& contract, const std::string& message) {
  return R"({"types": {"EIP712Domain": [{"name": "chainId", "type": "uint256"},
      {"name": "verifyingContract", "type": "address"}], )" +
         types + R"(}, "primaryType": ")" + primary +
         R"(", "domain": {"chainId": 1, "verifyingContract": ")" + contract + R"("}, "message": )" +
         message + "}";
}

const std::string permit2_contract = "0x000000000022D473030F116dDEE9F6B43aC78BA3";
const std::string usdc_contract = "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48";
const std::string someone = "0x71C7656EC7ab88b098defB751B7401B5f6d8976F";

std::string members(std::initializer_list<std::pair<std::string_view, std::string_view>> all) {
  std::string out;
  for (const auto& [type, name] : all) {
    out += (out.empty() ? "[" : ", ") + std::string(R"({"name": ")") + std::string(name) +
           R"(", "type": ")" + std::string(type) + "\"}";
  }
  return out + "]";
}

std::string permit2(const std::string& token, const std::string& amount, const std::string& end,
                    const std::string& contract = permit2_contract) {
  const std::string types =
      "\"PermitSingle\": " +
      members({{"PermitDetails", "details"}, {"address", "spender"}, {"uint256", "sigDeadline"}}) +
      ", \"PermitDetails\": " +
      members({{"address", "token"},
               {"uint160", "amount"},
               {"uint48", "expiration"},
               {"uint48", "nonce"}});
  return of_contract("PermitSingle", types, contract,
                     R"({"details": {"token": ")" + token + R"(", "amount": ")" + amount +
                         R"(", "expiration": ")" + end + R"(", "nonce": "0"}, "spender": ")" +
                         someone + R"(", "sigDeadline": "1800000000"})");
}

std::string eip2612(const std::string& spender_type, const std::string& spender) {
  const std::string types = "\"Permit\": " + members({{"address", "owner"},
                                                      {spender_type, "spender"},
                                                      {"uint256", "value"},
                                                      {"uint256", "nonce"},
                                                      {"uint256", "deadline"}});
  return of_contract("Permit", types, usdc_contract,
                     R"({"owner": ")" + someone + R"(", "spender": ")" + spender +
                         R"(", "value": "5000000", "nonce": "0", "deadline": "1800000000"})");
}

std::string dai(const std::string& expiry, const std::string& allowed) {
  const std::string types = "\"Permit\": " + members({{"address", "holder"},
                                                      {"address", "spender"},
                                                      {"uint256", "nonce"},
                                                      {"uint256", "expiry"},
                                                      {"bool", "allowed"}});
  return of_contract("Permit", types, "0x6B175474E89094C44Da98b954EedeAC495271d0F",
                     R"({"holder": ")" + someone + R"(", "spender": ")" + someone +
                         R"(", "nonce": "0", "expiry": ")" + expiry + R"(", "allowed": )" +
                         allowed + "}");
}

// With an order of somebody's own as witness, whose members look like those of a permit.
std::string with_witness() {
  const std::string types =
      "\"PermitWitnessTransferFrom\": " +
      members({{"TokenPermissions", "permitted"},
               {"address", "spender"},
               {"uint256", "nonce"},
               {"uint256", "deadline"},
               {"Order", "witness"}}) +
      ", \"TokenPermissions\": " + members({{"address", "token"}, {"uint256", "amount"}}) +
      ", \"Order\": " +
      members({{"address", "token"}, {"uint256", "amount"}, {"uint256", "deadline"}});
  return of_contract("PermitWitnessTransferFrom", types, permit2_contract,
                     R"({"permitted": {"token": ")" + usdc_contract +
                         R"(", "amount": "7000000"}, "spender": ")" + someone +
                         R"(", "nonce": "0", "deadline": "1800000000", "witness": {"token": ")" +
                         usdc_contract + R"(", "amount": "1", "deadline": "2"}})");
}

TEST(Permits, InWords) {
  const std::string who = "who: " + someone + "\n";
  EXPECT_EQ(in_words(permit2(usdc_contract, "250500000", "1900000000")),
            "may take: 250.5 USDC\nmay take until: 2030-03-17 17:46:40 UTC\n" + who +
                "handed in until: 2027-01-15 08:00:00 UTC\n");
  EXPECT_EQ(in_words(permit2("0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC", "7", "0")),
            "may take: 7 smallest units of the token 0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC\n"
            "may take until: the block it comes in\n" +
                who + "handed in until: 2027-01-15 08:00:00 UTC\n");
  EXPECT_EQ(in_words(eip2612("address", someone)),
            who +
                "may take: 5 USDC\n"
                "handed in until: 2027-01-15 08:00:00 UTC, and then it has no end\n");
  EXPECT_EQ(in_words(dai("0", "true")),
            who +
                "handed in until: any time, and then it has no end\n"
                "may take: UNLIMITED of the token 0x6B175474E89094C44Da98b954EedeAC495271d0F\n");
  EXPECT_EQ(in_words(with_witness()),
            "may take once: 7 USDC\n" + who +
                "until: 2027-01-15 08:00:00 UTC\n"
                "and more: the rest of it is not put into words: read Content\n");
}

// A member of the witness whose name begins like a known one, and whose token is none.
TEST(Permits, AWitnessThatLooksLikeMore) {
  std::string typed = with_witness();
  for (
      const auto& [from, to] :
      {std::pair<std::string, std::string>{"witness", "permitted2"},
       {R"({"name": "token", "type": "address"}, {"name": "amount", "type": "uint256"}, {"name": "deadline")",
        R"({"name": "token", "type": "string"}, {"name": "amount", "type": "uint256"}, {"name": "deadline")"}}) {
    for (auto at = typed.find(from); at != typed.npos; at = typed.find(from, at + to.size())) {
      typed.replace(at, from.size(), to);
    }
  }
  EXPECT_EQ(in_words(typed), in_words(with_witness()));
}

// Whoever thinks up a type of his own gets no words of ours for it, and a warning.
TEST(Permits, OfAnotherFormHaveNoWords) {
  const std::string lines = "0x2222 * proven you get 9,000 USDC";
  for (const std::string& typed :
       {eip2612("string", lines), erc20_permit("1"), dai_permit("true"),
        permit2(usdc_contract, "1", "0", usdc_contract), erc20_permit("1", "PermitForAll")}) {
    EXPECT_EQ(in_words(typed), "") << typed;
    EXPECT_TRUE(asks(review(json_text(typed)), "E_PERMIT_NOT_UNDERSTOOD")) << typed;
  }
  EXPECT_EQ(in_words(erc20_permit("1", "Order")), "");
  EXPECT_FALSE(asks(review(json_text(eip2612("address", someone))), "E_PERMIT_NOT_UNDERSTOOD"));
}

// What our own table says of a token is no part of the signature.
TEST(Permits, SourcesOfTheWords) {
  const Review seen = review(json_text(eip2612("address", someone)));
  const auto lines = facts(seen, "permit");
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0]->source, Source::signed_);
  EXPECT_EQ(lines[1]->source, Source::local);
  EXPECT_EQ(lines[1]->raw, "5000000");
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
