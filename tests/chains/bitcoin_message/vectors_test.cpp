// Published signatures, and requests as other libraries write them.
#include <coldquill/base/hex.h>
#include <gtest/gtest.h>
#include <support/vectors.h>

#include <map>

#include "message_cases.h"

namespace coldquill::bitcoin_message {
namespace {

using namespace test;
using coldquill::test::load_vectors;
using coldquill::test::unhex;
using Json = nlohmann::json;

const Wallet& wallet_of(const Json& c) {
  static std::map<std::string, std::unique_ptr<Wallet>> wallets;
  auto& wallet = wallets[c["words"]];
  if (!wallet) wallet = std::make_unique<Wallet>(c["words"].get<std::string>());
  return *wallet;
}

Payload request_of(const Json& c, const KeyFingerprint& fingerprint) {
  Parts out;
  out.data = unhex(c["message"]);
  out.paths = {UrKeyPath::of({fingerprint, path(c["path"].get<std::string>())})};
  out.addresses = {{c["address"].get<std::string>()}};
  return payload(out);
}

// The header of BIP-0137 says the form of a segwit address too: 4 more for each.
Bytes as_for_p2pkh(Bytes signature) {
  while (signature[0] > 34) signature[0] = static_cast<std::uint8_t>(signature[0] - 4);
  return signature;
}

TEST(Trezor, SignaturesAsPublished) {
  const Json cases = load_vectors("message/trezor")["cases"];
  ASSERT_EQ(cases.size(), 13u);
  for (const Json& c : cases) {
    SCOPED_TRACE(c["name"].get<std::string>());
    const Wallet& wallet = wallet_of(c);
    const Payload request = request_of(c, wallet.fingerprint());
    const auto draft = prepare(request, {}, wallet);
    ASSERT_TRUE(draft) << draft.error().what();
    EXPECT_EQ(fact(draft->review(), "from"), c["address"]);
    EXPECT_EQ(draft->review().network(), c["network"]);
    const Bytes published = unhex(c["signature"]);
    EXPECT_EQ(signed_by(wallet, request).signatures.at(0).bytes, as_for_p2pkh(published));
  }
}

TEST(Trezor, WhatIsAsciiIsTheSameAsACommand) {
  std::size_t run = 0;
  const Json cases = load_vectors("message/trezor")["cases"];
  for (const Json& c : cases) {
    const Bytes text = unhex(c["message"]);
    if (std::ranges::any_of(text, [](std::uint8_t octet) { return octet > 0x7F; })) continue;
    const Payload request = command(text_of(text), c["path"].get<std::string>());
    EXPECT_EQ(signed_by(wallet_of(c), request).answers.at(0).bytes,
              as_for_p2pkh(unhex(c["signature"])))
        << c["name"];
    ++run;
  }
  EXPECT_EQ(run, 12u);
}

TEST(Keystone, RequestsAreRead) {
  const Json cases = load_vectors("message/keystone")["cases"];
  ASSERT_EQ(cases.size(), 2u);
  for (const Json& c : cases) {
    SCOPED_TRACE(c["name"].get<std::string>());
    const Bytes cbor = unhex(c["cbor"]);
    EXPECT_EQ(BitcoinMessage::recognise(cbor), "btc-sign-request");
    const auto tx = BitcoinMessage::decode({"btc-sign-request", cbor, {}});
    ASSERT_TRUE(tx) << tx.error().what();
    const Tx::Held& held = tx->held();
    EXPECT_EQ(to_hex(*held.id), c["id"]);
    EXPECT_EQ(to_hex(held.message), c["message"]);
    EXPECT_EQ(to_string(held.asked.path), c["path"]);
    EXPECT_EQ(held.asked.fingerprint.text(), c["fingerprint"]);
    EXPECT_EQ(held.address, c["address"]);
    EXPECT_EQ(held.asked_by.value_or(""), c.value("asked_by", ""));
    EXPECT_EQ(BitcoinMessage::encode(*tx), cbor);
  }
}

// The first one is for the very words of our test wallet.
TEST(Keystone, TheRequestOfItsSdkIsSigned) {
  const Json c = load_vectors("message/keystone")["cases"][0];
  const Outcome outcome = signed_by(me(), {"btc-sign-request", unhex(c["cbor"]), {}});
  EXPECT_EQ(outcome.answers.at(0).kind, "btc-signature");
  EXPECT_EQ(outcome.signatures.size(), 1u);
}

}  // namespace
}  // namespace coldquill::bitcoin_message
