// What goes back across the gap.
#include <coldquill/base/hex.h>
#include <coldquill/codec/cbor.h>
#include <gtest/gtest.h>

#include "evm_cases.h"

namespace coldquill::evm {
namespace {

using namespace test;
using Kinds = std::vector<std::string>;

Kinds kinds(const Outcome& outcome) {
  Kinds out;
  for (const Answer& answer : outcome.answers) out.push_back(answer.kind);
  return out;
}

// r || s || v out of an eth-signature, and the id.
struct EthSignature {
  std::optional<Bytes> id;
  Bytes signature;
};
EthSignature read(const Answer& answer) {
  const auto map = parse_cbor(answer.bytes);
  CborFields in(*map, "eth-signature");
  EthSignature out;
  const Cbor* id = in.maybe_tagged(1, {37});
  if (id != nullptr) out.id = to_bytes(id->data);
  out.signature = to_bytes(in.bytes(2));
  EXPECT_TRUE(in.finish());
  return out;
}

// ---- Which answers

TEST(Answers, ToASignRequestForATransaction) {
  for (const Transaction& tx : {payment(), legacy_payment(), listed_payment()}) {
    const Outcome done = signed_by_me(payload(request_for(tx)));
    ASSERT_EQ(kinds(done), (Kinds{"eth-signature", "evm-tx"}));
    EXPECT_TRUE(done.answers[0].complete && !done.answers[0].broadcast);
    EXPECT_TRUE(done.answers[1].complete && done.answers[1].broadcast);
    ASSERT_EQ(done.signatures.size(), 1u);
    EXPECT_EQ(done.signatures[0].path, path(first_path));
    EXPECT_EQ(done.signatures[0].scheme, "ecdsa");
    EXPECT_EQ(done.signatures[0].bytes, read(done.answers[0]).signature);
    const auto back = parse_transaction(done.answers[1].bytes);
    ASSERT_TRUE(back.ok() && back->signature);
    EXPECT_TRUE(back->tx == tx);
    EXPECT_EQ(recover_address(signing_digest(tx), *back->signature), my_address());
  }
}

TEST(Answers, ToMessagesAndTypedData) {
  for (const SignRequest& request : {message_request("hello"), typed_request(typed_mail())}) {
    const Outcome done = signed_by_me(payload(request));
    ASSERT_EQ(kinds(done), (Kinds{"eth-signature", "evm-signature"}));
    EXPECT_EQ(done.answers[1].bytes, read(done.answers[0]).signature);
    EXPECT_FALSE(done.answers[1].broadcast);
  }
}

TEST(Answers, ToRawAndJson) {
  EXPECT_EQ(kinds(signed_by_me(raw(payment()))), Kinds{"evm-tx"});
  EXPECT_EQ(kinds(signed_by_me(json(payment()))), Kinds{"evm-tx"});
  const Outcome typed = signed_by_me(json_text(typed_mail()));
  ASSERT_EQ(kinds(typed), Kinds{"evm-signature"});
  EXPECT_EQ(typed.answers[0].bytes.size(), 65u);
  EXPECT_EQ(signed_by_me(raw(payment())).answers[0].bytes,
            signed_by_me(payload(request_for(payment()))).answers[1].bytes);
}

// Nothing of ours in it: the request goes back as it came.
TEST(Answers, WithoutASignature) {
  SignRequest foreign = request_for(payment());
  foreign.path.source = Wallet::zoo().fingerprint();
  const std::pair<Payload, const char*> rows[] = {{payload(foreign), "eth-sign-request"},
                                                  {raw(payment()), "evm-tx"},
                                                  {json(payment()), "evm-json"}};
  for (const auto& [request, kind] : rows) {
    const auto answers = Evm::answers(*Evm::decode(request));
    ASSERT_EQ(answers->size(), 1u);
    EXPECT_EQ(answers->front().kind, kind);
    EXPECT_EQ(answers->front().bytes, request.bytes);
    EXPECT_FALSE(answers->front().complete || answers->front().broadcast);
  }
}

TEST(Answers, EchoTheId) {
  SignRequest request = message_request("hello");
  const Answer answer = signed_by_me(payload(request)).answers[0];
  EXPECT_EQ(read(answer).id, std::optional(to_bytes(*request.id)));
  request.id.reset();
  EXPECT_FALSE(read(signed_by_me(payload(request)).answers[0]).id);
}

// ---- v

// v of a legacy transaction for that chain, by parity.
std::string v_hex(std::uint64_t chain_id, std::uint8_t parity) {
  Transaction tx = legacy_payment();
  tx.chain_id = chain_id;
  const Bytes all = signature_bytes(tx, {{}, {}, parity});
  return to_hex(ByteView(all).subspan(64));
}

TEST(V, OfLegacyTransactionsHoldsTheChainId) {
  EXPECT_EQ(v_hex(1, 0), "25");
  EXPECT_EQ(v_hex(1, 1), "26");
  EXPECT_EQ(v_hex(109, 1), "fe");
  EXPECT_EQ(v_hex(110, 0), "ff");
  EXPECT_EQ(v_hex(110, 1), "0100");
  EXPECT_EQ(v_hex(137, 0), "0135");
  EXPECT_EQ(v_hex(0x7FFFFFEE, 1), "0100000000");
  EXPECT_EQ(v_hex(largest_chain_id, 1), "ffffffffffffffda");
}

TEST(V, OfTheOthers) {
  for (const std::uint8_t parity : Bytes{0, 1}) {
    const EvmSignature signature{{}, {}, parity};
    EXPECT_EQ(signature_bytes(payment(), signature).back(), parity);
    EXPECT_EQ(signature_bytes(listed_payment(), signature).back(), parity);
    EXPECT_EQ(signature_bytes(Message{}, signature).back(), 27 + parity);
    EXPECT_EQ(signature_bytes(payment(), signature).size(), 65u);
  }
}

// From the request to the answer and back, for chain ids at every edge.
TEST(V, OfRealSignatures) {
  for (const std::uint64_t chain :
       {std::uint64_t{1}, std::uint64_t{109}, std::uint64_t{110}, std::uint64_t{0x7FFFFFED},
        std::uint64_t{0x7FFFFFEE}, std::uint64_t{1} << 40, largest_chain_id}) {
    for (Transaction tx : {payment(), legacy_payment(), listed_payment()}) {
      tx.chain_id = chain;
      const Outcome done = signed_by_me(payload(request_for(tx)));
      const auto back = parse_transaction(done.answers[1].bytes);
      ASSERT_TRUE(back.ok()) << back.error().what();
      EXPECT_TRUE(back->tx == tx) << chain;
      EXPECT_EQ(recover_address(signing_digest(tx), *back->signature), my_address());
    }
  }
}

// The same again, octet for octet: another program can check it.
TEST(Answers, AreDeterministic) {
  EXPECT_EQ(signed_by_me(raw(payment())).answers[0].bytes,
            signed_by_me(raw(payment())).answers[0].bytes);
}

// r and s are numbers in a transaction: without zeros in front. They are 32 octets each in an
// eth-signature. Among 600 signatures one with such a zero is sure enough.
TEST(Answers, ZerosInFront) {
  std::size_t short_ones = 0;
  Transaction tx = payment();
  for (tx.nonce = 0; tx.nonce < 600; ++tx.nonce) {
    const Outcome done = signed_by_me(payload(request_for(tx)));
    const Bytes& signature = done.signatures[0].bytes;
    ASSERT_EQ(signature.size(), 65u);
    if (signature[0] != 0 && signature[32] != 0) continue;
    ++short_ones;
    EXPECT_EQ(Evm::encode(*Evm::decode(raw_bytes(done.answers[1].bytes))), done.answers[1].bytes);
  }
  EXPECT_GT(short_ones, 0u);
}

// ---- The answer, looked at again

TEST(Answers, AreNotSignedTwice) {
  for (const Transaction& tx : {payment(), legacy_payment(), listed_payment()}) {
    const Payload done = raw_bytes(signed_by_me(payload(request_for(tx))).answers[1].bytes);
    EXPECT_EQ(signing_path(done), "");
    const auto again = Evm::answers(*Evm::decode(done));
    ASSERT_EQ(again->size(), 1u);
    EXPECT_EQ(again->front().bytes, done.bytes);
    EXPECT_TRUE(again->front().broadcast);
  }
}

TEST(Answers, AreNoRequests) {
  const Outcome done = signed_by_me(payload(message_request("hello")));
  for (const Answer& answer : done.answers) {
    EXPECT_EQ(reason({answer.kind, answer.bytes, {}}), "E_ANSWER");
  }
}

// ---- Combining

std::unique_ptr<Request> request_of(const Payload& payload) {
  return std::make_unique<RequestOf<Evm>>(*Evm::decode(payload));
}

TEST(Combine, TheSignedCopyStays) {
  const Payload plain = raw(payment()), done = signed_raw(payment());
  const std::pair<Payload, Payload> orders[] = {{plain, done}, {done, plain}, {done, done}};
  for (const auto& [a, b] : orders) {
    const auto merged = request_of(a)->combine(*request_of(b));
    ASSERT_TRUE(merged.ok());
    EXPECT_EQ((*merged)->answers()->front().bytes, done.bytes);
  }
}

TEST(Combine, DifferentThings) {
  Transaction other = payment();
  other.value = number("1");
  const auto reason_for = [](const Payload& a, const Payload& b) {
    const auto merged = request_of(a)->combine(*request_of(b));
    return merged ? std::string() : std::string(merged.error().reason());
  };
  EXPECT_EQ(reason_for(raw(payment()), raw(other)), "E_DIFFERENT_REQUESTS");
  EXPECT_EQ(reason_for(signed_raw(payment()), signed_raw(payment(), Wallet::zoo())),
            "E_DIFFERENT_REQUESTS");
}

}  // namespace
}  // namespace coldquill::evm
