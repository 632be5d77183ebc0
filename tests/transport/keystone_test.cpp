// Keystone's envelopes, as its SDK makes them, and broken ones.
#include <coldquill/base/hex.h>
#include <coldquill/codec/cbor.h>
#include <coldquill/transport/deflate.h>
#include <coldquill/transport/keystone.h>
#include <gtest/gtest.h>
#include <support/vectors.h>

namespace coldquill {
namespace {

using test::load_vectors;
using test::unhex;

Bytes packed_in(const Bytes& cbor) {
  const auto item = parse_cbor(cbor);
  return to_bytes(item->items.at(1).data);
}

Bytes envelope(ByteView packed) {
  return CborWriter().map(1).uint(1).bytes(packed).take();
}

std::string reason_of(const Bytes& cbor) {
  const auto read = read_keystone(cbor);
  return read ? "" : std::string(read.error().reason());
}

TEST(Keystone, EveryCoinOfItsSdk) {
  const auto cases = load_vectors("gap/keystone")["cases"];
  ASSERT_EQ(cases.size(), 6u);
  for (const auto& one : cases) {
    const auto read = read_keystone(unhex(one["cbor"]));
    ASSERT_TRUE(read.ok()) << one["coin"] << read.error().what();
    const bool request = one["type"] == keystone_request_ur;
    EXPECT_EQ(read->kind == KeystoneEnvelope::Kind::request, request);
    EXPECT_EQ(read->coin, one["coin"]);
    EXPECT_EQ(read->id, "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d");
  }
}

TEST(Keystone, EveryOctetCounts) {
  const Bytes cbor = unhex(load_vectors("gap/keystone")["cases"][0]["cbor"]);
  const Bytes packed = packed_in(cbor);
  for (std::size_t size = 0; size < packed.size(); ++size) {
    EXPECT_EQ(reason_of(envelope(ByteView(packed).first(size))), "E_BAD_DEFLATE") << size;
  }
  Bytes behind = packed;
  behind.push_back(0);
  EXPECT_EQ(reason_of(envelope(behind)), "E_BAD_DEFLATE");
  Bytes sum = packed;
  sum[sum.size() - 8] ^= 1;  // the CRC-32 of what is compressed
  EXPECT_EQ(reason_of(envelope(sum)), "E_BAD_DEFLATE");
}

TEST(Keystone, WhatIsNone) {
  EXPECT_EQ(reason_of(CborWriter().map(0).take()), "E_BAD_CBOR");
  EXPECT_EQ(reason_of(CborWriter().bytes(Bytes(3)).take()), "E_BAD_CBOR");
  EXPECT_EQ(reason_of(CborWriter().map(2).uint(1).bytes({}).uint(9).uint(1).take()),
            "E_UNKNOWN_FIELD");
  // A gzip of nothing, and of the single octet 0.
  EXPECT_EQ(reason_of(envelope(unhex("1f8b080000000000000303000000000000000000"))),
            "E_BAD_PROTOBUF");
  EXPECT_EQ(reason_of(envelope(unhex("1f8b08000000000002036300008def02d201000000"))),
            "E_BAD_PROTOBUF");
}

// Two megabytes of zeros are two kilobytes: it stops at its limit, before the sum at the end.
TEST(Keystone, ABombStops) {
  Bytes bomb = unhex("1f8b0800000000000203");
  append(bomb, deflate_raw(Bytes(2u << 20)));
  EXPECT_LT(bomb.size(), 4096u);
  EXPECT_EQ(reason_of(envelope(bomb)), "E_TOO_LARGE");
}

}  // namespace
}  // namespace coldquill
