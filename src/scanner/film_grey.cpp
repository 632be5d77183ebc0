#include "film_grey.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

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
    unsigned bits = where[0];
    // Also of less than eight bits: the green of RGB565 lies in both octets.
    if (shift_ + depth_ > 8) bits |= unsigned{where[1]} << 8;
    const unsigned most = (1u << depth_) - 1;
    const unsigned value = bits >> shift_ & most;
    return depth_ < 8 ? value * 255 / most : value >> (depth_ - 8);
  }

 private:
  const std::uint8_t* data_;
  std::ptrdiff_t line_;
  int step_;
  int shift_;
  int depth_;
};

bool has(const AVPixFmtDescriptor& format, std::uint64_t flag) {
  return (format.flags & flag) != 0;
}

// Four brightnesses with one pair of colours, in six octets (uyyvyy411), have no step from one to
// the next; whoever believes the one that libav names reads beyond the row.
bool lies_evenly(const AVPixFmtDescriptor& format) {
  const AVComponentDescriptor& first = format.comp[0];
  const AVComponentDescriptor& second = format.comp[1];
  const bool together = format.nb_components > 2 && second.plane == first.plane;
  return !together || second.step == first.step << format.log2_chroma_w;
}

bool fits_two_octets(const AVPixFmtDescriptor& format) {
  const auto fits = [](const AVComponentDescriptor& one) { return one.shift + one.depth <= 16; };
  return std::all_of(format.comp, format.comp + format.nb_components, fits);
}

bool is_readable(const AVPixFmtDescriptor& format) {
  constexpr std::uint64_t never = AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_BITSTREAM |
                                  AV_PIX_FMT_FLAG_HWACCEL | AV_PIX_FMT_FLAG_BAYER |
                                  AV_PIX_FMT_FLAG_FLOAT | AV_PIX_FMT_FLAG_BE;
  // The first component of XYZ is not the brightness, and no flag says so.
  const bool other_colours = std::string_view(format.name).starts_with("xyz");
  return !has(format, never) && !other_colours && format.nb_components > 0 &&
         fits_two_octets(format) && lies_evenly(format);
}

Bytes room_for(const AVFrame& frame) {
  Bytes out;
  out.reserve(static_cast<std::size_t>(frame.width) * static_cast<std::size_t>(frame.height));
  return out;
}

Bytes brightness(const AVFrame& frame, const AVPixFmtDescriptor& format) {
  const Component grey(frame, format.comp[0]);
  Bytes out = room_for(frame);
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
  Bytes out = room_for(frame);
  for (int y = 0; y < frame.height; ++y) {
    for (int x = 0; x < frame.width; ++x) {
      const unsigned grey = (red.at(x, y) + 2 * green.at(x, y) + blue.at(x, y)) / 4;
      out.push_back(static_cast<std::uint8_t>(grey));
    }
  }
  return out;
}

// libav has it last, also in formats where it lies first.
void lay_on_white(Bytes& grey, const AVFrame& frame, const AVPixFmtDescriptor& format) {
  const Component alpha(frame, format.comp[format.nb_components - 1]);
  auto pixel = grey.begin();
  for (int y = 0; y < frame.height; ++y) {
    for (int x = 0; x < frame.width; ++x, ++pixel) {
      const unsigned solid = alpha.at(x, y);
      *pixel = static_cast<std::uint8_t>((*pixel * solid + 255 * (255 - solid)) / 255);
    }
  }
}

}  // namespace

Result<Picture> grey_of(const AVFrame& frame) {
  const AVPixFmtDescriptor* format = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format));
  if (format == nullptr || !is_readable(*format)) {
    const std::string name = format == nullptr ? "unknown" : format->name;
    return Error(E_BAD_PICTURE, "the pixels of the film are of a kind that is not read: " + name);
  }
  const bool coloured = has(*format, AV_PIX_FMT_FLAG_RGB);
  Picture out{frame.width, frame.height,
              coloured ? colours(frame, *format) : brightness(frame, *format)};
  if (has(*format, AV_PIX_FMT_FLAG_ALPHA)) lay_on_white(out.grey, frame, *format);
  return out;
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
