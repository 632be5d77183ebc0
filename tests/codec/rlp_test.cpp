#include <coldquill/base/hex.h>
#include <coldquill/codec/rlp.h>
#include <gtest/gtest.h>
#include <support/vectors.h>

#include <ctime>

namespace coldquill {
namespace {

std::string reason_of(ByteView bytes) {
  const auto item = parse_rlp(bytes);
  return item ? "" : std::string(item.error().reason());
}

std::string reason_of(const std::string& hex) {
  return reason_of(test::unhex(hex));
}

// An item that was read, written again.
Bytes written(const Rlp& item) {
  RlpWriter out;
  if (!item.list) return out.bytes(item.data).take();
  for (const auto& one : item.items) out.raw(written(one));
  return RlpWriter().list(out.view()).take();
}

// An item as the vectors have it: octets as hexadecimal text, or a list.
Bytes written(const nlohmann::json& item) {
  RlpWriter out;
  if (!item.is_array()) return out.bytes(test::unhex(item)).take();
  for (const auto& one : item) out.raw(written(one));
  return RlpWriter().list(out.view()).take();
}

bool same(const Rlp& read, const nlohmann::json& expected) {
  if (read.list != expected.is_array()) return false;
  if (!read.list) return to_hex(read.data) == expected;
  if (read.items.size() != expected.size()) return false;
  for (std::size_t i = 0; i < expected.size(); ++i)
    if (!same(read.items[i], expected[i])) return false;
  return true;
}

TEST(Rlp, PublishedItemsAreReadAndWritten) {
  const auto cases = test::load_vectors("ethereum/rlp").at("cases");
  std::size_t numbers = 0;
  for (const auto& c : cases) {
    const Bytes bytes = test::unhex(c.at("rlp"));
    const auto item = parse_rlp(bytes);
    ASSERT_TRUE(item.ok()) << c.at("name");
    EXPECT_TRUE(same(*item, c.at("item"))) << c.at("name");
    EXPECT_EQ(to_hex(written(c.at("item"))), c.at("rlp")) << c.at("name");
    const auto number = c.contains("number") ? parse_uint256(c.at("number").get<std::string>())
                                             : Result<Uint256>(Error(E_BAD_AMOUNT, "none"));
    if (!number) continue;
    EXPECT_EQ(to_hex(RlpWriter().uint(*number).view()), c.at("rlp")) << c.at("name");
    ++numbers;
  }
  EXPECT_EQ(cases.size(), 89u);
  EXPECT_EQ(numbers, 10u);  // and one of 2^256, which is no number here
}

TEST(Rlp, PublishedWrongItemsAreRefused) {
  const auto cases = test::load_vectors("ethereum/rlp_invalid").at("cases");
  for (const auto& c : cases) EXPECT_NE(reason_of(c.at("rlp").get<std::string>()), "") << c;
  EXPECT_EQ(cases.size(), 26u);
}

TEST(Rlp, HeadersAreInTheirShortestForm) {
  for (int octet = 0; octet < 0x80; ++octet) {
    const auto value = static_cast<std::uint8_t>(octet);
    EXPECT_EQ(reason_of(Bytes{value}), "");
    EXPECT_EQ(reason_of(Bytes{0x81, value}), "E_NOT_CANONICAL") << octet;
  }
  EXPECT_EQ(reason_of("8180"), "");
  for (const char* base : {"b8", "f8"}) {
    for (int size = 0; size <= 55; ++size) {
      const auto length = static_cast<std::uint8_t>(size);
      const std::string hex = base + to_hex(ByteView(&length, 1)) + std::string(110, '0');
      EXPECT_EQ(reason_of(hex.substr(0, 4 + 2 * length)), "E_NOT_CANONICAL") << hex;
    }
  }
  EXPECT_EQ(reason_of("b838" + std::string(112, '0')), "");
  EXPECT_EQ(reason_of("f838" + std::string(112, '0')), "");
  EXPECT_EQ(reason_of("b90038" + std::string(112, '0')), "E_NOT_CANONICAL");
  EXPECT_EQ(reason_of("f90038" + std::string(112, '0')), "E_NOT_CANONICAL");
}

// One item has one form: whatever of these is read, for each first octet and length, is written as
// it was.
TEST(Rlp, EachHeaderHasOneForm) {
  std::size_t read = 0;
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      for (const std::size_t size : {1u, 2u, 3u, 4u, 17u, 57u, 58u, 100u, 258u, 260u}) {
        Bytes bytes(size, 0x01);
        bytes[0] = static_cast<std::uint8_t>(first);
        if (size > 1) bytes[1] = static_cast<std::uint8_t>(second);
        const auto item = parse_rlp(bytes);
        if (!item) continue;
        EXPECT_EQ(to_hex(written(*item)), to_hex(bytes));
        ++read;
      }
    }
  }
  EXPECT_GT(read, 1000u);
}

TEST(Rlp, EachLengthIsWrittenAndRead) {
  for (const std::size_t size : {0u, 1u, 2u, 54u, 55u, 56u, 255u, 256u, 65535u, 65536u, 100000u}) {
    const Bytes data(size, 0xee);
    const Bytes text = RlpWriter().bytes(data).take();
    const auto string = parse_rlp(text);
    ASSERT_TRUE(string.ok()) << size;
    EXPECT_FALSE(string->list);
    EXPECT_TRUE(equal(string->data, data));
    const Bytes around = RlpWriter().list(text).take();
    const auto list = parse_rlp(around);
    ASSERT_TRUE(list.ok()) << size;
    EXPECT_TRUE(list->list);
    EXPECT_TRUE(equal(list->data, text));
  }
}

TEST(Rlp, EndsWhereItSays) {
  EXPECT_EQ(reason_of(""), "E_TRUNCATED");
  EXPECT_EQ(reason_of("83646f"), "E_TRUNCATED");
  EXPECT_EQ(reason_of("83646f6700"), "E_TRAILING_DATA");
  EXPECT_EQ(reason_of("c000"), "E_TRAILING_DATA");
  EXPECT_EQ(reason_of("c88363617483646f67"), "");
  EXPECT_EQ(reason_of("c78363617483646f67"), "E_TRUNCATED");  // a list that is one octet short
  EXPECT_EQ(reason_of("c98363617483646f67"), "E_TRUNCATED");  // and one octet long
  EXPECT_EQ(reason_of("c2c201"), "E_TRUNCATED");              // the inner list leaves the outer one
  EXPECT_EQ(reason_of("c2c20102"), "E_TRUNCATED");
  EXPECT_EQ(reason_of("bfffffffffffffffff00"), "E_TRUNCATED");  // 2^64 - 1 octets
  EXPECT_EQ(reason_of("ffffffffffffffffff00"), "E_TRUNCATED");
}

TEST(Rlp, OffsetsAreThoseOfThePayload) {
  const Bytes bytes = test::unhex("c50183646f67");
  const auto item = parse_rlp(bytes, 100);
  EXPECT_EQ(item->at, 100u);
  EXPECT_EQ(item->items[0].at, 101u);
  EXPECT_EQ(item->items[1].at, 102u);
  const Bytes wrong = test::unhex("c5018100c101");
  EXPECT_EQ(parse_rlp(wrong, 100).error().reason(), "E_NOT_CANONICAL");
}

Bytes nested_lists(unsigned lists) {
  Bytes bytes{0xc0};
  while (--lists > 0) bytes = RlpWriter().list(bytes).take();
  return bytes;
}

TEST(Rlp, LimitsAreExact) {
  EXPECT_EQ(reason_of(nested_lists(rlp_deepest)), "");
  EXPECT_EQ(reason_of(nested_lists(rlp_deepest + 1)), "E_TOO_LARGE");
  EXPECT_EQ(reason_of(RlpWriter().list(Bytes(rlp_most_items - 1, 0x01)).take()), "");
  EXPECT_EQ(reason_of(RlpWriter().list(Bytes(rlp_most_items, 0x01)).take()), "E_TOO_LARGE");
}

// E21: what a few octets announce takes neither time nor memory.
TEST(Rlp, BombsAreCheap) {
  Bytes key{0xa0};
  key.resize(33, 0x11);
  Bytes keys;
  for (int i = 0; i < 1'000'000; ++i) append(keys, key);
  const Bytes storage = RlpWriter().list(keys).take();
  Bytes levels(1, 0xc0);
  for (int i = 0; i < 3000; ++i) levels = RlpWriter().list(levels).take();
  const Bytes open(1'000'000, 0xc1);
  const Bytes zeros = RlpWriter().list(Bytes(1'000'000, 0)).take();
  const std::clock_t start = std::clock();
  EXPECT_EQ(reason_of(storage), "E_TOO_LARGE");
  EXPECT_EQ(reason_of(levels), "E_TOO_LARGE");
  EXPECT_EQ(reason_of(zeros), "E_TOO_LARGE");
  EXPECT_NE(reason_of(open), "");
  EXPECT_LT(std::clock() - start, CLOCKS_PER_SEC / 5);  // of this process: sanitizers take most
}

struct List {
  explicit List(const std::string& hex) : bytes(test::unhex(hex)), item(*parse_rlp(bytes)) {}
  Bytes bytes;
  Rlp item;
};

TEST(RlpFields, ReadFlatly) {
  const List list("cf0582520883646f6780c20102820400");
  RlpFields in(list.item, "transaction");
  EXPECT_EQ(in.uint64("nonce"), 5u);
  EXPECT_EQ(in.uint256("gas"), Uint256(0x5208));
  EXPECT_EQ(to_hex(in.bytes("name", 3)), "646f67");
  EXPECT_EQ(in.uint64("value"), 0u);
  EXPECT_EQ(in.list("list").items.size(), 2u);
  EXPECT_EQ(in.left(), 1u);
  EXPECT_EQ(in.bytes("last").size(), 2u);
  EXPECT_TRUE(in.finish().ok());
}

// E19: each number in its shortest form.
TEST(RlpFields, NumbersHaveNoLeadingZeros) {
  for (const char* hex : {"c100", "c3820001", "c28180", "c4830000ff"}) {
    const List list(hex);
    RlpFields wide(list.item, "t");
    wide.uint256("n");
    RlpFields narrow(list.item, "t");
    narrow.uint64("n");
    const bool good = std::string_view(hex) == "c28180";
    EXPECT_EQ(wide.finish().ok(), good) << hex;
    EXPECT_EQ(narrow.finish().ok(), good) << hex;
    if (!good) {
      EXPECT_EQ(wide.status().error().reason(), "E_NOT_CANONICAL");
      EXPECT_EQ(narrow.status().error().reason(), "E_NOT_CANONICAL");
    }
  }
}

TEST(RlpFields, NumbersFit) {
  const auto list_of = [](std::size_t octets) {
    return List(to_hex(RlpWriter().list(RlpWriter().bytes(Bytes(octets, 0xff)).view()).view()));
  };
  const List eight = list_of(8);
  RlpFields narrow(eight.item, "t");
  EXPECT_EQ(narrow.uint64("n"), ~std::uint64_t{0});
  EXPECT_TRUE(narrow.finish().ok());
  const List nine = list_of(9);
  RlpFields narrower(nine.item, "t");
  EXPECT_EQ(narrower.uint64("n"), 0u);
  EXPECT_EQ(narrower.finish().error().reason(), "E_BAD_RLP");
  const List full = list_of(32);
  RlpFields wide(full.item, "t");
  EXPECT_EQ(wide.uint256("n"), Uint256::max());
  EXPECT_TRUE(wide.finish().ok());
  const List beyond = list_of(33);
  RlpFields wider(beyond.item, "t");
  EXPECT_TRUE(wider.uint256("n").zero());
  EXPECT_EQ(wider.finish().error().reason(), "E_BAD_RLP");
}

TEST(RlpFields, TellTheFirstFailure) {
  const List list("c40102c103");
  RlpFields short_of(list.item, "transaction");
  short_of.uint64("a");
  EXPECT_TRUE(short_of.bytes("b", 20).empty());
  EXPECT_EQ(short_of.uint64("c"), 0u);
  EXPECT_EQ(short_of.left(), 0u);
  EXPECT_EQ(short_of.finish().error().where(), "transaction, b");
  EXPECT_EQ(short_of.finish().error().at(), 2u);

  RlpFields kind(list.item, "t");
  kind.list("a");
  EXPECT_EQ(kind.finish().error().reason(), "E_BAD_RLP");
  RlpFields other(list.item.items[2], "t");
  EXPECT_TRUE(other.list("a").items.empty());  // a string
  EXPECT_FALSE(other.status().ok());

  RlpFields too_few(list.item, "t");
  too_few.uint64("a");
  EXPECT_TRUE(too_few.status().ok());
  EXPECT_EQ(too_few.finish().error().reason(), "E_BAD_RLP");

  RlpFields too_many(list.item, "t");
  too_many.uint64("a");
  too_many.uint64("b");
  too_many.list("c");
  EXPECT_TRUE(too_many.bytes("d").empty());
  EXPECT_EQ(too_many.finish().error().where(), "t, d");

  RlpFields string(list.item.items[0], "t");
  EXPECT_EQ(string.left(), 0u);
  EXPECT_EQ(string.finish().error().reason(), "E_BAD_RLP");
}

TEST(RlpFields, RequireAndKeep) {
  const List list("c20102");
  RlpFields in(list.item, "t");
  in.uint64("a");
  EXPECT_TRUE(in.require(true, E_BAD_RLP, "no"));
  EXPECT_EQ(in.keep(Result<int>(3)), 3);
  EXPECT_EQ(in.keep(Result<int>(Error(E_MALFORMED, "wrong"))), 0);
  EXPECT_FALSE(in.require(true, E_BAD_RLP, "no"));
  EXPECT_EQ(in.finish().error().reason(), "E_MALFORMED");
}

}  // namespace
}  // namespace coldquill
