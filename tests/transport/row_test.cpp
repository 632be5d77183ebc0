// Structured append (ISO/IEC 18004, 8): one message in a row of QR codes.
#include <coldquill/base/hex.h>
#include <coldquill/transport/envelope.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace coldquill {
namespace {

struct InRow {
  RowPlace place;
  std::string content;
};

std::uint8_t parity_of(std::string_view message) {
  std::uint8_t parity = 0;
  for (const char c : message) parity = static_cast<std::uint8_t>(parity ^ c);
  return parity;
}

std::vector<InRow> row_of(std::string_view message, std::size_t total) {
  std::vector<InRow> out;
  const std::size_t size = (message.size() + total - 1) / total;
  for (std::size_t i = 0; i < total; ++i) {
    const RowPlace place{static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(total),
                         parity_of(message)};
    out.push_back({place, std::string(message.substr(std::min(i * size, message.size()), size))});
  }
  return out;
}

std::string reason(FrameCollector& frames, const InRow& code) {
  const auto step = frames.put(view_of(code.content), code.place);
  return step ? "" : std::string(step.error().reason());
}

constexpr std::string_view message = "cHNidP8BAAoCAAAAAAAAAAAAAAAA";  // base64

TEST(Row, AnyOrderAndRepeats) {
  for (const std::size_t total : {1u, 2u, 5u, 16u}) {
    auto row = row_of(message, total);
    std::ranges::reverse(row);
    FrameCollector frames;
    for (const InRow& code : row) {
      EXPECT_FALSE(frames.complete());
      EXPECT_EQ(*frames.put(view_of(code.content), code.place), Step::accepted);
      EXPECT_EQ(*frames.put(view_of(code.content), code.place), Step::duplicate);
    }
    ASSERT_TRUE(frames.complete());
    const auto out = frames.take();
    EXPECT_EQ(to_hex(out->bytes), "70736274ff01000a02000000000000000000000000");
    EXPECT_EQ(out->wrapping, Wrapping::base64);
    EXPECT_EQ(out->spoken.ends_with(" in a row of " + std::to_string(total) + " codes"), total > 1);
    EXPECT_FALSE(frames.complete());
  }
}

TEST(Row, WhatIsMissingIsSaid) {
  const auto row = row_of(message, 4);
  FrameCollector frames;
  EXPECT_EQ(reason(frames, row[2]), "");
  EXPECT_EQ(frames.missing(), (std::vector<std::uint32_t>{1, 2, 4}));
  EXPECT_EQ(frames.take().error().reason(), "E_PARTS_MISSING");
  EXPECT_EQ(frames.progress().useful, 1u);
}

TEST(Row, OtherCodesAreForeign) {
  const auto row = row_of(message, 2);
  const auto longer = row_of(message, 3);
  auto other = row_of("another message, of other octets", 2);
  FrameCollector frames;
  EXPECT_EQ(reason(frames, row[0]), "");
  EXPECT_EQ(*frames.put(view_of("https://example.org")), Step::foreign);
  EXPECT_EQ(*frames.put(view_of(longer[1].content), longer[1].place), Step::foreign);
  EXPECT_EQ(*frames.put(view_of(other[1].content), other[1].place), Step::foreign);
  EXPECT_EQ(frames.progress().foreign, 3u);
  EXPECT_EQ(reason(frames, row[1]), "");
  EXPECT_TRUE(frames.complete());
  // The other way round: a row is foreign to what is under way.
  FrameCollector single;
  EXPECT_EQ(*single.put(view_of("0200")), Step::accepted);
  EXPECT_EQ(*single.put(view_of(row[0].content), row[0].place), Step::foreign);
  FrameCollector parts;
  EXPECT_EQ(*parts.put(view_of("p1of2 cHNidP8B")), Step::accepted);
  EXPECT_EQ(*parts.put(view_of(row[0].content), row[0].place), Step::foreign);
}

TEST(Row, AnotherParityIsRefusedAndForgotten) {
  auto row = row_of(message, 3);
  for (InRow& code : row) code.place.parity ^= 1;
  FrameCollector frames;
  EXPECT_EQ(reason(frames, row[0]), "");
  EXPECT_EQ(reason(frames, row[1]), "");
  EXPECT_EQ(reason(frames, row[2]), "E_ROW_PARITY");
  EXPECT_FALSE(frames.complete());
  EXPECT_EQ(frames.progress().total, 0u);
  for (const InRow& code : row_of(message, 3)) EXPECT_EQ(reason(frames, code), "");
  EXPECT_TRUE(frames.complete());
}

// Two rows of the same length and parity, mixed: seen by their contents, or by the whole.
TEST(Row, MixedRowsOfOneParity) {
  const auto one = row_of("0102030405060708", 2);
  const auto two = row_of("1102030415060708", 2);
  ASSERT_EQ(one[0].place, two[0].place);
  FrameCollector frames;
  EXPECT_EQ(reason(frames, one[0]), "");
  EXPECT_EQ(reason(frames, two[0]), "E_PARTS_CONTRADICT");
  EXPECT_EQ(frames.progress().total, 0u);
  EXPECT_EQ(reason(frames, one[0]), "");
  EXPECT_EQ(reason(frames, two[1]), "E_ROW_PARITY");
}

TEST(Row, PlacesThatCannotBe) {
  for (const RowPlace place : {RowPlace{0, 0, 0}, RowPlace{0, 17, 0}, RowPlace{2, 2, 0},
                               RowPlace{255, 16, 0}, RowPlace{0, 255, 0}}) {
    FrameCollector frames;
    EXPECT_EQ(reason(frames, {place, "00"}), "E_BAD_PART");
    EXPECT_FALSE(frames.complete());
  }
}

TEST(Row, SecretsAreRefusedWhole) {
  constexpr std::string_view words =
      "legal winner thank year wave sausage worth useful legal winner thank yellow";
  const auto row = row_of(words, 2);
  FrameCollector frames;
  EXPECT_EQ(reason(frames, row[0]), "");
  EXPECT_EQ(reason(frames, row[1]), "E_SECRET_IN_PAYLOAD");
  EXPECT_EQ(frames.progress().total, 0u);
  // 16 octets that are no text.
  const auto compact = row_of(std::string(16, '\xfe'), 2);
  EXPECT_EQ(reason(frames, compact[0]), "");
  EXPECT_EQ(reason(frames, compact[1]), "E_SECRET_IN_PAYLOAD");
}

}  // namespace
}  // namespace coldquill
