// Published transactions: the same bytes from the same fields, the same signatures.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evm_vectors.h"

namespace coldquill::evm {
namespace {

using namespace test;

// Fields, unsigned octets, signed octets: each gives the others.
void check_transaction(const Json& c) {
  SCOPED_TRACE(c.value("name", ""));
  const Transaction tx = transaction_of(c["fields"]);
  const std::string unsigned_hex = c["unsigned"], signed_hex = c["signed"];
  EXPECT_EQ(to_hex(serialize_unsigned(tx)), unsigned_hex);
  const auto back = parse_transaction(unhex(unsigned_hex));
  ASSERT_TRUE(back.ok()) << back.error().what();
  EXPECT_TRUE(back->tx == tx && !back->signature);

  const RawKey key(unhex(c["key"]));
  const auto signature = EvmSignature::of(key.sign(signing_digest(tx)));
  EXPECT_EQ(to_hex(signature_bytes(tx, signature)), c["signature"]);
  EXPECT_EQ(to_hex(serialize_signed(tx, signature)), signed_hex);
  const auto done = parse_transaction(unhex(signed_hex));
  ASSERT_TRUE(done.ok()) << done.error().what();
  EXPECT_TRUE(done->tx == tx);
  EXPECT_EQ(done->signature, signature);
  EXPECT_EQ(recover_address(signing_digest(done->tx), *done->signature), key.address());
}

// The fields as the JSON of a request, read by our own reader.
void check_json(const Json& c) {
  SCOPED_TRACE(c.value("name", ""));
  const std::string text = c["fields"].dump();
  const auto json = parse_json(view_of(text));
  ASSERT_TRUE(json.ok());
  const auto read = parse_json_transaction(*json);
  ASSERT_TRUE(read.ok()) << read.error().what();
  EXPECT_TRUE(read->tx == transaction_of(c["fields"]));
  const auto written = parse_json(write_json_transaction(*read));
  EXPECT_TRUE(parse_json_transaction(*written)->tx == read->tx);
}

// From the raw transaction to the answer, as `sign` goes. True when it is signed; random fields may
// be refused, by one of these reasons.
bool goes_the_whole_road(const Json& c, const std::vector<std::string>& reasons) {
  const RawKey key(unhex(c["key"]));
  const auto answers = key.answer(raw_bytes(unhex(c["unsigned"])));
  if (!answers) {
    EXPECT_THAT(reasons, testing::Contains(answers.error().reason())) << c.value("name", "");
    return false;
  }
  EXPECT_EQ(hex_of(*answers, "evm-tx"), c["signed"]) << c.value("name", "");
  return true;
}

struct Counts {
  std::size_t cases = 0, whole_road = 0;
  friend bool operator==(const Counts&, const Counts&) = default;
};
std::ostream& operator<<(std::ostream& out, const Counts& counts) {
  return out << counts.cases << " cases, " << counts.whole_road << " the whole road";
}

Counts check_file(const std::string& name, const std::vector<std::string>& reasons) {
  Counts out;
  const Json cases = load_vectors("evm/" + name)["cases"];
  for (const Json& c : cases) {
    check_transaction(c);
    check_json(c);
    out.whole_road += goes_the_whole_road(c, reasons) ? 1 : 0;
    ++out.cases;
  }
  return out;
}

TEST(EthersTransactions, Legacy) {
  EXPECT_EQ(check_file("ethers-transactions-legacy", {}), (Counts{202, 202}));
}

// Half of them have chain id 0, which is no network.
TEST(EthersTransactions, AccessList) {
  EXPECT_EQ(check_file("ethers-transactions-eip2930", {"E_NO_CHAIN_ID"}), (Counts{400, 202}));
}

TEST(EthersTransactions, DynamicFee) {
  EXPECT_EQ(check_file("ethers-transactions-eip1559", {"E_NO_CHAIN_ID"}), (Counts{400, 202}));
}

TEST(Eip155, TheExample) {
  const Json cases = load_vectors("evm/eip155")["cases"];
  ASSERT_EQ(cases.size(), 1u);
  check_transaction(cases[0]);
  EXPECT_EQ(to_hex(signing_digest(transaction_of(cases[0]["fields"]))), cases[0]["digest"]);
  EXPECT_TRUE(goes_the_whole_road(cases[0], {}));
}

TEST(WalletCore, Transactions) {
  std::size_t run = 0;
  const Json cases = load_vectors("evm/wallet-core")["cases"];
  for (const Json& c : cases) {
    if (c["kind"] != "transaction") continue;
    check_transaction(c);
    EXPECT_TRUE(goes_the_whole_road(c, {})) << c["name"];
    ++run;
  }
  EXPECT_EQ(run, 11u);
}

// ---- Forms that are not signed here

std::string refusal(const std::string& hex) {
  const auto tx = Evm::decode(raw_bytes(unhex(hex)));
  if (!tx) return std::string(tx.error().reason());
  const auto plan = Evm::resolve(*tx, Context{});
  return plan ? std::string() : std::string(plan.error().reason());
}

std::size_t check_refused(const std::string& file, std::string_view reason) {
  const Json cases = load_vectors("evm/" + file)["cases"];
  for (const Json& c : cases) {
    EXPECT_EQ(refusal(c["signed"]), reason) << c.value("name", "");
    if (c.contains("unsigned")) {
      EXPECT_EQ(refusal(c["unsigned"]), reason) << c.value("name", "");
    }
  }
  return cases.size();
}

TEST(Refused, TypesThatAreNotSignedHere) {
  EXPECT_EQ(check_refused("ethers-refused-eip4844", "E_UNSUPPORTED_EVM_TYPE"), 195u);
  EXPECT_EQ(check_refused("trezor-refused", "E_UNSUPPORTED_EVM_TYPE"), 2u);
}

TEST(Refused, WithoutAChainId) {
  EXPECT_EQ(check_refused("ethers-refused-unprotected", "E_NO_CHAIN_ID"), 400u);
}

// They are older than EIP-2 and EIP-155: the second one has its s in the upper half, and the nine
// items of "unsigned" have chain id 0 since.
TEST(Refused, BasicTests) {
  const Json cases = load_vectors("evm/basic")["cases"];
  ASSERT_EQ(cases.size(), 2u);
  EXPECT_EQ(refusal(cases[0]["signed"]), "E_NO_CHAIN_ID");
  EXPECT_EQ(refusal(cases[1]["signed"]), "E_BAD_EVM_SIGNATURE");
  for (const Json& c : cases) {
    EXPECT_EQ(refusal(c["unsigned"]), "E_NO_CHAIN_ID");
    EXPECT_EQ(to_hex(RawKey(unhex(c["key"])).address()), c["address"]);
  }
  const RawKey key(unhex(cases[0]["key"]));
  const auto done = parse_transaction(unhex(cases[0]["signed"]));
  EXPECT_EQ(EvmSignature::of(key.sign(signing_digest(done->tx))), *done->signature);
  EXPECT_EQ(recover_address(signing_digest(done->tx), *done->signature), key.address());
}

}  // namespace
}  // namespace coldquill::evm
