// Protocol buffers (protobuf.dev, "Encoding"), as much as reading a few known fields needs.
//
// Refused: groups, numbers longer than ten octets or above 64 bits, the field number 0, and what
// ends in the middle. Fields may come in any order; one that is asked for and stands there twice is
// refused, since readers differ in which of them counts.
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/result.h>

#include <optional>

namespace coldquill {

inline constexpr Reason E_BAD_PROTOBUF{
    "E_BAD_PROTOBUF", Errc::malformed,
    "This is damaged, or not what it says it is: have the online wallet export it again."};

inline constexpr std::size_t protobuf_most_fields = 1024;  // of one message, all levels apart

class ProtobufMessage {
 public:
  // Fields are views into the octets, which must outlive this.
  // Fails with E_BAD_PROTOBUF, E_TRUNCATED, or E_TOO_LARGE for too many fields.
  static Result<ProtobufMessage> parse(ByteView octets);

  // Text, octets or another message; empty when the field is absent.
  // All fail with E_BAD_PROTOBUF when it stands there twice, or is of another type.
  [[nodiscard]] Result<std::optional<ByteView>> maybe_bytes(std::uint32_t number) const;
  // A whole number; empty when the field is absent, which means 0 (proto3).
  [[nodiscard]] Result<std::optional<std::uint64_t>> maybe_uint(std::uint32_t number) const;
  // The same for one that must be there.
  [[nodiscard]] Result<ByteView> bytes(std::uint32_t number) const;

  [[nodiscard]] std::size_t size() const { return fields_.size(); }

 private:
  enum class Wire : std::uint8_t { varint = 0, fixed64 = 1, bytes = 2, fixed32 = 5 };
  struct Field {
    std::uint32_t number;
    Wire wire;
    std::uint64_t value;
    ByteView data;
  };
  [[nodiscard]] Result<const Field*> find(std::uint32_t number, Wire wire) const;
  static Result<Field> read_field(class Reader& in);

  std::vector<Field> fields_;
};

}  // namespace coldquill
