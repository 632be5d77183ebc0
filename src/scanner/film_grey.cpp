#include "film_grey.h"

#include <algorithm>
#include <cstdlib>

extern "C" {
#include <libavutil/frame.h>
#include <libavutil/pixdesc.h>
}

namespace coldquill {
namespace {

// One component (brightness, a colour, or alpha) of the pixels of a frame.
class Component {
 public:
  Component(const AVFrame& frame, const AVComponentDescriptor& how)
      : data_(frame.data[how.plane] + how.offset),
        line_(frame.linesize[how.plane]),
        step_(how.step),
        shift_(how.shift),
        depth_(how.depth) {}

  // A row of pixels that lie as they are wanted; nothing when they do not.
  [[nodiscard]] const std::uint8_t* row(int y) const {
    const bool plain = depth_ == 8 && step_ == 1 && shift_ == 0;
    return plain ? data_ + std::ptrdiff_t{y} * line_ : nullptr;
  }
  // 0 to 255
  [[nodiscard]] unsigned at(int x, int y) const {
    const std::uint8_t* where = data_ + std::ptrdiff_t{y} * line_ + std::ptrdiff_t{x} * step_;
    if (depth_ <= 8) return unsigned{*where} >> shift_ << (8 - depth_) & 0xff;
    const unsigned both = where[0] | unsigned{where[1]} << 8;
    return (both >> shift_ >> (depth_ - 8)) & 0xff;
  }

 private:
  const std::uint8_t* data_;
  std::ptrdiff_t line_;
  int step_;
  int shift_;
  int depth_;
};

bool is_readable(const AVPixFmtDescriptor& format) {
  constexpr std::uint64_t never = AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_BITSTREAM |
                                  AV_PIX_FMT_FLAG_HWACCEL | AV_PIX_FMT_FLAG_BAYER |
                                  AV_PIX_FMT_FLAG_FLOAT | AV_PIX_FMT_FLAG_BE;
  return (format.flags & never) == 0 && format.nb_components > 0 && format.comp[0].depth <= 16;
}

Bytes brightness(const AVFrame& frame, const AVPixFmtDescriptor& format) {
  const Component grey(frame, format.comp[0]);
  Bytes out;
  out.reserve(static_cast<std::size_t>(frame.width) * static_cast<std::size_t>(frame.height));
  for (int y = 0; y < frame.height; ++y) {
    if (const std::uint8_t* row = grey.row(y); row != nullptr) {
      out.insert(out.end(), row, row + frame.width);
      continue;
    }
    for (int x = 0; x < frame.width; ++x) out.push_back(static_cast<std::uint8_t>(grey.at(x, y)));
  }
  return out;
}

Bytes colours(const AVFrame& frame, const AVPixFmtDescriptor& format) {
  const Component red(frame, format.comp[0]);
  const Component green(frame, format.comp[1]);
  const Component blue(frame, format.comp[2]);
  const bool clear = format.nb_components > 3;
  const Component alpha(frame, format.comp[clear ? 3 : 0]);
  Bytes out;
  out.reserve(static_cast<std::size_t>(frame.width) * static_cast<std::size_t>(frame.height));
  for (int y = 0; y < frame.height; ++y) {
    for (int x = 0; x < frame.width; ++x) {
      const unsigned grey = (red.at(x, y) + 2 * green.at(x, y) + blue.at(x, y)) / 4;
      const unsigned solid = clear ? alpha.at(x, y) : 255;
      out.push_back(static_cast<std::uint8_t>((grey * solid + 255 * (255 - solid)) / 255));
    }
  }
  return out;
}

}  // namespace

Result<Picture> grey_of(const AVFrame& frame) {
  const AVPixFmtDescriptor* format = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format));
  if (format == nullptr || !is_readable(*format)) {
    return Error(E_BAD_PICTURE, "the pixels of the film are of a kind that is not read");
  }
  const bool coloured = (format->flags & AV_PIX_FMT_FLAG_RGB) != 0;
  return Picture{frame.width, frame.height,
                 coloured ? colours(frame, *format) : brightness(frame, *format)};
}

bool is_same_picture(const Picture& one, const Picture& other) {
  constexpr int side = 32;
  constexpr int noise = 3;  // the mean difference in a square, in shades of 256
  if (one.width != other.width || one.height != other.height) return false;
  for (int top = 0; top < one.height; top += side) {
    for (int left = 0; left < one.width; left += side) {
      const int right = std::min(left + side, one.width);
      const int bottom = std::min(top + side, one.height);
      int sum = 0;
      for (int y = top; y < bottom; ++y) {
        const std::size_t row = static_cast<std::size_t>(y) * static_cast<std::size_t>(one.width);
        for (auto i = row + static_cast<std::size_t>(left);
             i < row + static_cast<std::size_t>(right); ++i) {
          sum += std::abs(int{one.grey[i]} - int{other.grey[i]});
        }
      }
      if (sum > noise * (right - left) * (bottom - top)) return false;
    }
  }
  return true;
}

}  // namespace coldquill
