#include <coldquill/base/hex.h>
#include <coldquill/codec/cbor.h>
#include <gtest/gtest.h>
#include <support/vectors.h>

#include <chrono>

namespace coldquill {
namespace {

std::string reason_of(const std::string& hex) {
  const auto item = parse_cbor(test::unhex(hex));
  return item ? "" : std::string(item.error().reason());
}

// Every item that was published by other implementations comes out as it went in.
TEST(Cbor, PublishedItemsAreUnchanged) {
  std::size_t seen = 0;
  for (const char* name : {"ur/bcr-papers-urs", "ur/hummingbird-registry",
                           "ur/keystone-js-registry", "ur/keystone-rust-registry"}) {
    const auto cases = test::load_vectors(name).at("cases");
    for (const auto& c : cases) {
      const Bytes bytes = test::unhex(c.at("cbor"));
      const auto item = parse_cbor(bytes);
      ASSERT_TRUE(item.ok()) << name << ' ' << item.error().what() << ' ' << c;
      EXPECT_EQ(to_hex(CborWriter().item(*item).view()), to_hex(bytes));
      ++seen;
    }
  }
  EXPECT_EQ(seen, 242u);
}

// One item has one form: whatever is read after an octet was changed is written as it was read.
TEST(Cbor, ChangedItemsKeepOneForm) {
  const auto cases = test::load_vectors("ur/keystone-rust-registry").at("cases");
  std::size_t read = 0;
  std::size_t refused = 0;
  std::uint32_t random = 1;
  const auto next = [&] { return (random = random * 1664525u + 1013904223u) >> 8; };
  for (const auto& c : cases) {
    const Bytes good = test::unhex(c.at("cbor"));
    for (int round = 0; round < 200; ++round) {
      Bytes bytes = good;
      bytes[next() % bytes.size()] = static_cast<std::uint8_t>(next());
      if (next() % 4 == 0) bytes.resize(next() % bytes.size());
      const auto item = parse_cbor(bytes);
      if (item) {
        EXPECT_EQ(to_hex(CborWriter().item(*item).view()), to_hex(bytes));
      }
      ++(item ? read : refused);
    }
  }
  EXPECT_GT(read, 1000u);
  EXPECT_GT(refused, 1000u);
}

TEST(Cbor, WritesTheShortestForm) {
  const auto hex = [](CborWriter& out) { return to_hex(out.view()); };
  EXPECT_EQ(hex(CborWriter().uint(23)), "17");
  EXPECT_EQ(hex(CborWriter().uint(24)), "1818");
  EXPECT_EQ(hex(CborWriter().uint(256)), "190100");
  EXPECT_EQ(hex(CborWriter().uint(65536)), "1a00010000");
  EXPECT_EQ(hex(CborWriter().uint(std::uint64_t{1} << 32)), "1b0000000100000000");
  EXPECT_EQ(hex(CborWriter().integer(-1)), "20");
  EXPECT_EQ(hex(CborWriter().integer(-500)), "3901f3");
  EXPECT_EQ(hex(CborWriter().integer(std::numeric_limits<std::int64_t>::min())),
            "3b7fffffffffffffff");
  EXPECT_EQ(hex(CborWriter().array(3).boolean(true).boolean(false).null()), "83f5f4f6");
  EXPECT_EQ(hex(CborWriter().tag(303).map(1).uint(1).text("a")), "d9012fa1016161");
}

TEST(Cbor, RefusesOtherForms) {
  EXPECT_EQ(reason_of("1817"), "E_NOT_CANONICAL");  // 23 in two octets
  EXPECT_EQ(reason_of("1900ff"), "E_NOT_CANONICAL");
  EXPECT_EQ(reason_of("1a0000ffff"), "E_NOT_CANONICAL");
  EXPECT_EQ(reason_of("1b00000000ffffffff"), "E_NOT_CANONICAL");
  EXPECT_EQ(reason_of("580100"), "E_NOT_CANONICAL");     // a length of one in two octets
  EXPECT_EQ(reason_of("a201000100"), "E_BAD_CBOR");      // a key twice
  EXPECT_EQ(reason_of("a3010002000100"), "E_BAD_CBOR");  // not side by side
  EXPECT_EQ(reason_of("a1800000"), "E_BAD_CBOR");        // an array as a key
  EXPECT_EQ(reason_of("5f4100ff"), "E_BAD_CBOR");        // indefinite lengths
  EXPECT_EQ(reason_of("9f00ff"), "E_BAD_CBOR");
  EXPECT_EQ(reason_of("bf0000ff"), "E_BAD_CBOR");
  EXPECT_EQ(reason_of("f97e00"), "E_BAD_CBOR");  // floats
  EXPECT_EQ(reason_of("fb3ff0000000000000"), "E_BAD_CBOR");
  EXPECT_EQ(reason_of("f7"), "E_BAD_CBOR");  // undefined
  EXPECT_EQ(reason_of("f818"), "E_BAD_CBOR");
  EXPECT_EQ(reason_of("0000"), "E_TRAILING_DATA");
  EXPECT_EQ(reason_of(""), "E_TRUNCATED");
  EXPECT_EQ(reason_of("4201"), "E_TRUNCATED");
  EXPECT_EQ(reason_of("8201"), "E_TRUNCATED");
  EXPECT_EQ(reason_of("c1"), "E_TRUNCATED");
}

// Q06: nothing that a few octets announce takes time or memory.
TEST(Cbor, BombsAreCheap) {
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(reason_of("9b7fffffffffffffff"), "E_TRUNCATED");
  EXPECT_EQ(reason_of("bb7fffffffffffffff"), "E_TOO_LARGE");
  EXPECT_EQ(reason_of("5b7fffffffffffffff"), "E_TRUNCATED");
  EXPECT_EQ(reason_of("7bffffffffffffffff"), "E_TRUNCATED");
  EXPECT_EQ(parse_cbor(Bytes(10000, 0x81)).error().reason(), "E_TOO_LARGE");  // depth
  EXPECT_EQ(parse_cbor(Bytes(10000, 0xc1)).error().reason(), "E_TOO_LARGE");
  Bytes nested;  // each level claims all that is left
  for (int level = 0; level < 16; ++level) append(nested, test::unhex("9a0000f000"));
  nested.resize(100000);
  EXPECT_FALSE(parse_cbor(nested).ok());
  Bytes wide = test::unhex("9a000f4240");  // a million zeros
  wide.resize(wide.size() + 1000000);
  EXPECT_EQ(parse_cbor(wide).error().reason(), "E_TOO_LARGE");
  const auto spent = std::chrono::steady_clock::now() - start;
  EXPECT_LT(std::chrono::duration_cast<std::chrono::milliseconds>(spent).count(), 100);
}

TEST(Cbor, DepthLimitIsExact) {
  Bytes deepest(cbor_deepest, 0x81);
  deepest.push_back(0x00);
  EXPECT_TRUE(parse_cbor(deepest).ok());
  deepest.insert(deepest.begin(), 0x81);
  EXPECT_EQ(parse_cbor(deepest).error().reason(), "E_TOO_LARGE");
}

TEST(CborFields, ReadFlatly) {
  const Bytes bytes = test::unhex("a4010202424142036161d9012f00");
  EXPECT_FALSE(parse_cbor(bytes).ok());  // a tag as a key
  const Bytes good = test::unhex("a401020242414203616104d9012f05");
  const auto item = parse_cbor(good);
  ASSERT_TRUE(item.ok());
  CborFields in(*item, "thing");
  EXPECT_EQ(in.uint(1), 2u);
  EXPECT_EQ(to_hex(in.bytes(2, 2)), "4142");
  EXPECT_EQ(in.text(3), "a");
  EXPECT_EQ(in.tagged(4, {303, 40303}).number, 5u);
  EXPECT_FALSE(in.maybe_uint(9).has_value());
  EXPECT_TRUE(in.finish().ok());
}

TEST(CborFields, TellTheFirstFailure) {
  const Bytes bytes = test::unhex("a201020304");
  const auto item = parse_cbor(bytes);
  CborFields unknown(*item, "thing");
  unknown.uint(1);
  EXPECT_TRUE(unknown.status().ok());
  EXPECT_EQ(unknown.finish().error().reason(), "E_UNKNOWN_FIELD");

  CborFields missing(*item, "thing");
  EXPECT_EQ(missing.uint(7), 0u);
  EXPECT_TRUE(missing.bytes(1).empty());
  EXPECT_EQ(missing.finish().error().where(), "thing, key 7");

  CborFields large(*item, "thing");
  large.uint(3, 3);
  EXPECT_EQ(large.status().error().reason(), "E_BAD_CBOR");

  CborFields other(item->items[0], "thing");
  EXPECT_FALSE(other.status().ok());
  EXPECT_TRUE(other.array(1).empty());
}

}  // namespace
}  // namespace coldquill
