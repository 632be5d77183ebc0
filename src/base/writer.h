// Writer: bytes put one after another.
#pragma once

#include <coldquill/base/bytes.h>

namespace coldquill {

class Writer {
 public:
  Writer& u8(std::uint8_t value);
  Writer& u16le(std::uint16_t value);
  Writer& u32le(std::uint32_t value);
  Writer& u64le(std::uint64_t value);
  Writer& u16be(std::uint16_t value);
  Writer& u32be(std::uint32_t value);
  Writer& u64be(std::uint64_t value);
  Writer& bytes(ByteView value);
  Writer& text(std::string_view value) { return bytes(view_of(value)); }
  void reserve(std::size_t size) { out_.reserve(size); }

  [[nodiscard]] ByteView view() const { return out_; }
  [[nodiscard]] std::size_t size() const { return out_.size(); }
  [[nodiscard]] Bytes take() { return std::move(out_); }

 private:
  template <class T>
  Writer& little(T value);
  template <class T>
  Writer& big(T value);

  Bytes out_;
};

}  // namespace coldquill
