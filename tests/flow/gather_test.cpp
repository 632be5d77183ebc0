// What becomes of the codes that a camera sees (attack corpus: Q02, Q12, Q15, Q16).
#include <coldquill/flow/gather.h>
#include <coldquill/transport/ur.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace coldquill {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Scanned code(std::string_view text) {
  return {Scanned::Kind::code, to_bytes(view_of(text)), {}};
}

std::vector<Scanned> codes(std::initializer_list<std::string_view> texts) {
  std::vector<Scanned> out;
  for (const auto text : texts) out.push_back(code(text));
  return out;
}

constexpr std::string_view one = "p1of3 cHNi";
constexpr std::string_view two = "p2of3 dP8B";
constexpr std::string_view three = "p3of3 AAA=";
constexpr std::string_view link = "https://example.org/";

TEST(Gatherer, PartsOverManyFrames) {
  Gatherer gatherer(Take::everything, "");
  EXPECT_FALSE(*gatherer.put({}));
  EXPECT_FALSE(*gatherer.put(codes({two})));
  EXPECT_FALSE(*gatherer.put(codes({two})));
  EXPECT_FALSE(*gatherer.put(codes({link})));
  EXPECT_FALSE(*gatherer.put(codes({one})));
  EXPECT_EQ(gatherer.progress().useful, 2u);
  EXPECT_EQ(gatherer.progress().total, 3u);
  EXPECT_EQ(gatherer.progress().foreign, 1u);
  EXPECT_THAT(gatherer.missing(), ElementsAre(3u));
  EXPECT_EQ(gatherer.take().error().reason(), "E_PARTS_MISSING");
  EXPECT_TRUE(*gatherer.put(codes({three})));
  const auto payload = gatherer.take();
  ASSERT_TRUE(payload.ok());
  EXPECT_EQ(payload->wrapping, Wrapping::specter);
}

TEST(Gatherer, SeveralPartsInOneFrame) {
  Gatherer gatherer(Take::everything, "");
  EXPECT_TRUE(*gatherer.put(codes({link, three, one, two})));
}

// A label beside the screen must not end the scan.
TEST(Gatherer, WhatIsNoRequestIsPassedOver) {
  Gatherer gatherer(Take::requests, "");
  EXPECT_FALSE(*gatherer.put(codes({link})));
  EXPECT_FALSE(*gatherer.put(codes({"4006381333931"})));
  EXPECT_EQ(gatherer.progress().foreign, 2u);
  EXPECT_THAT(gatherer.hint(), HasSubstr("passed over"));
  EXPECT_EQ(gatherer.take().error().reason(), "E_PARTS_MISSING");
  Gatherer everything(Take::everything, "");
  EXPECT_TRUE(*everything.put(codes({link})));
}

TEST(Gatherer, OfTwoSingleCodesNeitherIsTaken) {
  Gatherer gatherer(Take::everything, "");
  EXPECT_FALSE(*gatherer.put(codes({"A", "B"})));
  EXPECT_THAT(gatherer.hint(), HasSubstr("two codes"));
  EXPECT_TRUE(*gatherer.put(codes({"B"})));
  EXPECT_EQ(text_of(gatherer.take()->bytes), "B");
}

TEST(Gatherer, SecretsEndIt) {
  for (const std::string_view secret :
       {"abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon "
        "about",
        "\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10"}) {
    Gatherer gatherer(Take::requests, "");
    EXPECT_EQ(gatherer.put(codes({secret})).error().reason(), "E_SECRET_IN_PAYLOAD");
  }
}

TEST(Gatherer, PartsOfTwoMessagesAreNeverMerged) {
  Gatherer gatherer(Take::everything, "");
  EXPECT_FALSE(*gatherer.put(codes({one, two})));
  EXPECT_FALSE(*gatherer.put(codes({"p3of4 AAA="})));
  EXPECT_EQ(gatherer.progress().useful, 2u);
  EXPECT_EQ(gatherer.progress().foreign, 1u);
}

TEST(Gatherer, AContradictionEndsIt) {
  Gatherer gatherer(Take::everything, "");
  EXPECT_FALSE(*gatherer.put(codes({one})));
  const auto step = gatherer.put(codes({"p1of3 AAAA"}));
  ASSERT_FALSE(step.ok());
  EXPECT_EQ(step.error().reason(), "E_PARTS_CONTRADICT");
}

// A part that cannot be read is like any other code that is none of ours.
TEST(Gatherer, SpoiltPartsArePassedOver) {
  Gatherer gatherer(Take::requests, "");
  EXPECT_FALSE(*gatherer.put(codes({"ur:crypto-psbt/1-3/aaaaaaaa"})));
  EXPECT_EQ(gatherer.progress().foreign, 1u);
  EXPECT_FALSE(gatherer.hint().empty());
}

TEST(Gatherer, AKindThatIsNamedCountsForAnything) {
  Gatherer gatherer(Take::requests, "psbt");
  EXPECT_TRUE(*gatherer.put(codes({"cafe"})));
}

}  // namespace
}  // namespace coldquill
