#include <coldquill/base/reader.h>
#include <coldquill/codec/protobuf.h>

namespace coldquill {
namespace {

constexpr std::uint64_t largest_number = (1u << 29) - 1;

Error bad(std::string what) {
  return {E_BAD_PROTOBUF, std::move(what)};
}

// Seven bits an octet, the lowest first; ten octets at most, and the tenth holds one bit.
std::uint64_t read_varint(Reader& in) {
  std::uint64_t out = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    const std::uint8_t octet = in.u8();
    const bool fits = shift < 63 || octet <= 1;
    if (!in.require(fits, E_BAD_PROTOBUF, "a number of more than 64 bits")) return 0;
    out |= std::uint64_t{octet & 0x7Fu} << shift;
    if (octet < 0x80) break;
  }
  return out;
}

}  // namespace

Result<ProtobufMessage::Field> ProtobufMessage::read_field(Reader& in) {
  const std::uint64_t key = read_varint(in);
  const std::uint64_t number = key >> 3;
  in.require(number > 0 && number <= largest_number, E_BAD_PROTOBUF, "no such field number");
  Field out{static_cast<std::uint32_t>(number), static_cast<Wire>(key & 7), 0, {}};
  switch (out.wire) {
    case Wire::varint:
      out.value = read_varint(in);
      break;
    case Wire::fixed64:
      out.data = in.bytes(8);
      break;
    case Wire::bytes:
      out.data = in.bytes(read_varint(in));
      break;
    case Wire::fixed32:
      out.data = in.bytes(4);
      break;
    default:
      in.fail(E_BAD_PROTOBUF, "a field of a type that is not read");
  }
  CQ_CHECK(in.status());
  return out;
}

Result<ProtobufMessage> ProtobufMessage::parse(ByteView octets) {
  ProtobufMessage out;
  Reader in(octets);
  while (!in.at_end()) {
    if (out.fields_.size() == protobuf_most_fields) {
      return Error(E_TOO_LARGE, "more than " + std::to_string(protobuf_most_fields) + " fields");
    }
    CQ_TRY(field, read_field(in));
    out.fields_.push_back(field);
  }
  return out;
}

Result<const ProtobufMessage::Field*> ProtobufMessage::find(std::uint32_t number, Wire wire) const {
  const Field* out = nullptr;
  for (const Field& field : fields_) {
    if (field.number != number) continue;
    const std::string name = "field " + std::to_string(number);
    if (out != nullptr) return bad(name + " stands there twice");
    if (field.wire != wire) return bad(name + " is of another type");
    out = &field;
  }
  return out;
}

Result<std::optional<ByteView>> ProtobufMessage::maybe_bytes(std::uint32_t number) const {
  CQ_TRY(field, find(number, Wire::bytes));
  return field == nullptr ? std::nullopt : std::optional(field->data);
}

Result<std::optional<std::uint64_t>> ProtobufMessage::maybe_uint(std::uint32_t number) const {
  CQ_TRY(field, find(number, Wire::varint));
  return field == nullptr ? std::nullopt : std::optional(field->value);
}

Result<ByteView> ProtobufMessage::bytes(std::uint32_t number) const {
  CQ_TRY(found, maybe_bytes(number));
  if (!found) return bad("field " + std::to_string(number) + " is missing");
  return *found;
}

}  // namespace coldquill
