#include "camera_format.h"

#include <linux/videodev2.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <tuple>

namespace coldquill {
namespace {

// The most that is asked of a device that never stops answering.
constexpr std::uint32_t most_formats = 64;
constexpr std::uint32_t most_sizes = 128;
constexpr std::uint32_t most_intervals = 64;
// Frames in a hundred seconds: below this a film of codes is missed.
constexpr std::uint64_t fast_enough = 1500;

// In the order of the work that they take.
constexpr std::uint32_t known_pixels[] = {V4L2_PIX_FMT_GREY, V4L2_PIX_FMT_NV12, V4L2_PIX_FMT_YUV420,
                                          V4L2_PIX_FMT_YUYV, V4L2_PIX_FMT_MJPEG};

std::optional<std::size_t> work_of(std::uint32_t pixels) {
  const auto* at = std::ranges::find(known_pixels, pixels);
  if (at == std::end(known_pixels)) return {};
  return static_cast<std::size_t>(at - known_pixels);
}

// Octets of one row, and of the rows that we look at.
std::uint64_t row_octets(std::uint32_t pixels, std::uint32_t width) {
  return pixels == V4L2_PIX_FMT_YUYV ? (std::uint64_t{width} + 1) / 2 * 4 : width;
}

struct Offer {
  std::uint32_t pixels;
  std::uint32_t width;
  std::uint32_t height;
  bool fast;
};

bool is_possible(const Offer& offer) {
  return offer.width > 0 && offer.height > 0 && offer.width <= longest_camera_side &&
         offer.height <= longest_camera_side;
}

// Smaller is better.
auto rank(const Offer& offer) {
  const std::uint64_t area = std::uint64_t{offer.width} * offer.height;
  constexpr std::uint64_t wanted = std::uint64_t{wanted_width} * wanted_height;
  const bool small = offer.width < 640 || offer.height < 480;
  const std::uint64_t thousandths = std::max(area, wanted) * 1000 / std::min(area, wanted);
  return std::tuple(small, thousandths, !offer.fast, *work_of(offer.pixels));
}

// The value between the ends that is nearest to the wanted one and on a step.
std::uint32_t nearest(std::uint32_t low, std::uint32_t high, std::uint32_t step,
                      std::uint32_t wanted) {
  if (wanted <= low || high <= low) return low;
  const std::uint32_t reach = std::min(wanted, high) - low;
  return low + reach - reach % std::max(step, 1u);
}

// Frames in a hundred seconds.
std::uint64_t rate_of(const v4l2_fract& interval) {
  return interval.numerator == 0 ? 0
                                 : std::uint64_t{interval.denominator} * 100 / interval.numerator;
}

class Offers {
 public:
  explicit Offers(VideoCalls& calls) : calls_(calls) {}

  std::vector<Offer> all() {
    for (std::uint32_t index = 0; index < most_formats; ++index) {
      v4l2_fmtdesc format{};
      format.index = index;
      format.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
      if (calls_.control(VIDIOC_ENUM_FMT, &format) != 0) break;
      seen_ += (seen_.empty() ? "" : ", ") + name_of_pixels(format.pixelformat);
      if (work_of(format.pixelformat)) sizes_of(format.pixelformat);
    }
    return std::move(offers_);
  }
  [[nodiscard]] const std::string& seen() const { return seen_; }

 private:
  void sizes_of(std::uint32_t pixels) {
    const std::size_t before = offers_.size();
    for (std::uint32_t index = 0; index < most_sizes; ++index) {
      v4l2_frmsizeenum size{};
      size.index = index;
      size.pixel_format = pixels;
      if (calls_.control(VIDIOC_ENUM_FRAMESIZES, &size) != 0) break;
      if (size.type == V4L2_FRMSIZE_TYPE_DISCRETE) {
        add(pixels, size.discrete.width, size.discrete.height);
        continue;
      }
      const v4l2_frmsize_stepwise& range = size.stepwise;
      add(pixels, nearest(range.min_width, range.max_width, range.step_width, wanted_width),
          nearest(range.min_height, range.max_height, range.step_height, wanted_height));
      break;
    }
    // A driver that tells no sizes takes the nearest that it has.
    if (offers_.size() == before) add(pixels, wanted_width, wanted_height);
  }

  void add(std::uint32_t pixels, std::uint32_t width, std::uint32_t height) {
    const Offer offer{pixels, width, height, is_fast(pixels, width, height)};
    if (is_possible(offer)) offers_.push_back(offer);
  }

  // Unknown counts as fast, except for large pictures that are not compressed: USB 2 is narrow.
  bool is_fast(std::uint32_t pixels, std::uint32_t width, std::uint32_t height) {
    v4l2_frmivalenum interval{};
    interval.pixel_format = pixels;
    interval.width = width;
    interval.height = height;
    if (calls_.control(VIDIOC_ENUM_FRAMEINTERVALS, &interval) != 0) {
      return pixels == V4L2_PIX_FMT_MJPEG || std::uint64_t{width} * height <= 640u * 480u;
    }
    if (interval.type != V4L2_FRMIVAL_TYPE_DISCRETE) {
      return rate_of(interval.stepwise.min) >= fast_enough;
    }
    std::uint64_t best = rate_of(interval.discrete);
    for (interval.index = 1; interval.index < most_intervals; ++interval.index) {
      if (calls_.control(VIDIOC_ENUM_FRAMEINTERVALS, &interval) != 0) break;
      best = std::max(best, rate_of(interval.discrete));
    }
    return best >= fast_enough;
  }

  VideoCalls& calls_;
  std::vector<Offer> offers_;
  std::string seen_;
};

Error failed(std::string what) {
  return {E_CAMERA_FAILED, std::move(what)};
}

// What the driver made of what was asked; it may change anything.
Result<CameraFormat> agreed(const v4l2_pix_format& got) {
  if (!work_of(got.pixelformat)) {
    return failed("the camera set a format that was not asked for, " +
                  name_of_pixels(got.pixelformat));
  }
  CameraFormat out{got.pixelformat, got.width, got.height, got.bytesperline, got.sizeimage};
  const Offer size{out.pixels, out.width, out.height, true};
  if (!is_possible(size) || out.size == 0 || out.size > largest_camera_frame) {
    return failed("the camera says that its pictures have " + std::to_string(out.width) + " x " +
                  std::to_string(out.height) + " pixels and " + std::to_string(out.size) +
                  " octets");
  }
  if (out.pixels == V4L2_PIX_FMT_MJPEG) {
    out.stride = 0;
    return out;
  }
  const std::uint64_t row = row_octets(out.pixels, out.width);
  if (out.stride == 0) out.stride = static_cast<std::uint32_t>(row);
  if (out.stride < row || std::uint64_t{out.stride} * (out.height - 1) + row > out.size) {
    return failed("the rows of the camera's pictures do not fit into them");
  }
  return out;
}

Result<CameraFormat> set_format(VideoCalls& calls, const Offer& offer) {
  v4l2_format format{};
  format.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  format.fmt.pix.pixelformat = offer.pixels;
  format.fmt.pix.width = offer.width;
  format.fmt.pix.height = offer.height;
  format.fmt.pix.field = V4L2_FIELD_ANY;
  const int error = calls.control(VIDIOC_S_FMT, &format);
  if (error == EBUSY) return failed("another program is using the camera");
  if (error != 0) return failed(std::string("the camera takes no format: ") + std::strerror(error));
  return agreed(format.fmt.pix);
}

// Every step-th octet of a row.
Picture grey_rows(const CameraFormat& format, ByteView frame, std::size_t step) {
  Picture out{static_cast<int>(format.width), static_cast<int>(format.height), {}};
  out.grey.resize(std::size_t{format.width} * format.height);
  auto* to = out.grey.data();
  for (std::size_t y = 0; y < format.height; ++y) {
    const std::uint8_t* from = frame.data() + y * format.stride;
    if (step == 1) {
      to = std::copy_n(from, format.width, to);
    } else {
      for (std::size_t x = 0; x < format.width; ++x) *to++ = from[x * step];
    }
  }
  return out;
}

}  // namespace

std::string name_of_pixels(std::uint32_t pixels) {
  std::string out;
  for (int shift = 0; shift < 32; shift += 8) {
    const auto letter = static_cast<char>((pixels >> shift) & 0x7f);
    if (letter != ' ') out += letter > ' ' && letter < 0x7f ? letter : '?';
  }
  return out;
}

Result<CameraFormat> choose_format(VideoCalls& calls) {
  Offers offers(calls);
  const auto all = offers.all();
  if (all.empty()) {
    return failed("the camera offers " +
                  (offers.seen().empty() ? "no pictures" : "only " + offers.seen()) +
                  "; GREY, NV12, YU12, YUYV and MJPG are read");
  }
  return set_format(calls, *std::ranges::min_element(all, {}, rank));
}

Result<Picture> picture_of(const CameraFormat& format, ByteView frame) {
  if (format.pixels == V4L2_PIX_FMT_MJPEG) return read_jpeg(frame);
  const std::uint64_t needed =
      std::uint64_t{format.stride} * (format.height - 1) + row_octets(format.pixels, format.width);
  if (frame.size() < needed) return Error(E_BAD_PICTURE, "the frame is shorter than its rows");
  return grey_rows(format, frame, format.pixels == V4L2_PIX_FMT_YUYV ? 2 : 1);
}

}  // namespace coldquill
