#include <coldquill/base/writer.h>

namespace coldquill {

template <class T>
Writer& Writer::little(T value) {
  ByteArray<sizeof(T)> octets{};
  for (unsigned i = 0; i < sizeof(T); ++i) {
    octets[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(value) >> (8 * i));
  }
  return bytes(octets);
}

template <class T>
Writer& Writer::big(T value) {
  ByteArray<sizeof(T)> octets{};
  for (unsigned i = 0; i < sizeof(T); ++i) {
    octets[sizeof(T) - 1 - i] =
        static_cast<std::uint8_t>(static_cast<std::uint64_t>(value) >> (8 * i));
  }
  return bytes(octets);
}

Writer& Writer::u8(std::uint8_t value) {
  out_.push_back(value);
  return *this;
}
Writer& Writer::u16le(std::uint16_t value) {
  return little(value);
}
Writer& Writer::u32le(std::uint32_t value) {
  return little(value);
}
Writer& Writer::u64le(std::uint64_t value) {
  return little(value);
}
Writer& Writer::u16be(std::uint16_t value) {
  return big(value);
}
Writer& Writer::u32be(std::uint32_t value) {
  return big(value);
}
Writer& Writer::u64be(std::uint64_t value) {
  return big(value);
}

Writer& Writer::bytes(ByteView value) {
  append(out_, value);
  return *this;
}

}  // namespace coldquill
