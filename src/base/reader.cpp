#include <coldquill/base/reader.h>

#include <utility>

namespace coldquill {

ByteView Reader::too_short(std::uint64_t n) {
  if (ok()) fail(E_TRUNCATED, "the data ends " + std::to_string(n - remaining()) + " bytes early");
  return {};
}

template <class T>
T Reader::little() {
  T value = 0;
  unsigned shift = 0;
  for (const auto byte : bytes(sizeof(T))) {
    value = static_cast<T>(value | static_cast<T>(static_cast<T>(byte) << shift));
    shift += 8;
  }
  return value;
}

template <class T>
T Reader::big() {
  std::uint64_t value = 0;
  for (const auto byte : bytes(sizeof(T))) value = value << 8 | byte;
  return static_cast<T>(value);
}

std::uint16_t Reader::u16le() {
  return little<std::uint16_t>();
}
std::uint32_t Reader::u32le() {
  return little<std::uint32_t>();
}
std::uint64_t Reader::u64le() {
  return little<std::uint64_t>();
}
std::uint16_t Reader::u16be() {
  return big<std::uint16_t>();
}
std::uint32_t Reader::u32be() {
  return big<std::uint32_t>();
}
std::uint64_t Reader::u64be() {
  return big<std::uint64_t>();
}

std::uint8_t Reader::peek() const {
  return remaining() > 0 ? data_[at_] : std::uint8_t{0};
}

bool Reader::refuse(const Reason& reason, std::string_view what) {
  if (ok()) error_ = Error(reason, std::string(what), field_, offset());
  return false;
}

void Reader::fail(Error error) {
  if (ok()) error_ = field_.empty() ? std::move(error) : std::move(error).in(field_);
}

Result<void> Reader::finish() {
  if (ok() && !at_end()) {
    fail(E_TRAILING_DATA, std::to_string(remaining()) + " bytes are left over after the end");
  }
  return status();
}

Result<void> Reader::status() const {
  if (error_) return *error_;
  return {};
}

}  // namespace coldquill
