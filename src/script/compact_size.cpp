#include <coldquill/script/compact_size.h>

namespace coldquill {

std::uint64_t read_compact_size(Reader& in) {
  const std::uint8_t first = in.u8();
  if (first < 0xFD) return first;
  const std::uint64_t value = first == 0xFD ? in.u16le() : first == 0xFE ? in.u32le() : in.u64le();
  const std::uint64_t least = first == 0xFD ? 0xFD : first == 0xFE ? 0x10000 : 0x100000000;
  in.require(value >= least, E_NOT_CANONICAL, "a length that is not in its shortest form");
  return in.ok() ? value : 0;
}

std::size_t read_count(Reader& in, std::size_t smallest) {
  const std::uint64_t count = read_compact_size(in);
  const bool fits = count <= in.remaining() / smallest;
  in.require(fits, E_TRUNCATED, "a count that is larger than the data that follows");
  return fits ? static_cast<std::size_t>(count) : 0;
}

ByteView read_var_bytes(Reader& in) {
  return in.bytes(read_compact_size(in));
}

void write_compact_size(Writer& out, std::uint64_t value) {
  if (value < 0xFD) {
    out.u8(static_cast<std::uint8_t>(value));
  } else if (value <= 0xFFFF) {
    out.u8(0xFD).u16le(static_cast<std::uint16_t>(value));
  } else if (value <= 0xFFFFFFFF) {
    out.u8(0xFE).u32le(static_cast<std::uint32_t>(value));
  } else {
    out.u8(0xFF).u64le(value);
  }
}

void write_var_bytes(Writer& out, ByteView bytes) {
  write_compact_size(out, bytes.size());
  out.bytes(bytes);
}

}  // namespace coldquill
