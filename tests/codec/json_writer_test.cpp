#include <coldquill/codec/json_writer.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

namespace coldquill {
namespace {

// Another writer, which must say the same.
using Theirs = nlohmann::ordered_json;

std::string theirs(const Theirs& json) {
  return json.dump(2, ' ', false, Theirs::error_handler_t::replace);
}

TEST(JsonWriter, EveryKind) {
  EXPECT_EQ(Json().text(), "null");
  EXPECT_EQ(Json(true).text(), "true");
  EXPECT_EQ(Json(false).text(), "false");
  EXPECT_EQ(Json(0).text(), "0");
  EXPECT_EQ(Json(-1).text(), "-1");
  EXPECT_EQ(Json(std::uint8_t{7}).text(), "7");
  EXPECT_EQ(Json(std::uint64_t{18446744073709551615u}).text(), "18446744073709551615");
  EXPECT_EQ(Json("text").text(), R"("text")");
  EXPECT_EQ(Json(std::string_view("text")).text(), R"("text")");
  EXPECT_EQ(Json::array().text(), "[]");
  EXPECT_EQ(Json(std::vector<std::string>{"a", "b"}).text(), "[\n  \"a\",\n  \"b\"\n]");
  EXPECT_EQ(Json(std::map<std::string, std::string>{{"a", "b"}}).text(), "{\n  \"a\": \"b\"\n}");
  EXPECT_EQ(Json(std::initializer_list<Json::Member>{}).text(), "{}");
}

TEST(JsonWriter, MembersKeepTheirOrder) {
  Json out{{"z", 1}, {"a", {{"inner", nullptr}}}};
  out["m"] = true;
  out["z"] = "again";
  EXPECT_EQ(out.text(), R"({
  "z": "again",
  "a": {
    "inner": null
  },
  "m": true
})");
}

TEST(JsonWriter, NullBecomesAnObject) {
  Json out;
  out["a"] = Json::array();
  out["a"].push_back({{"b", 1}});
  out["a"].push_back(2);
  EXPECT_EQ(out["a"].size(), 2u);
  out["a"].front()["c"] = 3;
  EXPECT_EQ(out["a"].back().text(), "2");
  EXPECT_EQ(out.text(), theirs({{"a", {{{"b", 1}, {"c", 3}}, 2}}}));
}

// Each single byte, and each pair of bytes, between two letters.
TEST(JsonWriter, AllPairsOfBytes) {
  for (int a = 0; a < 256; ++a) {
    for (int b = 0; b < 256; ++b) {
      const std::string text{'x', static_cast<char>(a), static_cast<char>(b), 'y'};
      ASSERT_EQ(Json(text).text(), theirs(text)) << a << ' ' << b;
    }
  }
}

// Texts that are nearly UTF-8, also cut off at their end.
TEST(JsonWriter, BrokenCharacters) {
  constexpr unsigned char bytes[] = {'a',  0x00, 0x1F, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF,
                                     0xC0, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF4, 0xF5};
  std::mt19937 dice(1);
  for (int i = 0; i < 100'000; ++i) {
    std::string text(dice() % 9, '\0');
    for (char& c : text) c = static_cast<char>(bytes[dice() % std::size(bytes)]);
    ASSERT_EQ(Json(text).text(), theirs(text)) << ::testing::PrintToString(text);
  }
}

TEST(JsonWriter, NamesAreTexts) {
  EXPECT_EQ((Json{{"a\n\xFF", 1}}).text(), theirs({{"a\n\xFF", 1}}));
}

}  // namespace
}  // namespace coldquill
