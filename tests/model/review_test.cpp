// Reviews: sources, escaping, and the canonical text.
#include <coldquill/model/draft.h>
#include <gtest/gtest.h>

#include "jobs.h"

namespace coldquill {
namespace {

constexpr Reason E_RISK{"E_RISK", Errc::unacknowledged, "Mind it."};
constexpr Reason E_NOTE{"E_NOTE", Errc::refused, "Know it."};

TEST(Source, WeakestOfTwo) {
  EXPECT_EQ(weakest(Source::signed_, Source::proven), Source::proven);
  EXPECT_EQ(weakest(Source::claimed, Source::signed_), Source::claimed);
  EXPECT_EQ(weakest(Source::signed_, Source::signed_), Source::signed_);
}

Review example() {
  Review review("chain", "net", "transaction");
  review.group("Payment");
  review.add({.name = "to",
              .label = "to",
              .value = "address",
              .source = Source::signed_,
              .raw = "0011",
              .headline = true});
  review.add({.name = "note", .label = "a note", .value = "x", .source = Source::claimed});
  review.warn({&E_RISK, "A risk.", true});
  review.warn({&E_NOTE, "A note.", false});
  review.warn({&E_RISK, "The same again.", true});
  return review;
}

TEST(Review, CanonicalText) {
  EXPECT_EQ(example().text(),
            "chain transaction on net\n"
            "\n"
            "Payment\n"
            " * signed  to      address\n"
            "   claimed a note  x\n"
            "\n"
            "Warnings\n"
            " ! E_RISK (to be acknowledged)\n"
            "   A risk.\n"
            " ! E_NOTE\n"
            "   A note.\n"
            " ! E_RISK (to be acknowledged)\n"
            "   The same again.\n");
}

// Two risks of one reason are two; the very same twice is one.
TEST(Review, EveryWarningHasATokenOfItsOwn) {
  Review review = example();
  const auto asked = acknowledgements_of(review, {}, {});
  ASSERT_EQ(asked.size(), 2u);
  EXPECT_EQ(asked[0].reason, "E_RISK");
  EXPECT_EQ(asked[1].reason, "E_RISK");
  EXPECT_NE(asked[0].token, asked[1].token);
  review.warn({&E_RISK, "A risk.", true});
  EXPECT_EQ(acknowledgements_of(review, {}, {}), asked);
  EXPECT_NE(acknowledgements_of(review, {sha256({})}, {}), asked);
  EXPECT_NE(acknowledgements_of(review, {}, std::vector{test::a_job()}), asked);
}

TEST(Review, HasAnEnd) {
  EXPECT_TRUE(check_review_length(std::string(most_review_lines, '\n')).ok());
  const auto longer = check_review_length(std::string(most_review_lines + 1, '\n'));
  EXPECT_EQ(longer.error().reason(), "E_REVIEW_TOO_LONG");
}

// Too long is said when all of it is written, so writing takes no time for each row of the rest.
TEST(Review, OfVeryLongTexts) {
  constexpr std::size_t size = 500'000;
  for (const bool free_text : {false, true}) {
    Review review("chain", "net", "transaction");
    review.group("Group");
    review.add({.name = "note",
                .label = std::string(size, ' '),
                .value = std::string(size, '-'),
                .source = Source::signed_,
                .free_text = free_text});
    review.warn({&E_RISK, std::string(size, '-'), false});
    EXPECT_EQ(check_review_length(review.text()).error().reason(), "E_REVIEW_TOO_LONG");
  }
}

// No value can pass for a line of ours, or steer a screen.
TEST(Review, ValuesAreEscaped) {
  Review review("chain", "net", "transaction");
  review.group("A\nB");
  review.add({.name = "n",
              .label = "l\x1b[2J",
              .value = "v\n * proven  to  me\r\x9b",
              .source = Source::claimed,
              .raw = "r\n"});
  review.warn({&E_NOTE, "w\nx", false});
  for (const char c : review.text()) {
    EXPECT_TRUE(c == '\n' || (c >= 0x20 && c < 0x7F)) << static_cast<int>(c);
  }
  const Fact& fact = review.facts().front();
  for (const std::string& part : {fact.group, fact.label, fact.value, fact.raw}) {
    EXPECT_EQ(part.find('\n'), std::string::npos);
  }
  EXPECT_EQ(review.text().find("\n * proven"), std::string::npos);
}

// Words from outside stand in short lines between bars: wherever a terminal wraps, no part of them
// can begin a line.
TEST(Review, FreeTextIsFramed) {
  Review review("chain", "net", "transaction");
  const std::string words = std::string(45, 'a') + "\n * proven  to  me";
  review.add({.name = "n",
              .label = "l",
              .value = words,
              .source = Source::signed_,
              .headline = true,
              .free_text = true});
  const std::string text = review.text();
  EXPECT_NE(text.find("|" + std::string(40, 'a') + "|\n"), std::string::npos);
  EXPECT_EQ(text.find("\n * proven"), std::string::npos);
  EXPECT_EQ(review.facts().front().value.find('\n'), std::string::npos);
}

TEST(Review, ValuesAreNeverCut) {
  Review review("chain", "net", "transaction");
  review.add(
      {.name = "n", .label = "l", .value = std::string(10'000, 'a'), .source = Source::signed_});
  EXPECT_NE(review.text().find(std::string(10'000, 'a')), std::string::npos);
}

}  // namespace
}  // namespace coldquill
