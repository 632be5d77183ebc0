// The compression of GIF (GIF89a, appendix F), for pictures of two colours.
#pragma once

#include <coldquill/base/bytes.h>

namespace coldquill {

// Codes of 3 to 12 bits, lowest bit first; "minimum code size" 2, the least that GIF has.
class Lzw {
 public:
  static constexpr std::uint8_t minimum_code_size = 2;

  Lzw();
  void pixel(bool dark);
  // All codes; nothing can be added afterwards.
  Bytes finish() &&;

 private:
  static constexpr std::uint16_t clear_code = 4;
  static constexpr std::uint16_t end_code = 5;
  static constexpr std::uint16_t first_free = 6;
  static constexpr std::uint16_t codes = 4096;
  static constexpr std::uint16_t none = 0xffff;

  void emit(std::uint16_t code);
  void clear();
  void learn(bool dark);

  Bytes out_;
  std::uint32_t bits_ = 0;
  unsigned waiting_ = 0;  // bits in bits_
  unsigned width_ = 3;
  std::uint16_t next_ = first_free;
  std::uint16_t prefix_ = none;
  std::array<std::array<std::uint16_t, 2>, codes> longer_{};  // 0: not known yet
};

}  // namespace coldquill
