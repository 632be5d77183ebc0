// Reviews on a terminal of 80 columns that wraps, and knows nothing else: no row begins with text
// that the request chose.
#include <coldquill/base/columns.h>
#include <coldquill/model/review.h>
#include <gtest/gtest.h>

namespace coldquill {
namespace {

constexpr Reason E_NOTE{"E_NOTE", Errc::refused, "Know it."};

// The rows of such a terminal. utf8: a letter of another alphabet has two columns, as in some.
std::vector<std::string> rows_on_screen(const std::string& text) {
  std::vector<std::string> rows(1);
  std::size_t column = 0;
  for (const char c : text) {
    const bool goes_on = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
    const std::size_t columns = goes_on ? 0 : static_cast<unsigned char>(c) < 0x80 ? 1 : 2;
    if (c == '\n' || column + columns > screen_columns) {
      rows.emplace_back();
      column = 0;
    }
    if (c == '\n') continue;
    rows.back() += c;
    column += columns;
  }
  return rows;
}

// Rows of facts begin with their mark, and what goes on with an indent that is wider than any.
bool begins_as_ours(const std::string& row) {
  constexpr std::string_view ours[] = {"chain transaction on net", "Group", " * signed  ",
                                       "   signed  ", "           "};
  return row.empty() ||
         std::ranges::any_of(ours, [&](auto begin) { return row.starts_with(begin); });
}

// A text of so many characters.
std::string chosen(std::size_t size, std::string_view pattern) {
  std::string out;
  while (out.size() < size) out += pattern;
  return out.substr(0, size);
}

constexpr std::string_view words = "# * signed  to    #me#   signed  #fingerprint  0#";
constexpr std::string_view one_word = "#-";

Review with(const std::string& label, const std::string& value, bool free_text) {
  Review review("chain", "net", "transaction");
  review.group("Group");
  review.add({.name = "to", .label = "to", .value = "me", .source = Source::signed_});
  review.add({.name = "x",
              .label = label,
              .value = value,
              .source = Source::signed_,
              .headline = true,
              .free_text = free_text});
  return review;
}

// The facts of with(): one that is no headline, and one that is.
void check(const Review& review) {
  const auto rows = rows_on_screen(review.text());
  const auto begin_with = [&](std::string_view mark) {
    return std::ranges::count_if(rows, [&](const auto& row) { return row.starts_with(mark); });
  };
  EXPECT_TRUE(std::ranges::all_of(rows, begins_as_ours)) << review.text();
  EXPECT_EQ(begin_with("   signed  "), 1) << review.text();
  EXPECT_EQ(begin_with(" * signed  "), 1) << review.text();
}

TEST(ReviewRows, NoRowBeginsWithTextOfTheRequest) {
  const std::size_t edges[] = {0,  1,  11, 12, 23, 24, 25, 26, 39,  40, 41,
                               58, 67, 68, 69, 70, 79, 80, 81, 128, 300};
  for (const std::string_view pattern : {words, one_word}) {
    for (std::size_t length = 0; length <= 300; ++length) {
      for (const std::size_t other : edges) {
        for (const bool free_text : {false, true}) {
          check(with(chosen(length, pattern), chosen(other, pattern), free_text));
          check(with(chosen(other, pattern), chosen(length, pattern), free_text));
        }
        if (HasFailure()) return;
      }
    }
  }
}

TEST(ReviewRows, LettersThatTakeTwoColumns) {
  for (std::size_t length = 0; length <= 150; ++length) {
    std::string wide;
    for (std::size_t i = 0; i < length; ++i) wide += "\u4ED8";
    check(with("label", wide, true));
    check(with("label", wide, false));
    check(with(wide, "value", false));
  }
}

TEST(ReviewRows, WarningsAreBrokenBetweenWords) {
  for (std::size_t length = 0; length <= 300; ++length) {
    Review review("chain", "net", "transaction");
    review.warn({&E_NOTE, "w" + chosen(length, "word # ! E_NOTE "), false});
    const auto rows = rows_on_screen(review.text());
    const auto first = std::ranges::find(rows, " ! E_NOTE");
    EXPECT_TRUE(std::all_of(first + 1, rows.end() - 1, [](const auto& row) {
      return row.starts_with("   ");
    })) << review.text();
    EXPECT_EQ(std::ranges::count(rows, " ! E_NOTE"), 1);
  }
}

// A label that is longer than its column stands on rows of its own, and the value below it.
TEST(ReviewRows, LongLabels) {
  const std::string label(100, 'x');
  EXPECT_EQ(with(label, "a value", false).text(),
            "chain transaction on net\n"
            "\n"
            "Group\n"
            "   signed  to  me\n"
            " * signed  " +
                std::string(67, 'x') + "\n" + "           > " + std::string(33, 'x') + "\n" +
                "               a value\n");
}

TEST(ReviewRows, LongValues) {
  const std::string address(62, 'q');
  EXPECT_EQ(with("back", "0.00049000 BTC to " + address, false).text(),
            "chain transaction on net\n"
            "\n"
            "Group\n"
            "   signed  to    me\n"
            " * signed  back  0.00049000 BTC to\n"
            "                 " +
                address + "\n");
}

// Each way of a text on rows of its own, between bars.
TEST(ReviewRows, TextFromRightToLeft) {
  EXPECT_EQ(with("note", "refund \u05D0 5", true).text(),
            "chain transaction on net\n"
            "\n"
            "Group\n"
            "   signed  to    me\n"
            " * signed  note  |refund |\n"
            "                 |\u05D0|\n"
            "                 | 5|\n");
  EXPECT_NE(with("note", "refund \u05D0 5", false).text().find("refund [U+05D0] 5\n"),
            std::string::npos);
}

}  // namespace
}  // namespace coldquill
