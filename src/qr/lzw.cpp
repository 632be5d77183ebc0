#include "lzw.h"

#include <utility>

namespace coldquill {

Lzw::Lzw() {
  clear();
}

void Lzw::emit(std::uint16_t code) {
  bits_ |= std::uint32_t{code} << waiting_;
  waiting_ += width_;
  for (; waiting_ >= 8; waiting_ -= 8, bits_ >>= 8) out_.push_back(bits_ & 0xff);
}

void Lzw::clear() {
  emit(clear_code);
  longer_ = {};
  width_ = 3;
  next_ = first_free;
}

// Gives the run that ends here a code of its own. The reader learns it one code later, which is
// why the width grows when a code needs it and not before.
void Lzw::learn(bool dark) {
  if (next_ == codes) return clear();
  longer_[prefix_][dark ? 1 : 0] = next_;
  if (next_ == 1u << width_) ++width_;
  ++next_;
}

void Lzw::pixel(bool dark) {
  const auto colour = static_cast<std::uint16_t>(dark ? 1 : 0);
  if (prefix_ == none) {
    prefix_ = colour;
  } else if (const std::uint16_t known = longer_[prefix_][colour]; known != 0) {
    prefix_ = known;
  } else {
    emit(prefix_);
    learn(dark);
    prefix_ = colour;
  }
}

Bytes Lzw::finish() && {
  if (prefix_ != none) {
    emit(prefix_);
    // The reader's table grows by one for the last run as well.
    if (next_ == 1u << width_ && width_ < 12) ++width_;
  }
  emit(end_code);
  if (waiting_ > 0) out_.push_back(bits_ & 0xff);
  return std::move(out_);
}

}  // namespace coldquill
