#include <coldquill/codec/json.h>
#include <gtest/gtest.h>

#include <chrono>

namespace coldquill {
namespace {

std::string repeat(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::string reason_of(std::string_view text) {
  const auto value = parse_json(view_of(text));
  return value ? "" : std::string(value.error().reason());
}

// What a text holds, told in one line.
std::string told(const JsonValue& value) {
  std::string out(json_kind_name(value.kind));
  if (value.is(JsonKind::boolean)) out = value.flag ? "true" : "false";
  if (value.is(JsonKind::number)) out = value.text;
  if (value.is(JsonKind::string)) out = '\'' + value.text + '\'';
  if (value.is(JsonKind::array)) {
    out = "[";
    for (const JsonValue& item : value.items) out += told(item) + ";";
    out += "]";
  }
  if (value.is(JsonKind::object)) {
    out = "{";
    for (const auto& [name, member] : value.members) out += name + "=" + told(member) + ";";
    out += "}";
  }
  return out;
}

std::string read(std::string_view text) {
  const auto value = parse_json(view_of(text));
  return value ? told(*value) : std::string(value.error().reason());
}

TEST(Json, EveryKind) {
  EXPECT_EQ(read(" null\n"), "null");
  EXPECT_EQ(read("\ttrue\r"), "true");
  EXPECT_EQ(read("false"), "false");
  EXPECT_EQ(read("\"a\""), "'a'");
  EXPECT_EQ(read("[]"), "[]");
  EXPECT_EQ(read("{}"), "{}");
  EXPECT_EQ(read(R"({"b":[1,{"x":null},[]],"a":{"":"y"}})"), "{b=[1;{x=null;};[];];a={='y';};}");
}

TEST(Json, FindsMembers) {
  const std::string text = R"({"one":1,"two":{"one":"x"}})";
  const auto value = parse_json(view_of(text));
  ASSERT_TRUE(value.ok());
  EXPECT_EQ(value->find("one")->text, "1");
  EXPECT_EQ(value->find("two")->find("one")->text, "x");
  EXPECT_EQ(value->find("three"), nullptr);
  EXPECT_EQ(value->find("one")->find("one"), nullptr);
}

// Numbers keep their characters: no binary fraction comes between.
TEST(Json, NumbersAsWritten) {
  for (const std::string text :
       {"0", "-0", "7", "-7", "18446744073709551615", "18446744073709551616",
        "-9223372036854775808", "-9223372036854775809", "9007199254740993", "1.0", "1.50", "1e3",
        "1E+3", "-0.0", "-0e-1", "0.1",
        "115792089237316195423570985008687907853269984665640564039457584007913129639935"})
    EXPECT_EQ(read(text), text);
  for (const std::string text : {"01", "-01", "+1", "1.", ".5", "-", "1e", "1e+", "0x1", "1_0",
                                 "NaN", "Infinity", "-Infinity", "1e999", "1 2", "--1"})
    EXPECT_EQ(read(text), "E_BAD_JSON") << text;
}

TEST(Json, Texts) {
  EXPECT_EQ(read(R"("\"\\\/\b\f\n\r\t")"), "'\"\\/\b\f\n\r\t'");
  EXPECT_EQ(read(R"("\u00e9\ud83d\ude00")"), "'\xc3\xa9\xf0\x9f\x98\x80'");
  EXPECT_EQ(read("\"\xf0\x9f\x98\x80\x7f\""), "'\xf0\x9f\x98\x80\x7f'");
  EXPECT_EQ(read(R"("a\u0000b")"), std::string("'a\0b'", 5));
  for (const std::string text : {R"("\x41")", R"("\u12")", R"("\u123g")", R"("\U00000041")", "\"a",
                                 "'a'", "\"\n\"", "\"\t\"", "\"\x1f\"", R"("\)"})
    EXPECT_EQ(read(text), "E_BAD_JSON") << text;
}

TEST(Json, InvalidUtf8AndLoneSurrogates) {
  for (const std::string text :
       {"\x80", "\xff", "\xc3", "\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xed\xa0\x80",
        "\xed\xbf\xbf", "\xf0\x80\x80\x80", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xe2\x82",
        R"(\ud800)", R"(\udc00)", R"(\ud800x)", R"(\ud800\u0041)", R"(\ud800\ud800)",
        R"(\udc00\ud800)"})
    EXPECT_EQ(read('"' + text + '"'), "E_BAD_JSON") << text;
  EXPECT_EQ(read("{\"\xff\":1}"), "E_BAD_JSON");
}

// Keys are one when they are one after their escapes.
TEST(Json, KeysTwice) {
  EXPECT_EQ(read(R"({"a":1,"a":1})"), "E_BAD_JSON");
  EXPECT_EQ(read(R"({"a":1,"b":2,"\u0061":3})"), "E_BAD_JSON");
  EXPECT_EQ(read(R"([{"x":{"":1,"":2}}])"), "E_BAD_JSON");
  EXPECT_EQ(read(R"({"a":{"a":1},"A":1,"a ":1})"), "{a={a=1;};A=1;a =1;}");
}

// A NUL octet ends the text for some readers, and an escaped one ends a name.
TEST(Json, Nul) {
  EXPECT_EQ(read(std::string_view("{}\0{}", 5)), "E_BAD_JSON");
  EXPECT_EQ(read(std::string_view("{}\0", 3)), "E_BAD_JSON");
  EXPECT_EQ(read(std::string_view("\"a\0b\"", 5)), "E_BAD_JSON");
  const std::string text = R"({"a\u0000b":1,"a":2})";
  const auto value = parse_json(view_of(text));
  ASSERT_TRUE(value.ok());
  EXPECT_EQ(value->find("a")->text, "2");
  EXPECT_EQ(value->find(std::string_view("a\0b", 3))->text, "1");
}

TEST(Json, NothingElse) {
  for (const std::string text :
       {"",           " ",         "{} {}",          "{}x", "[1,]", "[,1]",      "{\"a\":1,}",
        "{a:1}",      "{\"a\" 1}", "{\"a\":}",       "[1",  "{",    "]",         "// x\n1",
        "/* x */ 1",  "1 //",      "\xef\xbb\xbf{}", "nul", "True", "undefined", "\x0b{}",
        "\xc2\xa0{}", "\x1e{}"})
    EXPECT_EQ(read(text), "E_BAD_JSON") << text;
}

TEST(Json, TellsWhere) {
  const std::string text = R"({"a":1,"b":x})";
  const auto value = parse_json(view_of(text));
  ASSERT_FALSE(value.ok());
  EXPECT_EQ(value.error().at(), 11u);
}

TEST(Json, Limits) {
  EXPECT_EQ(reason_of(repeat("[", 32) + repeat("]", 32)), "");
  EXPECT_EQ(reason_of(repeat("[", 33) + repeat("]", 33)), "E_TOO_LARGE");
  EXPECT_EQ(reason_of(repeat("{\"a\":", 32) + "1" + repeat("}", 32)), "");
  EXPECT_EQ(reason_of(repeat("{\"a\":", 33) + "1" + repeat("}", 33)), "E_TOO_LARGE");
  EXPECT_EQ(reason_of("[" + repeat("1,", 65534) + "1]"), "");
  EXPECT_EQ(reason_of("[" + repeat("1,", 65535) + "1]"), "E_TOO_LARGE");
  EXPECT_EQ(reason_of('"' + std::string((1u << 20) - 2, 'a') + '"'), "");
  EXPECT_EQ(reason_of('"' + std::string((1u << 20) - 1, 'a') + '"'), "E_TOO_LARGE");
}

TEST(Json, BombsAreCheap) {
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(reason_of(repeat("[", 1u << 20)), "E_TOO_LARGE");
  EXPECT_EQ(reason_of(repeat("{\"\":", 1u << 18)), "E_TOO_LARGE");
  EXPECT_EQ(reason_of(repeat("[],", 1u << 18)), "E_BAD_JSON");
  EXPECT_EQ(reason_of(std::string(1u << 20, '1')), "E_BAD_JSON");
  EXPECT_EQ(reason_of("0." + std::string((1u << 20) - 2, '1')), "");
  EXPECT_EQ(reason_of("1e-" + std::string((1u << 20) - 3, '9')), "");
  std::string keys = "{\"0\":0";  // as many keys as there may be
  for (int i = 1; i < 65535; ++i) keys += ",\"" + std::to_string(i) + "\":0";
  EXPECT_EQ(reason_of(keys + "}"), "");
  EXPECT_EQ(reason_of(keys.substr(0, keys.rfind(',')) + ",\"0\":0}"), "E_BAD_JSON");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(3));
}

}  // namespace
}  // namespace coldquill
