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
  EXPECT_EQ(seen.warnings().size(), 1u);
  EXPECT_TRUE(asks(seen, "E_TYPED_DATA_NOT_UNDERSTOOD"));
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
  EXPECT_EQ(seen.warnings().size(), 2u);
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

// Of a form that nobody knows: only the largest number of the type is nothing else.
TEST(Permits, OfAnotherFormWithoutALimit) {
  EXPECT_TRUE(unlimited(erc20_permit(Uint256::max().text())));
  EXPECT_FALSE(unlimited(erc20_permit(Uint256::max().minus(1)->text())));
  EXPECT_TRUE(unlimited(dai_permit("true")));
  EXPECT_FALSE(unlimited(dai_permit("false")));
  EXPECT_TRUE(unlimited(permit2_batch(power_of_two(160, 1))));
  EXPECT_FALSE(unlimited(permit2_batch(power_of_two(160, 2))));
}

// label, value; a line each
std::string in_words(const std::string& typed) {
  std::string out;
  const Review seen = review(json_text(typed));
  for (const Fact* fact : facts(seen, "in_words")) {
    out += fact->label + ": " + fact->value + "\n";
  }
  return out;
}

// Of what is said in part, the rest.
std::string headlines_of(const std::string& typed) {
  std::string out;
  const Review seen = review(json_text(typed));
  for (const Fact& fact : seen.facts()) {
    if (fact.headline && fact.name.find('.') != std::string::npos) out += fact.name + " ";
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
  const std::string spender = "spender: " + someone + "\n";
  const std::string deadline = "deadline: must be submitted before 2027-01-15 08:00:00 UTC";
  EXPECT_EQ(
      in_words(permit2(usdc_contract, "250500000", "1900000000")),
      spender + "allowance: 250.5 USDC\nexpires: 2030-03-17 17:46:40 UTC\n" + deadline + "\n");
  EXPECT_EQ(in_words(permit2("0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC", "7", "0")),
            spender +
                "allowance: 7 smallest units of the token "
                "0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC\n"
                "expires: in the block that it is submitted in\n" +
                deadline + "\n");
  EXPECT_EQ(in_words(eip2612("address", someone)),
            spender + "allowance: 5 USDC\n" + deadline + "; the allowance itself never expires\n");
  EXPECT_EQ(in_words(dai("0", "true")),
            spender +
                "allowance: UNLIMITED DAI\n"
                "deadline: can be submitted at any time; the allowance itself never expires\n");
  EXPECT_EQ(in_words(permit2(usdc_contract, "1", power_of_two(48, 1))),
            spender + "allowance: 0.000001 USDC\nexpires: never\n" + deadline + "\n");
  EXPECT_EQ(in_words(dai("253402300800", "false")),
            spender +
                "allowance: 0 DAI\n"
                "deadline: can be submitted at any time; the allowance itself never expires\n");
  EXPECT_EQ(in_words(dai("1800000000", "false")),
            spender + "allowance: 0 DAI\n" + deadline + "; the allowance itself never expires\n");
  EXPECT_EQ(in_words(with_witness()), spender + "may take once: 7 USDC\n" + deadline + "\n");
}

// Nothing is asked about what is wholly in words; a witness is not.
TEST(Permits, AreUnderstood) {
  for (const std::string& typed : {permit2(usdc_contract, "7", "1900000000"), dai("0", "false")}) {
    const Review seen = review(json_text(typed));
    EXPECT_FALSE(warns(seen, "E_TYPED_DATA_NOT_UNDERSTOOD")) << typed;
    EXPECT_FALSE(warns(seen, "E_UNKNOWN_TOKEN")) << typed;
  }
  const Review witness = review(json_text(with_witness()));
  EXPECT_TRUE(asks(witness, "E_TYPED_DATA_NOT_UNDERSTOOD"));
  EXPECT_EQ(headlines_of(with_witness()),
            "domain.verifyingContract message.nonce message.witness.token message.witness.amount "
            "message.witness.deadline ");
  EXPECT_EQ(witness.warnings().front().text, "only part of this permit is explained above");
}

// What is in words is not said a second time above the question.
TEST(Permits, Headlines) {
  const Review seen = review(json_text(permit2(usdc_contract, "7", "1900000000")));
  std::string names;
  for (const Fact& fact : seen.facts()) names += fact.headline ? fact.name + " " : "";
  EXPECT_EQ(
      names,
      "network primary_type domain.verifyingContract in_words in_words in_words in_words from ");
}

std::string permit2_batch_of(const std::string& first, const std::string& second) {
  const std::string types =
      "\"PermitBatch\": " +
      members(
          {{"PermitDetails[]", "details"}, {"address", "spender"}, {"uint256", "sigDeadline"}}) +
      ", \"PermitDetails\": " +
      members({{"address", "token"},
               {"uint160", "amount"},
               {"uint48", "expiration"},
               {"uint48", "nonce"}});
  const auto details = [](const std::string& token, const std::string& amount) {
    return R"({"token": ")" + token + R"(", "amount": ")" + amount +
           R"(", "expiration": "1900000000", "nonce": "0"})";
  };
  return of_contract("PermitBatch", types, permit2_contract,
                     R"({"details": [)" + details(usdc_contract, first) + ", " +
                         details("0xdAC17F958D2ee523a2206206994597C13D831ec7", second) +
                         R"(], "spender": ")" + someone + R"(", "sigDeadline": "1800000000"})");
}

// A warning for each row, each about its own token.
TEST(Permits, EveryRowOfABatch) {
  const std::string all = power_of_two(160, 1);
  const Review seen = review(json_text(permit2_batch_of(all, "10000000000000000")));
  ASSERT_EQ(seen.warnings().size(), 2u);
  const std::string permit = "signed for others, as approve(address,uint256) of ";
  EXPECT_EQ(seen.warnings()[0].subject,
            permit + "USDC " + usdc_contract + " on Ethereum for " + someone);
  EXPECT_EQ(seen.warnings()[1].subject,
            permit + "USDT 0xdAC17F958D2ee523a2206206994597C13D831ec7 on Ethereum for " + someone);
  EXPECT_EQ(seen.warnings()[1].text, "an UNLIMITED allowance: " + someone +
                                         " may take all of your USDT "
                                         "0xdAC17F958D2ee523a2206206994597C13D831ec7");
  EXPECT_TRUE(seen.warnings()[1].money->unlimited);
  EXPECT_TRUE(review(json_text(permit2_batch_of("1", "9999999999999999"))).warnings().empty());
}

TEST(Permits, OfATokenThatIsNotInTheTable) {
  const Review seen = review(json_text(permit2(someone, power_of_two(160, 2), "1900000000")));
  EXPECT_TRUE(asks(seen, "E_UNKNOWN_TOKEN") && !warns(seen, "E_UNLIMITED_APPROVAL"));
  EXPECT_TRUE(unlimited(permit2(someone, power_of_two(160, 1), "1900000000")));
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
  const auto lines = facts(seen, "in_words");
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0]->source, Source::signed_);
  EXPECT_EQ(lines[1]->source, Source::local);
  EXPECT_EQ(lines[1]->raw, "5000000");
  EXPECT_EQ(lines[1]->money->role, MoneyRole::allowance);
  EXPECT_EQ(lines[1]->money->party, someone);
  EXPECT_EQ(amount_text(*lines[1]->money), "5 USDC");
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

// ---- R03: other typed data is no second door

const std::string approve_all_usdc =
    "0x095ea7b300000000000000000000000000112233445566778899aabbccddeeff00112233"
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";
const std::string thief = "0x00112233445566778899AABbCCdDeeFf00112233";

std::string authorization(const std::string& primary, const std::string& value) {
  const std::string types = '"' + primary + "\": " +
                            members({{"address", "from"},
                                     {"address", "to"},
                                     {"uint256", "value"},
                                     {"uint256", "validAfter"},
                                     {"uint256", "validBefore"},
                                     {"bytes32", "nonce"}});
  return of_contract(primary, types, usdc_contract,
                     R"({"from": ")" + eip55(my_address()) + R"(", "to": ")" + thief +
                         R"(", "value": ")" + value +
                         R"(", "validAfter": "0", "validBefore": "1800000000", "nonce": "0x)" +
                         std::string(64, '1') + "\"}");
}

TEST(TypedTransfers, InWords) {
  for (const char* primary : {"TransferWithAuthorization", "ReceiveWithAuthorization"}) {
    const Review seen = review(json_text(authorization(primary, "999999000000")));
    EXPECT_TRUE(seen.warnings().empty());
    EXPECT_EQ(in_words(authorization(primary, "999999000000")),
              "taken from: " + eip55(my_address()) + "\nto: " + thief +
                  "\namount: 999999 USDC\nvalid after: at once\n"
                  "valid before: 2027-01-15 08:00:00 UTC\n");
    const Money money = *facts(seen, "in_words")[2]->money;
    EXPECT_EQ(money.role, MoneyRole::pays);
    EXPECT_EQ(money.party, thief);
  }
  std::string another = authorization("TransferWithAuthorization", "1");
  another.replace(another.find(eip55(my_address())), 42, someone);
  EXPECT_TRUE(asks(review(json_text(another)), "E_PERMIT_OF_ANOTHER"));
}

std::string safe_tx(const std::string& data, const std::string& operation,
                    const std::string& gas_price = "0", const std::string& value = "0") {
  const std::string types = "\"SafeTx\": " + members({{"address", "to"},
                                                      {"uint256", "value"},
                                                      {"bytes", "data"},
                                                      {"uint8", "operation"},
                                                      {"uint256", "safeTxGas"},
                                                      {"uint256", "baseGas"},
                                                      {"uint256", "gasPrice"},
                                                      {"address", "gasToken"},
                                                      {"address", "refundReceiver"},
                                                      {"uint256", "nonce"}});
  const std::string nobody = "0x" + std::string(40, '0');
  return of_contract("SafeTx", types, someone,
                     R"({"to": ")" + usdc_contract + R"(", "value": ")" + value +
                         R"(", "data": ")" + data + R"(", "operation": )" + operation +
                         R"(, "safeTxGas": "0", "baseGas": "0", "gasPrice": ")" + gas_price +
                         R"(", "gasToken": ")" + nobody + R"(", "refundReceiver": ")" + nobody +
                         R"(", "nonce": "71"})");
}

TEST(SafeTransactions, OfAnotherOperationAreRefused) {
  EXPECT_EQ(reason(json_text(safe_tx("0x", "0"))), "");
  for (const char* operation : {"1", "2"}) {
    EXPECT_EQ(reason(json_text(safe_tx("0x", operation))), "E_SAFE_DELEGATECALL");
    EXPECT_EQ(reason(json_text(safe_tx(approve_all_usdc, operation))), "E_SAFE_DELEGATECALL");
  }
}

// In the data of a Safe's transaction, of a forwarder's, or of anything else.
TEST(SafeTransactions, InsideOfBytesAreRefused) {
  std::string inner = "0x6a761202" + std::string(10 * 64, '0');
  EXPECT_EQ(reason(json_text(safe_tx(inner, "0"))), "");
  inner[2 + 8 + 4 * 64 - 1] = '1';
  EXPECT_EQ(reason(json_text(safe_tx(inner, "0"))), "E_SAFE_DELEGATECALL");
}

TEST(SafeTransactions, InWords) {
  const std::string coins = safe_tx("0x", "0", "0", "1500000000000000000");
  EXPECT_EQ(in_words(coins), "to: " + usdc_contract + "\nvalue: 1.5 ETH\n");
  EXPECT_TRUE(review(json_text(coins)).warnings().empty());
  EXPECT_TRUE(asks(review(json_text(safe_tx("0x", "0", "1"))), "E_TYPED_DATA_NOT_UNDERSTOOD"));
  const Review seen = review(json_text(safe_tx(approve_all_usdc, "0")));
  EXPECT_TRUE(asks(seen, "E_TYPED_DATA_NOT_UNDERSTOOD") && asks(seen, "E_UNLIMITED_APPROVAL"));
  EXPECT_EQ(fact(seen, "spender"), thief);
  EXPECT_EQ(fact(seen, "amount"), "UNLIMITED USDC");
  EXPECT_EQ(facts(seen, "spender").front()->group, "Call inside: Approval of tokens");
}

// The same reader for whatever bytes are in it, also where nobody knows whose call it is.
TEST(TypedData, WithACallInside) {
  const auto order = [](const std::string& data) {
    return of_contract("Order", "\"Order\": " + members({{"bytes[]", "calls"}}), someone,
                       R"({"calls": ["0x", ")" + data + "\"]}");
  };
  const Review seen = review(json_text(order(approve_all_usdc)));
  EXPECT_TRUE(asks(seen, "E_TYPED_DATA_NOT_UNDERSTOOD") && asks(seen, "E_UNLIMITED_APPROVAL"));
  EXPECT_EQ(fact(seen, "spender"), thief);
  for (const Warning& warning : seen.warnings()) EXPECT_EQ(warning.subject, "") << warning.text;
  const Review plain = review(json_text(order("0x01")));
  EXPECT_EQ(plain.warnings().size(), 1u);
  EXPECT_EQ(
      plain.warnings().front().text,
      "what it lets somebody do cannot be explained here; it holds 1 byte that a contract may "
      "run as a call");
}

std::string meta_transaction(const std::string& data) {
  const std::string types =
      "\"MetaTransaction\": " +
      members({{"uint256", "nonce"}, {"address", "from"}, {"bytes", "functionSignature"}});
  return of_contract("MetaTransaction", types, usdc_contract,
                     R"({"nonce": "0", "from": ")" + eip55(my_address()) +
                         R"(", "functionSignature": ")" + data + "\"}");
}

std::string forward_request(const std::string& data) {
  const std::string types = "\"ForwardRequest\": " + members({{"address", "from"},
                                                              {"address", "to"},
                                                              {"uint256", "value"},
                                                              {"uint256", "gas"},
                                                              {"uint256", "nonce"},
                                                              {"uint48", "deadline"},
                                                              {"bytes", "data"}});
  return of_contract("ForwardRequest", types, someone,
                     R"({"from": ")" + eip55(my_address()) + R"(", "to": ")" + usdc_contract +
                         R"(", "value": "0", "gas": "1", "nonce": "0", "deadline": "1800000000",)" +
                         R"( "data": ")" + data + "\"}");
}

std::string user_operation(const std::string& data) {
  const std::string types =
      "\"PackedUserOperation\": " + members({{"address", "sender"},
                                             {"uint256", "nonce"},
                                             {"bytes", "initCode"},
                                             {"bytes", "callData"},
                                             {"bytes32", "accountGasLimits"},
                                             {"uint256", "preVerificationGas"},
                                             {"bytes32", "gasFees"},
                                             {"bytes", "paymasterAndData"}});
  const std::string zeros = "0x" + std::string(64, '0');
  return of_contract("PackedUserOperation", types, someone,
                     R"({"sender": ")" + usdc_contract +
                         R"(", "nonce": "0", "initCode": "0x7702", "callData": ")" + data +
                         R"(", "accountGasLimits": ")" + zeros +
                         R"(", "preVerificationGas": "0", "gasFees": ")" + zeros +
                         R"(", "paymasterAndData": "0x"})");
}

// They are asked about even without any data: what the contract does is its own affair.
TEST(TypedCalls, OnBehalfOfWhoeverSigns) {
  for (const auto& typed : {meta_transaction, forward_request, user_operation}) {
    const Review seen = review(json_text(typed(approve_all_usdc)));
    EXPECT_TRUE(asks(seen, "E_TYPED_DATA_NOT_UNDERSTOOD"));
    EXPECT_TRUE(asks(seen, "E_UNLIMITED_APPROVAL"));
    EXPECT_EQ(fact(seen, "spender"), thief);
    EXPECT_EQ(fact(seen, "amount"), "UNLIMITED USDC");
    EXPECT_TRUE(asks(review(json_text(typed("0x"))), "E_TYPED_DATA_NOT_UNDERSTOOD"));
    const Review unknown = review(json_text(typed("0xdeadbeef00")));
    EXPECT_EQ(fact(unknown, "call"), "not understood, selector 0xdeadbeef, 5 bytes");
  }
  EXPECT_EQ(headlines_of(forward_request(approve_all_usdc)),
            "domain.verifyingContract message.gas message.nonce ");
  EXPECT_EQ(headlines_of(forward_request("0xdeadbeef00")),
            "domain.verifyingContract message.gas message.nonce message.data ");
  EXPECT_EQ(in_words(forward_request("0x")),
            "on behalf of: " + eip55(my_address()) + "\nto: " + usdc_contract +
                "\nvalue: 0 ETH\ndeadline: must be submitted before 2027-01-15 08:00:00 UTC\n");
}

// evm-21: a payment of zkSync, with addresses in numbers.
std::string zksync_payment(const std::string& to) {
  const std::string types = "\"Transaction\": " + members({{"uint256", "txType"},
                                                           {"uint256", "from"},
                                                           {"uint256", "to"},
                                                           {"uint256", "gasLimit"},
                                                           {"uint256", "gasPerPubdataByteLimit"},
                                                           {"uint256", "maxFeePerGas"},
                                                           {"uint256", "maxPriorityFeePerGas"},
                                                           {"uint256", "paymaster"},
                                                           {"uint256", "nonce"},
                                                           {"uint256", "value"},
                                                           {"bytes", "data"},
                                                           {"bytes32[]", "factoryDeps"},
                                                           {"bytes", "paymasterInput"}});
  const std::string from = Uint256::from_be(my_address())->text();
  return R"({"types": {"EIP712Domain": )" +
         members({{"string", "name"}, {"string", "version"}, {"uint256", "chainId"}}) + ", " +
         types +
         R"(}, "primaryType": "Transaction", "domain": {"name": "zkSync", "version": "2",)"
         R"( "chainId": 324}, "message": {"txType": "113", "from": ")" +
         from + R"(", "to": ")" + to +
         R"(", "gasLimit": "1000000", "gasPerPubdataByteLimit": "50000",)"
         R"( "maxFeePerGas": "250000000", "maxPriorityFeePerGas": "0", "paymaster": "0",)"
         R"( "nonce": "0", "value": "1000000000000000000", "data": "0x", "factoryDeps": [],)"
         R"( "paymasterInput": "0x"}})";
}

TEST(TypedCalls, OfZkSync) {
  const std::string to = Uint256::from_be(address(thief))->text();
  const Review seen = review(json_text(zksync_payment(to)));
  EXPECT_TRUE(asks(seen, "E_TYPED_DATA_NOT_UNDERSTOOD"));
  EXPECT_EQ(in_words(zksync_payment(to)), "from: " + eip55(my_address()) + "\nto: " + thief +
                                              "\nvalue: 1 ETH\nfee: at most 0.00025 ETH\n");
  EXPECT_EQ(fact(seen, "message.to"), to + ", as an address " + thief);
  EXPECT_EQ(fact(seen, "message.value"), "1000000000000000000");
}

// A look-alike hides in a number as well.
TEST(TypedCalls, AnAddressInANumberIsCompared) {
  EvmAddress like = my_address();
  for (std::size_t i = 2; i < 18; ++i) like[i] ^= 0x11;
  const Review seen = review(json_text(zksync_payment(Uint256::from_be(like)->text())));
  EXPECT_TRUE(asks(seen, "E_ADDRESS_RESEMBLES"));
}

// E10: an order that gives something for nothing says so.
std::string order_item(int kind, const std::string& contract, const std::string& id,
                       const std::string& start, const std::string& end,
                       const std::string& recipient = {}) {
  return R"({"itemType": )" + std::to_string(kind) + R"(, "token": ")" + contract +
         R"(", "identifierOrCriteria": ")" + id + R"(", "startAmount": ")" + start +
         R"(", "endAmount": ")" + end +
         (recipient.empty() ? "" : R"(", "recipient": ")" + recipient) + "\"}";
}

const std::string nft_4711 = order_item(2, thief, "4711", "1", "1");

std::string seaport(const std::string& considerations, const std::string& offers = nft_4711,
                    int order_type = 0) {
  const std::initializer_list<std::pair<std::string_view, std::string_view>> item = {
      {"uint8", "itemType"},
      {"address", "token"},
      {"uint256", "identifierOrCriteria"},
      {"uint256", "startAmount"},
      {"uint256", "endAmount"}};
  std::string with_recipient = members(item);
  with_recipient.pop_back();
  with_recipient += R"(, {"name": "recipient", "type": "address"}])";
  const std::string types = "\"OrderComponents\": " +
                            members({{"address", "offerer"},
                                     {"address", "zone"},
                                     {"OfferItem[]", "offer"},
                                     {"ConsiderationItem[]", "consideration"},
                                     {"uint8", "orderType"},
                                     {"uint256", "startTime"},
                                     {"uint256", "endTime"},
                                     {"bytes32", "zoneHash"},
                                     {"uint256", "salt"},
                                     {"bytes32", "conduitKey"},
                                     {"uint256", "counter"}}) +
                            ", \"OfferItem\": " + members(item) +
                            ", \"ConsiderationItem\": " + with_recipient;
  const std::string zeros = "0x" + std::string(64, '0');
  return of_contract("OrderComponents", types, someone,
                     R"({"offerer": ")" + eip55(my_address()) + R"(", "zone": ")" + someone +
                         R"(", "offer": [)" + offers + R"(], "consideration": [)" + considerations +
                         R"(], "orderType": )" + std::to_string(order_type) +
                         R"(, "startTime": "1700000000", "endTime": "1800000000", "zoneHash": ")" +
                         zeros + R"(", "salt": "1", "conduitKey": ")" + zeros +
                         R"(", "counter": "0"})");
}

std::string coins_for(const std::string& recipient,
                      const std::string& last = "1000000000000000000") {
  return order_item(0, "0x0000000000000000000000000000000000000000", "0", "2000000000000000000",
                    last, recipient);
}

TEST(Orders, InWords) {
  const std::string give = "you give: NFT 4711 of " + thief + "\n";
  const std::string times =
      "valid after: 2023-11-14 22:13:20 UTC\nvalid before: 2027-01-15 08:00:00 UTC\n";
  EXPECT_EQ(in_words(seaport(coins_for(eip55(my_address())))),
            give + "you get: at first 2 ETH, at last 1 ETH\n" + times);
  EXPECT_EQ(in_words(seaport("")), give + "you get: nothing\n" + times);
  const std::string away = seaport(coins_for(thief));
  EXPECT_EQ(in_words(away), give + "goes to others: at first 2 ETH, at last 1 ETH, to " + thief +
                                "\nyou get: nothing\n" + times);
  const Review seen = review(json_text(away));
  EXPECT_TRUE(asks(seen, "E_TYPED_DATA_NOT_UNDERSTOOD"));
  EXPECT_EQ(seen.warnings().front().text,
            "anybody may take your NFT 4711 of " + thief +
                " and you get nothing; it is an order, and only part of it is explained above");
}

const std::string only_part = "it is an order, and only part of it is explained above";

std::string question(const std::string& typed) {
  const Review seen = review(json_text(typed));
  const auto found =
      std::ranges::find(seen.warnings(), "E_TYPED_DATA_NOT_UNDERSTOOD", &Warning::reason);
  return found == seen.warnings().end() ? "" : found->text;
}

// What may be nothing is nothing, at some time.
TEST(Orders, ForNothing) {
  const std::string me = eip55(my_address());
  const std::string take = " may take your NFT 4711 of " + thief;
  EXPECT_EQ(question(seaport(coins_for(me))), only_part);
  EXPECT_EQ(question(seaport(coins_for(me, "0"))),
            "anybody" + take + ", and at the lowest price you get nothing; " + only_part);
  EXPECT_EQ(question(seaport(coins_for(me, "0") + "," + coins_for(me))), only_part);
  EXPECT_EQ(question(seaport(order_item(1, usdc_contract, "0", "0", "0", me))),
            "anybody" + take + " and you get nothing; " + only_part);
  EXPECT_EQ(question(seaport(order_item(6, usdc_contract, "0", "1", "1", me))),
            "anybody" + take + " and you get nothing; " + only_part);
  EXPECT_EQ(question(seaport("", nft_4711 + "," + nft_4711, 2)),
            "whoever the zone allows" + take +
                ", and 1 more of what you give, and you get nothing; " + only_part);
  EXPECT_EQ(question(seaport("", "")), only_part);
}

std::vector<Money> money_of_order(const std::string& typed) {
  std::vector<Money> out;
  const Review seen = review(json_text(typed));
  for (const Fact* fact : facts(seen, "in_words")) {
    if (fact->money) out.push_back(*fact->money);
  }
  return out;
}

// The sums are those of the worst moment.
TEST(Orders, CountTheWorstCase) {
  const std::string me = eip55(my_address());
  const std::string end = " at 2027-01-15 08:00:00 UTC";
  const auto falls = money_of_order(seaport(coins_for(me)));
  ASSERT_EQ(falls.size(), 2u);
  EXPECT_EQ(falls[1].role, MoneyRole::receives);
  EXPECT_EQ(amount_text(falls[1]), "1 ETH");
  EXPECT_EQ(falls[1].note, "falls from 2 ETH to 1 ETH" + end);
  const auto rises = money_of_order(
      seaport(coins_for(me, "3000000000000000000"), order_item(1, usdc_contract, "0", "1", "7")));
  EXPECT_EQ(rises[0].role, MoneyRole::pays);
  EXPECT_EQ(amount_text(rises[0]), "0.000007 USDC");
  EXPECT_EQ(rises[0].note, "rises from 0.000001 USDC to 0.000007 USDC" + end);
  EXPECT_EQ(rises[0].party, "whoever takes the order");
  EXPECT_EQ(amount_text(rises[1]), "2 ETH");
  EXPECT_EQ(rises[1].note, "rises from 2 ETH to 3 ETH" + end);
}

TEST(Orders, NftsByTheirCollection) {
  const std::string me = eip55(my_address());
  const std::string of = "of the collection " + thief;
  const std::string chosen = ", whichever the taker of the order chooses";
  const std::string given = nft_4711 + "," + order_item(3, thief, "7", "50", "50") + "," +
                            order_item(4, thief, "0", "50", "50") + "," +
                            order_item(5, thief, "99", "2", "2");
  const std::string typed = seaport(order_item(4, someone, "0", "1", "1", me), given);
  const auto money = money_of_order(typed);
  ASSERT_EQ(money.size(), 5u);
  const std::pair<std::string, std::string> expected[] = {
      {"1 NFT 4711", of},
      {"50 of NFT 7", of},
      {"50 any NFT", of + chosen},
      {"2 any NFT", of + " that the list 99 has" + chosen},
      {"1 any NFT", "of the collection " + someone + chosen}};
  for (std::size_t i = 0; i < money.size(); ++i) {
    EXPECT_EQ(amount_text(money[i]), expected[i].first);
    EXPECT_EQ(money[i].note, expected[i].second);
  }
  const std::string words = in_words(typed);
  EXPECT_NE(words.find("you give: 50 any NFT " + of + chosen + "\n"), words.npos) << words;
  EXPECT_NE(words.find("of the collection: " + someone + "\n"), words.npos) << words;
}

// As in calls, a token that nobody here knows is asked about, each once.
TEST(Orders, OfUnknownTokens) {
  const std::string me = eip55(my_address());
  const std::string one = order_item(1, thief, "0", "9", "7", me);
  const Review seen =
      review(json_text(seaport(one + "," + one, order_item(1, thief, "0", "5", "5"))));
  EXPECT_EQ(std::ranges::count(seen.warnings(), "E_UNKNOWN_TOKEN", &Warning::reason), 1);
  EXPECT_TRUE(asks(seen, "E_UNKNOWN_TOKEN"));
  const auto lines = facts(seen, "in_words");
  EXPECT_EQ(lines[0]->value, "5 smallest units of the token " + thief);
  EXPECT_TRUE(lines[0]->money->unit.symbol.empty());
  EXPECT_EQ(lines[1]->money->amount, Uint256(7));
  EXPECT_EQ(lines[2]->label, "of the token");
  EXPECT_EQ(lines[2]->value, thief);
  EXPECT_FALSE(warns(review(json_text(seaport(order_item(1, usdc_contract, "0", "7", "7", me)))),
                     "E_UNKNOWN_TOKEN"));
}

}  // namespace
}  // namespace coldquill::evm
