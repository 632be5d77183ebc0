// Text from outside on a screen: what is shown as it is, and what by its name.
#include <coldquill/base/columns.h>
#include <coldquill/base/text.h>
#include <gtest/gtest.h>
#include <utf8proc.h>

#include <set>

namespace coldquill {
namespace {

std::string utf8(utf8proc_int32_t c) {
  std::array<utf8proc_uint8_t, 4> octets{};
  const auto size = utf8proc_encode_char(c, octets.data());
  return {reinterpret_cast<const char*>(octets.data()), static_cast<std::size_t>(size)};
}

constexpr std::string_view hebrew = "\u05E9\u05DC\u05D5\u05DD \u05E2\u05D5\u05DC\u05DD";
constexpr std::string_view russian =
    "\u041F\u0435\u0440\u0435\u0432\u043E\u0434 \u0441\u044B\u043D\u0443";

TEST(Text, NothingReachesTheScreenThatCouldForgeIt) {
  EXPECT_EQ(escape_text("Gr\xC3\xBC\xC3\x9F\x65"), "Gr\xC3\xBC\xC3\x9F\x65");
  EXPECT_EQ(escape_text("a\x1b[2Jb"), "a[U+001B][2Jb");
  EXPECT_EQ(escape_text("\xE2\x80\xAE"), "[U+202E]");
  EXPECT_EQ(escape_text("a\nb\rc"), "a[U+000A]b[U+000D]c");
  EXPECT_EQ(escape_text("\x9b"), "[0x9B]");
  EXPECT_EQ(escape_text("\xC2\x9b"), "[U+009B]");
  EXPECT_EQ(escape_text("\xEF\xBB\xBF"), "[U+FEFF]");
  EXPECT_EQ(escape_text("\xF3\xA0\x80\x81"), "[U+E0001]");
  EXPECT_EQ(escape_text("\xE3\x85\xA4"), "[U+3164]");
  EXPECT_EQ(escape_text("e\xCC\x81"), "e[U+0301]");
  EXPECT_EQ(escape_text(std::string_view("\0", 1)), "[U+0000]");
}

TEST(Text, WhatDrawsNothingIsNamed) {
  EXPECT_EQ(escape_text("a\U0001D159b"), "a[U+1D159]b");
  EXPECT_EQ(escape_text("\u2800\uFFFC\uFE0F\u1160"), "[U+2800][U+FFFC][U+FE0F][U+1160]");
  EXPECT_EQ(escape_text("\U000E0041"), "[U+E0041]");
}

// Of all of Unicode nothing is left in a line of ours that moves what stands beside it, or that is
// not seen.
TEST(Text, EveryCodePoint) {
  for (utf8proc_int32_t c = 0x80; c <= 0x10FFFF; ++c) {
    if (!utf8proc_codepoint_valid(c) || escape_text(utf8(c)) != utf8(c)) continue;
    const auto* property = utf8proc_get_property(c);
    const auto bidi = property->bidi_class;
    EXPECT_TRUE(bidi == UTF8PROC_BIDI_CLASS_L || bidi == UTF8PROC_BIDI_CLASS_EN ||
                bidi == UTF8PROC_BIDI_CLASS_ES || bidi == UTF8PROC_BIDI_CLASS_ET ||
                bidi == UTF8PROC_BIDI_CLASS_CS || bidi == UTF8PROC_BIDI_CLASS_ON)
        << c;
    EXPECT_FALSE(property->ignorable) << c;
    EXPECT_GE(utf8proc_charwidth(c), 1) << c;
    EXPECT_LE(utf8proc_charwidth(c), 2) << c;
  }
}

TEST(Text, LettersFromRightToLeftAreNamedInLinesOfOurs) {
  EXPECT_EQ(escape_text("refund \u05D0 5"), "refund [U+05D0] 5");
  EXPECT_EQ(escape_text("\u0645\u0661\u07C1"), "[U+0645][U+0661][U+07C1]");
  EXPECT_EQ(escape_free_text(hebrew), hebrew);
  EXPECT_EQ(escape_free_text("\u0645 \u0661"), "\u0645 \u0661");
  EXPECT_EQ(escape_free_text("\u07C1"), "[U+07C1]");  // digits that are read the other way round
  EXPECT_TRUE(is_plain_text(view_of(hebrew)));
}

TEST(Text, WordsOfTwoAlphabetsAreMarked) {
  for (const bool free_text : {false, true}) {
    const auto escape = [&](std::string_view text) {
      return free_text ? escape_free_text(text) : escape_text(text);
    };
    EXPECT_EQ(escape("USD \u0421oin"), "USD [U+0421]oin");
    EXPECT_EQ(escape("p\u0430y_\u0440al5"), "p[U+0430]y_[U+0440]al5");
    EXPECT_EQ(escape("\u0430\u03BF"), "[U+0430][U+03BF]");
    EXPECT_EQ(escape("uni\u13DF \u2C9Eld"), "uni[U+13DF] [U+2C9E]ld");
    EXPECT_EQ(escape("\U0001D5E8ni"), "[U+1D5E8]ni");  // a mathematical U
    EXPECT_EQ(escape("pay\u01C3"), "pay[U+01C3]");
  }
}

// In a name; a sentence may well hold such a word.
TEST(Text, WordsThatOnlyLookLatinAreMarkedInNames) {
  const std::string apple = "\u0430\u0440\u0440\u04CF\u0435";
  const std::string marked = "[U+0430][U+0440][U+0440][U+04CF][U+0435]";
  EXPECT_EQ(escape_text(apple + " Pay"), marked + " Pay");
  EXPECT_EQ(escape_free_text(apple), marked);
  std::string sentence;
  for (int i = 0; i < 4; ++i) sentence += std::string(russian) + ", ";
  sentence += apple;
  EXPECT_EQ(escape_free_text(sentence), sentence);
}

TEST(Text, HonestTextsOfAnyScriptStayAsTheyAre) {
  for (const std::string_view text :
       {std::string_view("I\u015F\u0131k, \u00E9t\u00E9, \u0141\u00F3d\u017A, \u1EA1"), russian,
        std::string_view("\u0417\u0434\u0440\u0430\u0432\u0441\u0442\u0432\u0443\u0439, USDC 5"),
        std::string_view("\u039A\u03B1\u03BB\u03B7\u03BC\u03AD\u03C1\u03B1"),
        std::string_view("\u652F\u4ED8USDC\u7ED9\u5546\u5E97"),
        std::string_view("\u3053\u3093\u306B\u3061\u306F \uFF15\u5186"),
        std::string_view("\uD55C\uAD6D\uC5B4 USDC\uB97C"),
        std::string_view("5 \u20AC \u2192 \U0001F600")}) {
    EXPECT_EQ(escape_text(text), text);
    EXPECT_EQ(escape_free_text(text), text);
    EXPECT_TRUE(is_plain_text(view_of(text)));
  }
}

TEST(Text, PlainIsWhatHidesNothing) {
  EXPECT_TRUE(is_plain_text(view_of("p\u0430y")));  // marked, and yet readable
  for (const std::string_view text :
       {"\u202E", "a\nb", "\x9b", "[U+0041]", "[0x", "\u200B", "e\u0301"}) {
    EXPECT_FALSE(is_plain_text(view_of(text))) << text;
  }
}

TEST(Text, EscapingIsInjective) {
  const std::set<std::string> inputs{
      "\xE2\x80\xAE", "[U+202E]", "[U+005B]U+202E]", "[0x9B]",   "\x9b", "[",
      "[U",           "[0",       "[[U+202E]",       "p\u0430y", "pay",  "p[U+0430]y"};
  std::set<std::string> outputs;
  std::set<std::string> free_outputs;
  for (const auto& input : inputs) {
    outputs.insert(escape_text(input));
    free_outputs.insert(escape_free_text(input));
  }
  EXPECT_EQ(outputs.size(), inputs.size());
  EXPECT_EQ(free_outputs.size(), inputs.size());
}

using Rows = std::vector<std::string_view>;

TEST(Columns, RowsAreFilled) {
  EXPECT_EQ(rows_of("", 12), Rows{""});
  EXPECT_EQ(rows_of("abcdefghijklm", 12), (Rows{"abcdefghijkl", "m"}));
  EXPECT_EQ(rows_of("abcdefgh[U+202E]", 12), (Rows{"abcdefgh", "[U+202E]"}));
  EXPECT_EQ(rows_of("[U+[0x[U+00AZ", 12), (Rows{"[U+[0x[U+00A", "Z"}));
  EXPECT_EQ(rows_of("\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9", 12),
            (Rows{"\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9", "\u00E9"}));
}

// A terminal that turns letters from right to left, and one that does not, show the same rows.
TEST(Columns, ARowRunsOneWay) {
  EXPECT_EQ(rows_of(hebrew, 40), Rows{hebrew});
  EXPECT_EQ(rows_of("refund \u05D0 5 \u05D0 1000 USDC", 40),
            (Rows{"refund ", "\u05D0", " 5 ", "\u05D0", " 1000 USDC"}));
  EXPECT_EQ(rows_of("\u05D0\u05D1, \u05D2: -5!", 40), (Rows{"\u05D0\u05D1, \u05D2", ": -5!"}));
  EXPECT_EQ(rows_of("\u05D0\u05D1.", 40), Rows{"\u05D0\u05D1."});
  EXPECT_EQ(rows_of("\u0661\u0660 \u0662", 40), (Rows{"\u0661\u0660", " \u0662"}));
  EXPECT_EQ(rows_of("\u0645\u0661[U+0301]", 40), (Rows{"\u0645", "\u0661", "[U+0301]"}));
}

TEST(Columns, WordsAreBrokenAtSpaces) {
  EXPECT_EQ(lines_of_words("", 12), Rows{""});
  EXPECT_EQ(lines_of_words("pay to the shop", 12), (Rows{"pay to the", "shop"}));
  EXPECT_EQ(lines_of_words("pay to shops now", 12), (Rows{"pay to shops", "now"}));
  EXPECT_EQ(lines_of_words("to 0123456789abcdef and on", 12),
            (Rows{"to", "0123456789abcdef", "and on"}));
  EXPECT_EQ(lines_of_words("abcdefghij-klmnopqrstuvwxyz", 12),
            (Rows{"abcdefghij-k", "lmnopqrstuvw", "xyz"}));
  EXPECT_EQ(lines_of_words("              a", 12), (Rows{"            ", " a"}));
}

// So many times, one behind the other.
std::string times(std::size_t count, std::string_view part) {
  std::string out;
  out.reserve(count * part.size());
  for (std::size_t i = 0; i < count; ++i) out += part;
  return out;
}

constexpr std::size_t very_many = 240'000;  // a multiple of all rows below

// What takes a look at all of the rest for each row does not end in the time of a test.
TEST(Columns, RowsOfVeryLongTexts) {
  const std::string spaces(2 * very_many, ' ');
  EXPECT_EQ(rows_of(spaces, 40).size(), very_many / 20);
  EXPECT_EQ(rows_of(std::string(2 * very_many, 'a'), 40).size(), very_many / 20);
  EXPECT_EQ(rows_of(times(very_many, "\u05D0"), 40).size(), very_many / 20);
  EXPECT_EQ(rows_of(times(very_many, "a\u05D0"), 40).size(), 2 * very_many);
  EXPECT_EQ(rows_of(times(very_many, "\u0661 "), 40).size(), very_many);
  // Signs go to what runs from left to right, however far it is.
  EXPECT_EQ(rows_of("\u05D0" + spaces + "a", 40).size(), 2 + very_many / 20);
  EXPECT_EQ(rows_of("\u05D0" + spaces + "\u05D0", 40).size(), 1 + very_many / 20);
}

TEST(Columns, LinesOfVeryLongTexts) {
  for (const std::size_t columns : {12u, 80u}) {
    const std::size_t words = 2 * very_many;
    const std::size_t rows = (words + columns - 1) / columns;
    const std::string word = "-" + std::string(words - 1, 'a');
    EXPECT_EQ(lines_of_words(word, columns).size(), rows);
    EXPECT_EQ(lines_of_words(word.substr(1), columns).size(), 1u);
    EXPECT_EQ(lines_of_words(times(very_many, "a "), columns).size(), very_many / (columns / 2));
    EXPECT_EQ(wrapped(word, columns).size(), rows);
    EXPECT_EQ(wrapped(times(very_many, "a "), columns).size(), very_many / (columns / 2));
    // A space at the end of each row is left out.
    const std::string spaces(words, ' ');
    EXPECT_EQ(lines_of_words(spaces, columns).size(), words / (columns + 1) + 1);
    EXPECT_EQ(wrapped(spaces, columns).size(), words / (columns + 1) + 1);
    EXPECT_EQ(with_middle_cut(word, columns).size(), (columns - 3) / 2 * 2 + 3);
  }
  EXPECT_EQ(wrapped_in_groups(std::string(2 * very_many, '7') + "a", 79).size(),
            (2 * very_many + 1 + 63) / 64);
}

// As people compare them; words that they read stay whole.
TEST(Columns, AddressesAreInGroups) {
  EXPECT_EQ(in_groups("to bc1q35rqmlr5wxyz now"), "to bc1q 35rq mlr5 wxyz now");
  EXPECT_EQ(in_groups("0x1f9840a85d5aF5bf"), "0x1f98 40a8 5d5a F5bf");
  EXPECT_EQ(in_groups("bc1pfeessrawgf"), "bc1p fees sraw gf");
  for (const std::string_view same : {"an acknowledgement of responsibilities",
                                      "12345678901234567890", "tb1qshort", "a1-b2-c3-d4-e5-f6"}) {
    EXPECT_EQ(in_groups(same), same);
    EXPECT_EQ(wrapped_in_groups(same, 80), std::vector{std::string(same)});
  }
}

TEST(Columns, TheMiddleIsCut) {
  EXPECT_EQ(with_middle_cut("abcdefghijkl", 12), "abcdefghijkl");
  EXPECT_EQ(with_middle_cut("abcdefghijklm", 12), "abcd...jklm");
  EXPECT_EQ(with_middle_cut("ab[U+202E][U+202E]yz", 12), "ab...yz");
}

TEST(Columns, NamesOfFiles) {
  EXPECT_EQ(shown_name("stick/a-1_b.psbt"), "stick/a-1_b.psbt");
  EXPECT_EQ(shown_name("my request.psbt"), "|my request.psbt|");
  EXPECT_EQ(shown_name("a\n * signed"), "|a[U+000A] * signed|");
  EXPECT_EQ(shown_name(""), "");
  for (const std::string& part :
       {std::string("a"), std::string(" "), std::string("\u4ED8"), std::string("\u202E")}) {
    std::string name;
    for (int i = 0; i < 300; ++i) name += part;
    EXPECT_LE(most_columns(shown_name(name)), 60u);
    EXPECT_NE(shown_name(name).find("..."), std::string::npos);
  }
}

}  // namespace
}  // namespace coldquill
