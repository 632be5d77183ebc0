// Items of the UR registry as other wallets write them.
#include <gtest/gtest.h>

#include <map>

#include "evm_vectors.h"

namespace coldquill::evm {
namespace {

using namespace test;

std::optional<std::string> id_text(const std::optional<ByteArray<16>>& id) {
  return id ? std::optional(to_hex(*id)) : std::nullopt;
}

template <class T>
void expect_held(const Json& holds, const char* name, const std::optional<T>& found) {
  EXPECT_EQ(found.has_value(), holds.contains(name)) << name;
  if (found && holds.contains(name)) {
    EXPECT_EQ(*found, holds[name].get<T>()) << name;
  }
}

void check_request(const Json& c) {
  const auto request = parse_sign_request(unhex(c["cbor"]));
  ASSERT_TRUE(request.ok()) << request.error().what();
  const Json& holds = c["holds"];
  EXPECT_EQ(to_hex(request->data), holds["data"]);
  EXPECT_EQ(static_cast<int>(request->type), holds["type"]);
  EXPECT_EQ(to_string(*request->path.path()), holds["path"]);
  EXPECT_EQ(request->path.origin()->fingerprint.text(), holds["fingerprint"]);
  expect_held(holds, "request_id", id_text(request->id));
  expect_held(holds, "chain_id", request->chain_id);
  expect_held(holds, "origin", request->asked_by);
  EXPECT_EQ(to_hex(write_sign_request(*request)), c["cbor"]);
}

// Our answers hold no origin: nobody needs to know what signed.
void check_signature(const Json& c) {
  const Json& holds = c["holds"];
  const auto id = array_of<16>(unhex(holds["request_id"]));
  const Bytes written = write_eth_signature(id, unhex(holds["signature"]));
  EXPECT_EQ(to_hex(written).substr(2),
            c["cbor"].get<std::string>().substr(2, 2 * written.size() - 2));
}

void check_key(const Json& c) {
  const Bytes cbor = unhex(c["cbor"]);
  const auto item = parse_cbor(cbor);
  const auto key = parse_ur_hdkey(*item);
  ASSERT_TRUE(key.ok()) << key.error().what();
  const Json& holds = c["holds"];
  EXPECT_EQ(to_hex(key->key), holds["public_key"]);
  EXPECT_EQ(to_hex(*key->chain_code), holds["chain_code"]);
  EXPECT_EQ(to_string(key->origin->origin()->path), holds["from"]["path"]);
  EXPECT_EQ(key->origin->origin()->fingerprint.text(), holds["from"]["fingerprint"]);
  EXPECT_EQ(key->parent->text(), holds["parent"]);
}

TEST(UrVectors, AllOfThem) {
  const Json cases = load_vectors("evm/ur")["cases"];
  std::map<std::string, std::size_t> run;
  for (const Json& c : cases) {
    SCOPED_TRACE(c["from"].get<std::string>());
    const std::string type = c["type"];
    ++run[type];
    if (type == "eth-sign-request") check_request(c);
    if (type == "eth-signature") check_signature(c);
    if (type == "crypto-hdkey") check_key(c);
  }
  EXPECT_EQ(run, (std::map<std::string, std::size_t>{
                     {"crypto-hdkey", 2}, {"eth-sign-request", 7}, {"eth-signature", 1}}));
}

// What becomes of the requests: two are for chain id 0, one is signed already, and one holds a
// transaction that ends early.
TEST(UrVectors, AsRequests) {
  const std::map<std::string, std::string> refused{
      {"keystone-js-registry: EthSignRequest.test.ts", "E_NO_CHAIN_ID"},
      {"keystone-rust-registry: eth_sign_request.rs", "E_BAD_EVM_REQUEST"},
      {"keystone-sdk: eth legacy", "E_TRUNCATED"},
  };
  const Json cases = load_vectors("evm/ur")["cases"];
  std::size_t signed_ones = 0;
  for (const Json& c : cases) {
    if (c["type"] != "eth-sign-request") continue;
    SCOPED_TRACE(c["from"].get<std::string>());
    const Payload request{"eth-sign-request", unhex(c["cbor"]), {}};
    EXPECT_EQ(Evm::recognise(request.bytes), "eth-sign-request");
    const auto found = refused.find(c["from"]);
    EXPECT_EQ(reason(request), found == refused.end() ? "" : found->second);
    if (found != refused.end()) continue;
    // These are for the very words of our test wallet.
    EXPECT_EQ(Evm::encode(*Evm::decode(request)), request.bytes);
    EXPECT_EQ(signing_path(request), "m/44'/60'/0'/0/0");
    ++signed_ones;
  }
  EXPECT_EQ(signed_ones, 3u);
}

}  // namespace
}  // namespace coldquill::evm
