#include <coldquill/codec/rlp.h>

namespace coldquill {
namespace {

constexpr std::uint8_t string_base = 0x80;
constexpr std::uint8_t list_base = 0xc0;
constexpr std::size_t longest_short = 55;

}  // namespace

RlpWriter& RlpWriter::head(std::uint8_t base, std::size_t size) {
  if (size <= longest_short) {
    out_.push_back(static_cast<std::uint8_t>(base + size));
    return *this;
  }
  const Bytes length = Uint256(size).minimal();
  out_.push_back(static_cast<std::uint8_t>(base + longest_short + length.size()));
  return raw(length);
}

RlpWriter& RlpWriter::bytes(ByteView value) {
  const bool as_itself = value.size() == 1 && value[0] < string_base;
  return as_itself ? raw(value) : head(string_base, value.size()).raw(value);
}

RlpWriter& RlpWriter::uint(const Uint256& value) {
  const ByteArray<32> octets = value.bytes();
  const auto first = std::ranges::find_if(octets, [](auto octet) { return octet != 0; });
  return bytes(ByteView(first, octets.end()));
}

RlpWriter& RlpWriter::list(ByteView encoded_items) {
  return head(list_base, encoded_items.size()).raw(encoded_items);
}

RlpWriter& RlpWriter::raw(ByteView encoded) {
  append(out_, encoded);
  return *this;
}

}  // namespace coldquill
