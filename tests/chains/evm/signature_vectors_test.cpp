// Published signatures over messages, typed data and transactions; published addresses.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "evm_vectors.h"

namespace coldquill::evm {
namespace {

using namespace test;

// "0x" is optional in the vectors.
std::string bare(const std::string& hex) {
  return hex.starts_with("0x") ? hex.substr(2) : hex;
}

// ---- Raw keys

Result<std::vector<Answer>> answer_to_message(const Json& c) {
  const RawKey key(unhex(c["key"]));
  return key.answer(payload(key.ask(unhex(c["message"]), DataType::message)));
}

std::string signature_in(const Result<std::vector<Answer>>& answers) {
  return answers ? hex_of(*answers, "evm-signature") : std::string(answers.error().reason());
}

// The signature without what resolve says of the message.
std::string signed_anyway(const Json& c) {
  const RawKey key(unhex(c["key"]));
  const Content content = Message{unhex(c["message"])};
  return to_hex(signature_bytes(content, EvmSignature::of(key.sign(digest_of(content)))));
}

TEST(PersonalMessages, AsPublished) {
  const Json cases = load_vectors("evm/personal")["cases"];
  ASSERT_EQ(cases.size(), 3u);
  for (const Json& c : cases) {
    SCOPED_TRACE(c["name"].get<std::string>());
    EXPECT_EQ(to_hex(RawKey(unhex(c["key"])).address()), c["address"]);
    EXPECT_EQ(signed_anyway(c), c["signature"]);
    // The second and the third one are 32 bytes that are no text: those are not signed here.
    const bool digest = unhex(c["message"]).size() == 32;
    EXPECT_EQ(signature_in(answer_to_message(c)), digest ? "E_RAW_DIGEST" : c["signature"]);
  }
}

TEST(WalletCore, Messages) {
  const Json cases = load_vectors("evm/wallet-core")["cases"];
  std::size_t run = 0;
  for (const Json& c : cases) {
    if (c["kind"] != "message") continue;
    EXPECT_EQ(signature_in(answer_to_message(c)), c["signature"]) << c["name"];
    ++run;
  }
  EXPECT_EQ(run, 3u);
}

// Both write an address without 0x, which libraries read in different ways: we refuse to guess.
// With 0x before it the signature is theirs.
TEST(WalletCore, TypedData) {
  const Json cases = load_vectors("evm/wallet-core")["cases"];
  std::size_t run = 0;
  for (const Json& c : cases) {
    if (c["kind"] != "typed") continue;
    const RawKey key(unhex(c["key"]));
    EXPECT_EQ(signature_in(key.answer(json_text(c["typed"].dump()))), "E_BAD_EVM_ADDRESS");
    Json repaired = c["typed"];
    Json& wallet = repaired["message"]["wallet"];
    wallet = "0x" + wallet.get<std::string>();
    EXPECT_EQ(signature_in(key.answer(json_text(repaired.dump()))), c["signature"]) << c["name"];
    ++run;
  }
  EXPECT_EQ(run, 2u);
}

TEST(Ethers, Addresses) {
  const Json cases = load_vectors("evm/ethers-addresses")["cases"];
  EXPECT_EQ(cases.size(), 259u);
  for (const Json& c : cases) {
    EXPECT_EQ(eip55(RawKey(unhex(c["key"])).address()), c["address"]) << c["name"];
  }
}

// ---- Words and paths

const Wallet& wallet_of(const Json& c) {
  static std::map<std::string, std::unique_ptr<Wallet>> wallets;
  auto& wallet = wallets[c["words"]];
  if (!wallet) wallet = std::make_unique<Wallet>(c["words"].get<std::string>());
  return *wallet;
}

SignRequest ask(const Json& c, Bytes data, DataType type) {
  SignRequest out;
  out.data = std::move(data);
  out.type = type;
  out.path = UrKeyPath::of({wallet_of(c).fingerprint(), path(c["path"].get<std::string>())});
  if (c.contains("address")) out.address = address(c["address"].get<std::string>());
  return out;
}

// The whole road with the words' wallet; the reason when it is refused.
std::string signature_of(const Json& c, const SignRequest& request) {
  const Wallet& wallet = wallet_of(c);
  const auto draft = prepare(payload(request), {}, wallet);
  if (!draft) return std::string(draft.error().reason());
  const auto outcome = draft->attach(wallet.sign(*draft));
  return to_hex(outcome->signatures.at(0).bytes);
}

// A signature over what no request may ask for.
std::string signed_anyway(const Json& c, const Content& content) {
  const Wallet& wallet = wallet_of(c);
  const KeyPath at = path(c["path"].get<std::string>());
  const std::vector<SigningJob> jobs{{{{wallet.fingerprint(), at}, wallet.key(at)},
                                      {SchemeKind::ecdsa_recoverable, {}},
                                      digest_of(content)}};
  auto draft = SealedDraft::open(SealedDraft::seal({}, "", {}, jobs));
  const Consent consent{draft->consent_id(), {}};
  const auto approved = Approved::give(*std::move(draft), consent);
  const auto signatures = wallet.vault().sign(*approved);
  return to_hex(signature_bytes(content, EvmSignature::of(signatures->front())));
}

// Keys of coins that are not the network's. Coin type 1 is taken on known test networks only.
const std::map<std::string, std::string>& refused_transactions() {
  static const std::map<std::string, std::string> rows{
      {"sign_tx_eip155: Auxilium", "E_FOREIGN_PATH"},                       // m/44'/344'
      {"sign_tx_eip155: Pirl", "E_FOREIGN_PATH"},                           // m/44'/164'
      {"sign_tx_eip1559: Base", "E_FOREIGN_PATH"},                          // m/44'/8453'
      {"sign_tx_eip155: Unknown_chain_id_testnet_path", "E_FOREIGN_PATH"},  // m/44'/1'
      {"sign_tx_eip155: max_chain_id", "E_FOREIGN_PATH"},                   // m/44'/1'
      {"sign_tx_eip155: max_chain_plus_one", "E_FOREIGN_PATH"},             // m/44'/1'
      {"sign_tx_eip155: max_uint64", "E_BAD_EVM_REQUEST"},  // there is no such chain id (EIP-2294)
  };
  return rows;
}

TEST(Trezor, Transactions) {
  const Json cases = load_vectors("evm/trezor-transactions")["cases"];
  EXPECT_EQ(cases.size(), 76u);
  std::size_t refused = 0;
  for (const Json& c : cases) {
    SCOPED_TRACE(c["name"].get<std::string>());
    const Transaction tx = transaction_of(c["fields"]);
    const auto type =
        tx.type == TxType::legacy ? DataType::legacy_transaction : DataType::typed_transaction;
    const std::string found = signature_of(c, ask(c, serialize_unsigned(tx), type));
    const auto reason = refused_transactions().find(c["name"]);
    if (reason == refused_transactions().end()) {
      EXPECT_EQ(found, c["signature"]);
      continue;
    }
    ++refused;
    EXPECT_EQ(found, reason->second);
    if (found == "E_FOREIGN_PATH") {
      EXPECT_EQ(signed_anyway(c, tx), c["signature"]);
    }
  }
  EXPECT_EQ(refused, refused_transactions().size());
}

TEST(Trezor, Messages) {
  const Json cases = load_vectors("evm/trezor-messages")["cases"];
  EXPECT_EQ(cases.size(), 9u);
  for (const Json& c : cases) {
    const Bytes message = unhex(c["message"]);
    const bool own = c["path"] != "m/45'/60/2/1/1";  // a path of Casa's, for keys of several people
    EXPECT_EQ(signature_of(c, ask(c, message, DataType::message)),
              own ? c["signature"] : "E_FOREIGN_PATH");
    EXPECT_EQ(signed_anyway(c, Message{message}), c["signature"]);
  }
}

// "" for what is signed as published.
std::string difference(const Json& c, const Json& request) {
  const std::string text = request.dump();
  const std::string found = signature_of(c, ask(c, to_bytes(view_of(text)), DataType::typed_data));
  if (found == bare(c["signature"])) return "";
  return found.starts_with("E_") ? found : "another signature";
}

TEST(Trezor, TypedData) {
  const std::map<std::string, std::string> differences{
      // Version 3 hashes arrays of structs in another way than EIP-712: nobody asks for it now.
      {"struct_list_non_v4", "another signature"},
      // It says something that the signature does not cover.
      {"structs_arrays_v4", "E_TYPED_DATA_EXTRA"},
  };
  const Json cases = load_vectors("eip712/trezor")["cases"];
  EXPECT_EQ(cases.size(), 10u);
  std::size_t different = 0;
  for (const Json& c : cases) {
    const auto known = differences.find(c["name"]);
    EXPECT_EQ(difference(c, c["request"]), known == differences.end() ? "" : known->second);
    different += known == differences.end() ? 0 : 1;
    if (c["name"] == "structs_arrays_v4") {
      Json less = c["request"];
      EXPECT_EQ(less["message"].erase("attachedMoneyInEth"), 1u);
      EXPECT_EQ(difference(c, less), "");
    }
  }
  EXPECT_EQ(different, 2u);
}

TEST(Trezor, Addresses) {
  const Json cases = load_vectors("evm/trezor-addresses")["cases"];
  EXPECT_EQ(cases.size(), 6u);
  for (const Json& c : cases) {
    const PublicKey key = wallet_of(c).key(path(c["path"].get<std::string>()));
    EXPECT_EQ(*Evm::address(key, "ethereum", "account"), c["address"]);
  }
}

}  // namespace
}  // namespace coldquill::evm
