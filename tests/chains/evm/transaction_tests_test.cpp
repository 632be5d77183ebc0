// Ethereum's own TransactionTests: signed transactions, valid and invalid.
#include <coldquill/crypto/keccak.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "evm_vectors.h"

namespace coldquill::evm {
namespace {

using namespace test;
using Reasons = std::set<std::string>;

// By which of our reasons an invalid transaction is refused, for each of theirs.
const std::map<std::string, Reasons>& refusals() {
  static const std::map<std::string, Reasons> rows{
      {"ADDRESS_TOO_LONG", {"E_BAD_EVM_REQUEST"}},
      {"ADDRESS_TOO_SHORT", {"E_BAD_EVM_REQUEST"}},
      {"EC_RECOVERY_FAIL", {"E_BAD_EVM_SIGNATURE"}},
      {"GASLIMIT_OVERFLOW", {"E_BAD_RLP", "E_NOT_CANONICAL"}},
      {"GASLIMIT_PRICE_PRODUCT_OVERFLOW", {"E_FEE_RANGE"}},
      {"GASPRICE_OVERFLOW", {"E_BAD_RLP"}},
      {"INVALID_SIGNATURE_VRS", {"E_BAD_EVM_SIGNATURE", "E_BAD_RLP"}},
      {"NONCE_OVERFLOW", {"E_BAD_RLP"}},
      {"NONCE_TOO_BIG", {"E_BAD_EVM_REQUEST"}},
      {"PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS_2", {"E_FEE_RANGE"}},
      {"PRIORITY_OVERFLOW", {"E_BAD_RLP"}},
      {"RLP_ERROR_EOF", {"E_UNSUPPORTED_EVM_TYPE"}},
      {"RLP_ERROR_SIZE", {"E_TRAILING_DATA", "E_TRUNCATED"}},
      {"RLP_ERROR_SIZE_LEADING_ZEROS", {"E_NOT_CANONICAL"}},
      {"RLP_INVALID_ACCESS_LIST_ADDRESS_TOO_LONG", {"E_BAD_RLP"}},
      {"RLP_INVALID_ACCESS_LIST_ADDRESS_TOO_SHORT", {"E_BAD_RLP"}},
      {"RLP_INVALID_ACCESS_LIST_STORAGE_TOO_LONG", {"E_BAD_RLP"}},
      {"RLP_INVALID_ACCESS_LIST_STORAGE_TOO_SHORT", {"E_BAD_RLP"}},
      {"RLP_INVALID_DATA", {"E_BAD_RLP"}},
      {"RLP_INVALID_GASLIMIT", {"E_BAD_RLP", "E_TRUNCATED"}},
      {"RLP_INVALID_HEADER", {"E_UNSUPPORTED_EVM_TYPE"}},
      {"RLP_INVALID_NONCE", {"E_BAD_RLP"}},
      {"RLP_INVALID_SIGNATURE_R", {"E_TRUNCATED"}},
      {"RLP_INVALID_SIGNATURE_S", {"E_TRUNCATED"}},
      {"RLP_INVALID_TO", {"E_TRUNCATED"}},
      {"RLP_LEADING_ZEROS_BASEFEE", {"E_NOT_CANONICAL"}},
      {"RLP_LEADING_ZEROS_DATA_SIZE", {"E_NOT_CANONICAL"}},
      {"RLP_LEADING_ZEROS_GASLIMIT", {"E_NOT_CANONICAL"}},
      {"RLP_LEADING_ZEROS_GASPRICE", {"E_NOT_CANONICAL"}},
      {"RLP_LEADING_ZEROS_NONCE", {"E_NOT_CANONICAL"}},
      {"RLP_LEADING_ZEROS_NONCE_SIZE", {"E_NOT_CANONICAL"}},
      {"RLP_LEADING_ZEROS_PRIORITY_FEE", {"E_NOT_CANONICAL"}},
      {"RLP_LEADING_ZEROS_R", {"E_NOT_CANONICAL"}},
      {"RLP_LEADING_ZEROS_S", {"E_NOT_CANONICAL"}},
      {"RLP_LEADING_ZEROS_V", {"E_NOT_CANONICAL"}},
      {"RLP_LEADING_ZEROS_VALUE", {"E_NOT_CANONICAL"}},
      {"RLP_TOO_FEW_ELEMENTS", {"E_BAD_RLP"}},
      {"RLP_TOO_MANY_ELEMENTS", {"E_BAD_RLP"}},
      {"TYPE_NOT_SUPPORTED", {"E_UNSUPPORTED_EVM_TYPE"}},
      {"VALUE_OVERFLOW", {"E_BAD_RLP"}},
  };
  return rows;
}

// INVALID_CHAINID is the word of a node of Ethereum for every other v. To us most are signatures
// for other networks; these have a v that is none, or another fault as well.
const std::map<std::string, std::string>& odd_chain_ids() {
  static const std::map<std::string, std::string> rows{
      {"ttSignature/WrongVRSTestVOverflow", "E_BAD_EVM_SIGNATURE"},  // s in the upper half
      {"ttVValue/V_overflow32bit", "E_BAD_EVM_SIGNATURE"},           // the same
      {"ttVValue/V_overflow32bitSigned", "E_BAD_EVM_SIGNATURE"},     // the same
      {"ttVValue/WrongVRSTestVEqual26", "E_BAD_EVM_SIGNATURE"},
      {"ttVValue/WrongVRSTestVEqual29", "E_BAD_EVM_SIGNATURE"},
      {"ttVValue/WrongVRSTestVEqual31", "E_BAD_EVM_SIGNATURE"},
      {"ttRSValue/RightVRSTestF0000000d", "E_BAD_RLP"},  // v of 2^64 and more
      {"ttRSValue/RightVRSTestF0000000e", "E_BAD_RLP"},
      {"ttRSValue/RightVRSTestF0000000f", "E_BAD_RLP"},
      {"ttVValue/V_overflow64bitPlus27", "E_BAD_RLP"},
      {"ttVValue/V_overflow64bitPlus28", "E_BAD_RLP"},
      {"ttVValue/InvalidChainID0ValidV0", "E_NO_CHAIN_ID"},  // v of 35 or 36: chain id 0
      {"ttVValue/InvalidChainID0ValidV1", "E_NO_CHAIN_ID"},
      {"ttVValue/ValidChainID1InvalidV0", "E_NO_CHAIN_ID"},
      {"ttVValue/WrongVRSTestVEqual36", "E_NO_CHAIN_ID"},
  };
  return rows;
}

// Empty r and s: what Ethereum takes for a bad signature is, read as a request, an unsigned
// transaction for chain id v. Chain id 0 is refused.
const std::map<std::string, std::string>& unsigned_ones() {
  static const std::map<std::string, std::string> rows{
      {"ttSignature/EmptyTransaction", "E_NO_CHAIN_ID"},
      {"ttSignature/ZeroSigTransaction", "E_NO_CHAIN_ID"},
      {"ttSignature/ZeroSigTransaction2", ""},
      {"ttSignature/ZeroSigTransaction3", ""},
      {"ttSignature/ZeroSigTransaction4", ""},
      {"ttSignature/ZeroSigTransaction5", ""},
      {"ttSignature/ZeroSigTransaction6", ""},
      {"ttRSValue/TransactionWithRSvalue0", ""},
  };
  return rows;
}

// Two faults at once: they are older than EIP-155 as well, and that is found first.
const std::set<std::string>& unprotected_ones() {
  static const std::set<std::string> names{"ttGasLimit/TransactionWithGasLimitxPriceOverflow",
                                           "ttRSValue/TransactionWithRvalueHigh",
                                           "ttSignature/PointAtInfinity"};
  return names;
}

Payload payload_of(const Json& c) {
  return raw_bytes(unhex(c["transaction"]));
}

// Without keys; empty when it is prepared.
std::string refusal(const Json& c) {
  const auto draft = coldquill::prepare<Evm>(payload_of(c), Context{});
  return draft ? std::string() : std::string(draft.error().reason());
}

// The same transaction, unsigned and for Ethereum.
Result<Draft> for_ethereum(Transaction tx) {
  tx.chain_id = 1;
  return coldquill::prepare<Evm>(raw(tx), Context{});
}

void check_valid(const Json& c) {
  const auto parsed = parse_transaction(unhex(c["transaction"]));
  ASSERT_TRUE(parsed.ok()) << parsed.error().what();
  ASSERT_TRUE(parsed->signature);
  const Bytes written = serialize_signed(parsed->tx, *parsed->signature);
  EXPECT_EQ(to_hex(written), c["transaction"]);
  EXPECT_EQ(to_hex(keccak256(written)), c["hash"]);
  const auto sender = recover_address(signing_digest(parsed->tx), *parsed->signature);
  ASSERT_TRUE(sender);
  EXPECT_EQ(to_hex(*sender), c["sender"]);
  // Half of them are older than EIP-155.
  EXPECT_EQ(refusal(c), c["protected"].get<bool>() ? "" : "E_NO_CHAIN_ID");
  const auto draft = for_ethereum(parsed->tx);
  if (c["name"] == "ttValue/TransactionWithHighValue") {  // 2^256 - 1 wei: there is no such account
    EXPECT_EQ(draft.error().reason(), "E_FEE_RANGE");
    return;
  }
  ASSERT_TRUE(draft.ok()) << draft.error().what();
  EXPECT_FALSE(warns(draft->review(), "E_GAS_LOW"));
}

// Not a matter of form: it can be reviewed, and the person is warned.
void check_gas(const Json& c) {
  const auto parsed = parse_transaction(unhex(c["transaction"]));
  ASSERT_TRUE(parsed.ok()) << parsed.error().what();
  EXPECT_EQ(refusal(c), "E_NO_CHAIN_ID");  // all of these are older than EIP-155
  EXPECT_TRUE(warns(for_ethereum(parsed->tx)->review(), "E_GAS_LOW"));
}

void check_chain_id(const Json& c) {
  const auto odd = odd_chain_ids().find(c["name"]);
  EXPECT_EQ(refusal(c), odd == odd_chain_ids().end() ? "" : odd->second);
  if (odd != odd_chain_ids().end()) return;
  const auto draft = coldquill::prepare<Evm>(payload_of(c), Context{});
  EXPECT_TRUE(warns(draft->review(), "E_UNKNOWN_CHAIN_ID"));
}

void check_invalid(const Json& c) {
  const std::string error = c["error"];
  if (error == "INTRINSIC_GAS_TOO_LOW") return check_gas(c);
  const auto open = unsigned_ones().find(c["name"]);
  if (open != unsigned_ones().end()) {
    EXPECT_EQ(refusal(c), open->second);
    const auto tx = Evm::decode(payload_of(c));
    EXPECT_TRUE(tx.ok() && !tx->signature());
  } else if (error == "INVALID_CHAINID") {
    check_chain_id(c);
  } else {
    ASSERT_TRUE(refusals().contains(error)) << error;
    const std::string found = refusal(c);
    const bool unprotected = unprotected_ones().contains(c["name"]);
    EXPECT_TRUE(unprotected ? found == "E_NO_CHAIN_ID" : refusals().at(error).contains(found))
        << found;
  }
}

TEST(TransactionTests, AllOfThem) {
  const Json cases = load_vectors("evm/transaction-tests")["cases"];
  std::size_t valid = 0;
  for (const Json& c : cases) {
    SCOPED_TRACE(c["name"].get<std::string>());
    c["valid"].get<bool>() ? check_valid(c) : check_invalid(c);
    valid += c["valid"].get<bool>() ? 1 : 0;
  }
  EXPECT_EQ(valid, 49u);
  EXPECT_EQ(cases.size() - valid, 159u);
}

// A signature that no key makes is found whatever the network.
TEST(TransactionTests, SignaturesThatRecoverNothing) {
  const Json cases = load_vectors("evm/transaction-tests")["cases"];
  std::size_t run = 0;
  for (const Json& c : cases) {
    if (c.value("error", "") != "EC_RECOVERY_FAIL") continue;
    const auto parsed = parse_transaction(unhex(c["transaction"]));
    ASSERT_TRUE(parsed.ok()) << parsed.error().what();
    EXPECT_FALSE(recover_address(signing_digest(parsed->tx), *parsed->signature));
    ++run;
  }
  EXPECT_EQ(run, 2u);
}

}  // namespace
}  // namespace coldquill::evm
