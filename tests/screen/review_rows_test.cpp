#include <coldquill/screen/review_rows.h>
#include <gmock/gmock.h>
#include <support/emulator.h>

namespace coldquill {
namespace {

using test::Emulator;
using testing::Contains;
using testing::HasSubstr;

constexpr Reason E_RISK{"E_RISK", Errc::unacknowledged, "Read it."};
constexpr std::size_t columns = 80;

std::vector<std::string> texts(const Rows& rows) {
  std::vector<std::string> out;
  for (const Row& row : rows) out.push_back(row.text);
  return out;
}

Review with(NewFact fact) {
  Review review("bitcoin", "mainnet", "transaction");
  review.group("Payment 1 of 1");
  review.add(std::move(fact));
  return review;
}

TEST(ReviewRows, AddressesStandInGroupsOfFourAndWhole) {
  const Review review = with({.name = "to",
                              .label = "to",
                              .value = "bc1q35rq7r5yahzmm7tpt4y25hffp9wvd0em3dzkmz",
                              .source = Source::signed_,
                              .headline = true,
                              .address = true});
  EXPECT_THAT(texts(review_rows(review, columns)),
              Contains(HasSubstr("  bc1q 35rq 7r5y ahzm m7tp t4y2 5hff p9wv d0em 3dzk mz")));
  EXPECT_THAT(review.text(), HasSubstr("bc1q35rq7r5yahzmm7tpt4y25hffp9wvd0em3dzkmz"));
}

TEST(ReviewRows, LongOnesBreakBetweenGroupsOnMarkedRows) {
  const Review review =
      with({.name = "to",
            .label = "to",
            .value = "bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr",
            .source = Source::signed_,
            .headline = true,
            .address = true});
  const auto rows = texts(review_rows(review, columns));
  EXPECT_THAT(rows, Contains(HasSubstr("bc1p 5cyx nuxm")));
  EXPECT_THAT(rows, Contains(testing::StartsWith("             | ")));
}

// Of whatever length: no row is wider than the window, none begins with what the request chose.
TEST(ReviewRows, NoTextFromOutsideBeginsARow) {
  for (std::size_t label = 1; label <= 130; label += 3) {
    for (std::size_t value = 0; value <= 300; value += 7) {
      Review review("evm", "ethereum", "typed data");
      review.group("Content");
      const std::string name(label, 'n');
      review.add({.name = "x",
                  .label = name,
                  .value = std::string(value, 'x') + " * signed    amount  0.001 ETH",
                  .source = Source::signed_,
                  .free_text = true});
      review.warn({&E_RISK, std::string(value, 'w') + " ! E_RISK", true});
      Emulator screen(columns, 10'000);
      screen.feed(painted(review_rows(review, columns), true));
      ASSERT_EQ(screen.overlong(), 0u) << label << " " << value;
      for (const std::string& row : screen.rows()) {
        ASSERT_FALSE(row.starts_with("x") || row.starts_with(" *") || row.starts_with("w")) << row;
      }
      ASSERT_EQ(screen.squeezed(), Emulator::squeeze(review.text()));
    }
  }
}

TEST(ReviewRows, WideCharactersCountTwice) {
  const Review review = with(
      {.name = "message",
       .label = "message",
       .value = std::string(200, ' ').replace(
           0, 0, "日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語"),
       .source = Source::signed_});
  Emulator screen(columns, 100);
  screen.feed(painted(review_rows(review, columns), true));
  EXPECT_EQ(screen.overlong(), 0u);
}

TEST(ReviewRows, WindowsOfAnyWidthAreNeverOverrun) {
  const Review review = with({.name = "to",
                              .label = "to",
                              .value = std::string(100, 'a'),
                              .source = Source::signed_,
                              .headline = true,
                              .address = true});
  for (std::size_t width = 48; width < 200; ++width) {
    Emulator screen(width, 100);
    screen.feed(painted(review_rows(review, width), true));
    EXPECT_EQ(screen.overlong(), 0u) << width;
  }
}

}  // namespace
}  // namespace coldquill
