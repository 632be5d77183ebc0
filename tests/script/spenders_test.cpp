#include <coldquill/base/hex.h>
#include <coldquill/script/spenders.h>
#include <gtest/gtest.h>

namespace coldquill {
namespace {

struct Row {
  std::string script;
  Spenders spenders;
};

const std::string x = "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798";
const std::string no_point(64, 'f');
const std::string hash20(40, 'a');
using enum Spenders;

void expect(const std::vector<Row>& rows) {
  for (const auto& [script, spenders] : rows) {
    EXPECT_EQ(spenders_of(*from_hex(script)), spenders) << script;
  }
}

TEST(Spenders, UsualForms) {
  expect({{"76a914" + hash20 + "88ac", by_rule},
          {"a914" + hash20 + "87", by_rule},
          {"0014" + hash20, by_rule},
          {"0020" + x, by_rule},
          {"5120" + x, by_rule},
          {"51ae", by_rule},
          {"0451000000b175ac", by_rule}});
}

TEST(Spenders, WitnessPrograms) {
  expect({{"5120" + no_point, nobody},
          {"5121" + x + "00", anybody},
          {"51024e73", anybody},
          {"5220" + x, anybody},
          {"6028" + x + hash20.substr(0, 16), anybody},
          {"0002aabb", nobody},
          {"0021" + x + "00", nobody}});
  EXPECT_TRUE(is_pay_to_anchor(*from_hex("51024e73")));
  EXPECT_FALSE(is_pay_to_anchor(*from_hex("52024e73")));
}

TEST(Spenders, BareKeys) {
  expect({{"2102" + x + "ac", by_rule},
          {"2102" + no_point + "ac", nobody},
          {"2105" + x + "ac", nobody},
          {"4104" + x + x + "ac", nobody},
          {"4106" + x + x + "ac", by_rule}});
}

// What is left on the stack decides.
TEST(Spenders, NothingButPushes) {
  expect({{"", anybody},
          {"51", anybody},
          {"60", anybody},
          {"4f", anybody},
          {"0051", anybody},
          {"61", anybody},
          {"51b0b361", anybody},
          {"0401020304", anybody},
          {"4c0107", anybody},
          {"4d010007", anybody},
          {"4e0100000007", anybody},
          {"00", nobody},
          {"5100", nobody},
          {"0180", nobody},
          {"020080", nobody},
          {"028000", anybody},
          {"4c00", nobody}});
}

TEST(Spenders, WhatAlwaysFails) {
  expect({{"6a", nobody},
          {"6a51", nobody},
          {"4b00", nobody},
          {"4c", nobody},
          {"4d01", nobody},
          {"517e", nobody},
          {"635168658d68", nobody},
          {"5165", nobody},
          {"5195", nobody}});
  EXPECT_EQ(spenders_of(Bytes(10'001, 0xAC)), nobody);
  EXPECT_EQ(spenders_of(Bytes(10'000, 0xAC)), by_rule);
  Bytes large{0x4D, 0x09, 0x02};
  large.resize(large.size() + 521, 7);
  EXPECT_EQ(spenders_of(large), nobody);
}

}  // namespace
}  // namespace coldquill
