// Transactions as JSON.
#include <gtest/gtest.h>

#include "evm_cases.h"

namespace coldquill::evm {
namespace {

using namespace test;

const std::string head = R"({"chainId": 1, "nonce": "0x7", "gas": "0x5208", )";
const std::string prices =
    R"("maxFeePerGas": "30000000000", "maxPriorityFeePerGas": "1000000000", )";
const std::string body =
    R"("to": "0x71C7656EC7ab88b098defB751B7401B5f6d8976F", "value": "1500000000000000000"})";

std::string transaction(const std::string& members) {
  return head + prices + members + body;
}

Result<JsonTransaction> read(const std::string& text) {
  CQ_TRY(json, parse_json(view_of(text)));
  return parse_json_transaction(json);
}

std::string refusal(const std::string& text) {
  const auto found = read(text);
  return found ? std::string() : std::string(found.error().reason());
}

TEST(JsonTransactions, AsLibrariesWriteThem) {
  EXPECT_TRUE(read(transaction(""))->tx == payment());
  EXPECT_TRUE(read(transaction(R"("type": "0x2", )"))->tx == payment());
  EXPECT_TRUE(read(transaction(R"("type": 2, "data": "0x", "accessList": [], )"))->tx == payment());
  const std::string legacy = head + R"("gasPrice": 30000000000, )" + body;
  EXPECT_TRUE(read(legacy)->tx == legacy_payment());
  EXPECT_FALSE(read(legacy)->from);
}

TEST(JsonTransactions, WrittenAndReadAgain) {
  Transaction creation = with_data({1, 2, 3});
  creation.to.reset();
  for (const Transaction& tx : {payment(), legacy_payment(), listed_payment(), creation,
                                token_call(CallKind::transfer, number("5"))}) {
    const std::optional<EvmAddress> senders[] = {{}, my_address()};
    for (const auto& from : senders) {
      const Payload request = json(tx, from);
      EXPECT_EQ(Evm::recognise(request.bytes), "evm-json");
      const auto back = Evm::decode(request);
      ASSERT_TRUE(back.ok()) << back.error().what();
      EXPECT_TRUE(*back->transaction() == tx);
      EXPECT_EQ(back->claims().address, from);
      EXPECT_EQ(Evm::encode(*back), request.bytes);
    }
  }
}

// One request, three forms: the same digest and the same fingerprint.
TEST(JsonTransactions, TheFormDoesNotMatter) {
  for (const Transaction& tx : {payment(), legacy_payment(), listed_payment()}) {
    const auto as_json = Evm::decode(json(tx)), as_raw = Evm::decode(raw(tx)),
               as_request = Evm::decode(payload(request_for(tx)));
    EXPECT_EQ(Evm::content(*as_json), Evm::content(*as_raw));
    EXPECT_EQ(Evm::content(*as_request), Evm::content(*as_raw));
    EXPECT_EQ(digest_of(as_json->content()), digest_of(as_raw->content()));
  }
}

// viem names the sender "account"; members that are null say nothing.
TEST(JsonTransactions, Senders) {
  const std::string mine = eip55(my_address());
  const auto from = [](const std::string& members) { return read(transaction(members))->from; };
  EXPECT_EQ(from("\"from\": \"" + mine + "\", "), my_address());
  EXPECT_EQ(from("\"account\": \"" + mine + "\", "), my_address());
  EXPECT_EQ(from("\"account\": {\"address\": \"" + mine + "\"}, "), my_address());
  EXPECT_EQ(from(R"("from": null, "blobVersionedHashes": null, )"), std::nullopt);
  EXPECT_EQ(refusal(transaction("\"from\": \"" + std::string(payee) + "\", \"account\": \"" + mine +
                                "\", ")),
            "E_BAD_EVM_REQUEST");
  EXPECT_EQ(refusal(transaction(R"("account": {}, )")), "E_BAD_EVM_ADDRESS");
}

TEST(JsonTransactions, NoLargerThanNodesTake) {
  const auto with_octets = [](std::size_t size) {
    return refusal(transaction(R"("data": "0x)" + std::string(2 * size, '1') + "\", "));
  };
  EXPECT_EQ(with_octets(largest_transaction - 300), "");
  EXPECT_EQ(with_octets(largest_transaction), "E_TOO_LARGE");
}

TEST(JsonTransactions, NumbersAreWhole) {
  for (const char* value : {"1.5", "1e18", "-1", R"("1.5")", R"("0x")", R"("")", R"("0xg")",
                            R"("01")", "true", "[]", "{}", R"(" 1")"}) {
    const std::string text = head + prices + R"("value": )" + value + "}";
    EXPECT_EQ(refusal(text), "E_BAD_EVM_REQUEST") << value;
  }
  const std::string too_large(R"("0x1)" + std::string(64, '0') + "\"");
  EXPECT_EQ(refusal(head + prices + R"("value": )" + too_large + "}"), "E_BAD_EVM_REQUEST");
}

// Every member is understood, or the request is refused.
TEST(JsonTransactions, NothingIsLeftOut) {
  for (const char* member :
       {R"("maxFeePerBlobGas": "0x1", )", R"("Value": "0x1", )", R"("v": "0x0", )",
        R"("authorizationList": [], )", R"("hash": "0x00", )"}) {
    EXPECT_EQ(refusal(transaction(member)), "E_BAD_EVM_REQUEST") << member;
  }
}

TEST(JsonTransactions, SaidTwice) {
  EXPECT_EQ(refusal(transaction(R"("data": "0x01", "input": "0x01", )")), "");
  EXPECT_EQ(refusal(transaction(R"("data": "0x01", "input": "0x02", )")), "E_BAD_EVM_REQUEST");
  EXPECT_EQ(refusal(transaction(R"("gasLimit": "0x5209", )")), "E_BAD_EVM_REQUEST");
  EXPECT_EQ(refusal(transaction(R"("nonce": "0x7", )")), "E_BAD_JSON");
}

TEST(JsonTransactions, FeesOfOneTypeOnly) {
  EXPECT_EQ(refusal(transaction(R"("gasPrice": "0x1", )")), "E_BAD_EVM_REQUEST");
  EXPECT_EQ(refusal(transaction(R"("type": "0x0", )")), "E_BAD_EVM_REQUEST");
  EXPECT_EQ(refusal(transaction(R"("type": "0x1", )")), "E_BAD_EVM_REQUEST");
  EXPECT_EQ(refusal(transaction(R"("type": "0x3", )")), "E_UNSUPPORTED_EVM_TYPE");
  EXPECT_EQ(refusal(transaction(R"("type": "0x4", )")), "E_UNSUPPORTED_EVM_TYPE");
  EXPECT_EQ(refusal(head + R"("maxFeePerGas": "0x1", )" + body), "E_BAD_EVM_REQUEST");
  EXPECT_EQ(refusal(head + body), "E_BAD_EVM_REQUEST");
  EXPECT_EQ(refusal(head + R"("gasPrice": 1, "accessList": [], )" + body), "");
  EXPECT_EQ(read(head + R"("gasPrice": 1, "accessList": [], )" + body)->tx.type,
            TxType::access_list);
}

TEST(JsonTransactions, WhatMustBeThere) {
  for (const char* missing : {R"("nonce": "0x7", )", R"("gas": "0x5208", )"}) {
    std::string text = transaction("");
    text.erase(text.find(missing), std::string_view(missing).size());
    EXPECT_EQ(refusal(text), "E_BAD_EVM_REQUEST") << missing;
  }
  std::string text = transaction("");
  text.erase(text.find(R"("chainId": 1, )"), 14);
  EXPECT_EQ(refusal(text), "E_NO_CHAIN_ID");
  EXPECT_EQ(refusal("[]"), "E_BAD_EVM_REQUEST");
}

TEST(JsonTransactions, Addresses) {
  const auto to = [](const std::string& address) {
    return refusal(head + prices + R"("to": ")" + address + "\"}");
  };
  EXPECT_EQ(to("0x71C7656EC7ab88b098defB751B7401B5f6d8976F"), "");
  EXPECT_EQ(to("0x71c7656ec7ab88b098defb751b7401b5f6d8976f"), "");
  EXPECT_EQ(to("0x71c7656EC7ab88b098defB751B7401B5f6d8976F"), "E_EVM_CHECKSUM");
  EXPECT_EQ(to("0x71C7656EC7ab88b098defB751B7401B5f6d897"), "E_BAD_EVM_ADDRESS");
  EXPECT_EQ(to("71C7656EC7ab88b098defB751B7401B5f6d8976F"), "E_BAD_EVM_ADDRESS");
  EXPECT_EQ(to("vitalik.eth"), "E_BAD_EVM_ADDRESS");
  EXPECT_EQ(to(""), "E_BAD_EVM_ADDRESS");
}

TEST(JsonTransactions, Data) {
  const auto data = [](const std::string& value) {
    return refusal(transaction(R"("data": )" + value + ", "));
  };
  EXPECT_EQ(data(R"("0x")"), "");
  EXPECT_EQ(data(R"("0xABcd")"), "");
  for (const char* bad : {R"("0xabc")", R"("abcd")", R"("0xzz")", "1", "[1]"}) {
    EXPECT_EQ(data(bad), "E_BAD_EVM_REQUEST") << bad;
  }
}

TEST(JsonTransactions, AccessLists) {
  const std::string key = "\"0x" + std::string(64, '1') + "\"";
  const auto list = [](const std::string& value) {
    return refusal(transaction(R"("accessList": )" + value + ", "));
  };
  const std::string address = R"("address": "0x71C7656EC7ab88b098defB751B7401B5f6d8976F")";
  EXPECT_EQ(list("[]"), "");
  EXPECT_EQ(list("[{" + address + R"(, "storageKeys": [)" + key + "]}]"), "");
  EXPECT_EQ(list("[{" + address + R"(, "storageKeys": ["0x11"]}])"), "E_BAD_EVM_REQUEST");
  EXPECT_EQ(list("[{" + address + R"(, "storageKeys": [], "more": 1}])"), "E_BAD_EVM_REQUEST");
  EXPECT_EQ(list(R"([{"storageKeys": []}])"), "E_BAD_EVM_REQUEST");
  EXPECT_EQ(list("{}"), "E_BAD_EVM_REQUEST");
}

TEST(JsonTransactions, ChainIdsOutOfRange) {
  const auto chain = [](const std::string& id) {
    return refusal(R"({"nonce": 0, "gas": 21000, "gasPrice": 1, "chainId": )" + id + "}");
  };
  EXPECT_EQ(chain(std::to_string(largest_chain_id)), "");
  EXPECT_EQ(chain(std::to_string(largest_chain_id + 1)), "E_BAD_EVM_REQUEST");
  EXPECT_EQ(chain("18446744073709551616"), "E_BAD_EVM_REQUEST");
}

TEST(Recognise, ByContent) {
  EXPECT_EQ(Evm::recognise(json(payment()).bytes), "evm-json");
  EXPECT_EQ(Evm::recognise(view_of(typed_mail())), "evm-json");
  for (const Transaction& tx : {payment(), legacy_payment(), listed_payment()}) {
    EXPECT_EQ(Evm::recognise(raw(tx).bytes), "evm-tx");
    EXPECT_EQ(Evm::recognise(signed_raw(tx).bytes), "evm-tx");
    EXPECT_EQ(Evm::recognise(payload(request_for(tx)).bytes), "eth-sign-request");
  }
  EXPECT_FALSE(Evm::recognise({}));
  EXPECT_FALSE(Evm::recognise(Bytes(100, 0)));
  EXPECT_FALSE(Evm::recognise(view_of("{}")));
  EXPECT_FALSE(Evm::recognise(view_of("hello, world")));
}

}  // namespace
}  // namespace coldquill::evm
