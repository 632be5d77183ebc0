// Protocol buffers: the examples of protobuf.dev, and what is refused.
#include <coldquill/base/hex.h>
#include <coldquill/codec/protobuf.h>
#include <gtest/gtest.h>

namespace coldquill {
namespace {

Bytes octets(std::string_view hex) {
  return *from_hex(hex);
}

std::string reason_of(std::string_view hex) {
  const auto message = ProtobufMessage::parse(octets(hex));
  return message ? "" : std::string(message.error().reason());
}

TEST(Protobuf, PublishedExamples) {
  const Bytes number = octets("089601");  // 1: 150
  EXPECT_EQ(**ProtobufMessage::parse(number)->maybe_uint(1), 150u);
  const Bytes text = octets("120774657374696e67");  // 2: "testing"
  EXPECT_EQ(text_of(*ProtobufMessage::parse(text)->bytes(2)), "testing");
  const Bytes nested = octets("1a03089601");  // 3: {1: 150}
  const ByteView inner = *ProtobufMessage::parse(nested)->bytes(3);
  EXPECT_EQ(**ProtobufMessage::parse(inner)->maybe_uint(1), 150u);
}

TEST(Protobuf, OtherFieldsArePassedOver) {
  // 5: fixed32, 6: fixed64, 7: twice, 1: the largest number of 64 bits.
  const Bytes all = octets(
      "2d01020304"
      "310102030405060708"
      "3800"
      "3801"
      "08ffffffffffffffffff01");
  const auto message = ProtobufMessage::parse(all);
  ASSERT_TRUE(message.ok());
  EXPECT_EQ(message->size(), 5u);
  EXPECT_EQ(**message->maybe_uint(1), ~std::uint64_t{0});
  EXPECT_FALSE(*message->maybe_bytes(9));
  EXPECT_EQ(message->bytes(9).error().reason(), "E_BAD_PROTOBUF");       // missing
  EXPECT_EQ(message->maybe_uint(7).error().reason(), "E_BAD_PROTOBUF");  // twice
  EXPECT_EQ(message->maybe_uint(5).error().reason(), "E_BAD_PROTOBUF");  // of another type
  EXPECT_EQ(ProtobufMessage::parse({})->size(), 0u);
}

TEST(Protobuf, HostileOctets) {
  EXPECT_EQ(reason_of("08"), "E_TRUNCATED");
  EXPECT_EQ(reason_of("0896"), "E_TRUNCATED");
  EXPECT_EQ(reason_of("12ffffffffffffffff7f00"), "E_TRUNCATED");  // a length of 2^63 - 1
  EXPECT_EQ(reason_of("08ffffffffffffffffff02"), "E_BAD_PROTOBUF");
  EXPECT_EQ(reason_of("08ffffffffffffffffff8101"), "E_BAD_PROTOBUF");
  EXPECT_EQ(reason_of("0000"), "E_BAD_PROTOBUF");              // field 0
  EXPECT_EQ(reason_of("0b0c"), "E_BAD_PROTOBUF");              // a group
  EXPECT_EQ(reason_of("0e"), "E_BAD_PROTOBUF");                // type 6
  EXPECT_EQ(reason_of("8080808080100100"), "E_BAD_PROTOBUF");  // field number 2^32
  Bytes many;
  for (std::size_t i = 0; i <= protobuf_most_fields; ++i) many.insert(many.end(), {0x08, 0x00});
  EXPECT_EQ(ProtobufMessage::parse(many).error().reason(), "E_TOO_LARGE");
}

}  // namespace
}  // namespace coldquill
