#include <coldquill/codec/cbor.h>

namespace coldquill {

CborWriter& CborWriter::head(unsigned major, std::uint64_t argument) {
  unsigned width = 0;  // octets behind the first
  if (argument >= 24) width = 1;
  if (argument > 0xff) width = 2;
  if (argument > 0xffff) width = 4;
  if (argument > 0xffffffff) width = 8;
  const std::uint64_t low = width == 0   ? argument
                            : width == 1 ? 24
                            : width == 2 ? 25
                            : width == 4 ? 26
                                         : 27;
  out_.push_back(static_cast<std::uint8_t>(major << 5 | low));
  while (width-- > 0) out_.push_back(static_cast<std::uint8_t>(argument >> (8 * width)));
  return *this;
}

CborWriter& CborWriter::integer(std::int64_t value) {
  // -1 - value is the complement, which cannot overflow.
  return value < 0 ? head(1, ~static_cast<std::uint64_t>(value))
                   : head(0, static_cast<std::uint64_t>(value));
}

CborWriter& CborWriter::bytes(ByteView value) {
  return head(2, value.size()).raw(value);
}

CborWriter& CborWriter::text(std::string_view value) {
  return head(3, value.size()).raw(view_of(value));
}

CborWriter& CborWriter::raw(ByteView encoded) {
  append(out_, encoded);
  return *this;
}

CborWriter& CborWriter::item(const Cbor& value) {
  switch (value.kind) {
    case CborKind::uint:
      return uint(value.number);
    case CborKind::nint:
      return head(1, value.number);
    case CborKind::bytes:
      return bytes(value.data);
    case CborKind::text:
      return text(value.text());
    case CborKind::array:
      array(value.items.size());
      break;
    case CborKind::map:
      map(value.items.size() / 2);
      break;
    case CborKind::tag:
      tag(value.number);
      break;
    case CborKind::boolean:
      return boolean(value.number == 1);
    case CborKind::null:
      return null();
  }
  for (const auto& child : value.items) item(child);
  return *this;
}

}  // namespace coldquill
