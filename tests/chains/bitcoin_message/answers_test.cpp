// The forms that a signature goes back in.
#include <coldquill/base/hex.h>
#include <gtest/gtest.h>

#include "message_cases.h"

namespace coldquill::bitcoin_message {
namespace {

using namespace test;

std::vector<std::string> kinds(const std::vector<Answer>& answers) {
  std::vector<std::string> out;
  for (const Answer& answer : answers) out.push_back(answer.kind);
  return out;
}

using Kinds = std::vector<std::string>;

TEST(Answers, OfTheCommandIsTheSignatureAlone) {
  const Outcome outcome = signed_by(me(), command("I agree"));
  ASSERT_EQ(kinds(outcome.answers), Kinds{"bitcoin-signature"});
  const Answer& answer = outcome.answers.front();
  EXPECT_TRUE(answer.complete);
  EXPECT_FALSE(answer.broadcast);
  ASSERT_EQ(answer.bytes.size(), 65u);
  EXPECT_GE(answer.bytes[0], 31);
  EXPECT_LE(answer.bytes[0], 34);
  ASSERT_EQ(outcome.signatures.size(), 1u);
  EXPECT_EQ(outcome.signatures[0].bytes, answer.bytes);
  EXPECT_EQ(to_string(outcome.signatures[0].path), first_path);
}

TEST(Answers, OfASignRequestIsABtcSignature) {
  const Outcome outcome = signed_by(me(), payload(parts("I agree")));
  ASSERT_EQ(kinds(outcome.answers), (Kinds{"btc-signature", "bitcoin-signature"}));
  const Bytes& alone = outcome.answers[1].bytes;
  EXPECT_EQ(alone, signed_by(me(), command("I agree")).answers.front().bytes);
  EXPECT_EQ(to_hex(outcome.answers[0].bytes), "a301d825509b1deb4d000000000000000000000000025841" +
                                                  to_hex(alone) + "035821" +
                                                  to_hex(me().key(path(first_path)).bytes()));
  Parts without_id = parts("I agree");
  without_id.id.reset();
  EXPECT_EQ(to_hex(signed_by(me(), payload(without_id)).answers[0].bytes).substr(0, 8), "a2025841");
}

TEST(Answers, TheHeaderIsTheSameForEveryFormOfAddress) {
  for (const char* at : {"m/44'/0'/0'/0/0", "m/49'/0'/0'/0/0", "m/84'/1'/0'/0/7"}) {
    const Bytes signature = signed_by(me(), command("x", at)).answers.front().bytes;
    EXPECT_TRUE(signature[0] >= 31 && signature[0] <= 34) << at;
  }
}

TEST(Answers, UnsignedIsTheRequestAsItCame) {
  for (const Payload& request : {command("x"), payload(parts("x"))}) {
    const auto answers = BitcoinMessage::answers(*BitcoinMessage::decode(request));
    ASSERT_EQ(kinds(*answers), Kinds{request.kind});
    EXPECT_EQ(answers->front().bytes, request.bytes);
    EXPECT_FALSE(answers->front().complete);
  }
}

TEST(Combine, CopiesOfOneRequestAreIt) {
  const auto decode = [](const Payload& request) { return *BitcoinMessage::decode(request); };
  const auto joined = BitcoinMessage::combine(decode(command("x")), decode(command("x")));
  ASSERT_TRUE(joined);
  EXPECT_EQ(BitcoinMessage::encode(*joined), command("x").bytes);
  const auto other =
      BitcoinMessage::combine(decode(command("x")), decode(command("x", "m/84'/0'/0'/0/1")));
  EXPECT_EQ(other.error().reason(), "E_DIFFERENT_REQUESTS");
}

}  // namespace
}  // namespace coldquill::bitcoin_message
