#include "recording.h"

#include <coldquill/base/decimal.h>
#include <linux/videodev2.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <deque>
#include <optional>

#include "camera_format.h"

namespace coldquill {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t longest_line = 256;
constexpr std::uint32_t buffer_count = 2;
constexpr std::uint32_t offset_step = 1u << 26;  // tells buffers apart, as a driver's offsets do

struct Head {
  std::uint32_t pixels = V4L2_PIX_FMT_YUV420;
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::chrono::microseconds interval{0};
};

Error bad(std::string what) {
  return {E_CAMERA_FAILED, "the recording " + std::move(what)};
}

// A file, a line and a block at a time.
class File {
 public:
  explicit File(int descriptor) : descriptor_(descriptor), block_(1u << 16) {}

  // Without its end; nothing at the end of the file or when the line is too long.
  std::optional<std::string> line() {
    std::string out;
    for (;;) {
      if (at_ == end_ && !fill()) return {};
      const char c = static_cast<char>(block_[at_++]);
      if (c == '\n') return out;
      if (out.size() == longest_line) return {};
      out += c;
    }
  }
  bool read(std::uint8_t* to, std::size_t size) {
    while (size > 0) {
      if (at_ == end_ && !fill()) return false;
      const std::size_t n = std::min(size, end_ - at_);
      to = std::copy_n(block_.data() + at_, n, to);
      at_ += n;
      size -= n;
    }
    return true;
  }

 private:
  bool fill() {
    ssize_t n;
    do {
      n = ::read(descriptor_, block_.data(), block_.size());
    } while (n < 0 && errno == EINTR);
    at_ = 0;
    end_ = n > 0 ? static_cast<std::size_t>(n) : 0;
    return n > 0;
  }

  int descriptor_;
  Bytes block_;
  std::size_t at_ = 0;
  std::size_t end_ = 0;
};

// Views of the line.
std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> out;
  while (!line.empty()) {
    const auto end = std::min(line.find(' '), line.size());
    if (end > 0) out.push_back(line.substr(0, end));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return out;
}

// 0 for what is no number or too large.
std::uint32_t number(std::string_view digits) {
  const auto value = parse_number(digits);
  return value && *value <= 0xffffffff ? static_cast<std::uint32_t>(*value) : 0;
}

// "10:1" frames in a second. Between 1 in a second and 1000.
std::chrono::microseconds interval_of(std::string_view rate) {
  const auto colon = std::min(rate.find(':'), rate.size());
  const std::uint64_t frames = number(rate.substr(0, colon));
  const std::uint64_t seconds = colon < rate.size() ? number(rate.substr(colon + 1)) : 1;
  if (frames == 0) return {};
  return std::chrono::microseconds(
      std::clamp<std::uint64_t>(seconds * 1'000'000 / frames, 1'000, 1'000'000));
}

std::optional<std::uint32_t> pixels_of(std::string_view word) {
  constexpr std::pair<std::string_view, std::uint32_t> known[] = {
      {"Cmono", V4L2_PIX_FMT_GREY},          {"C420", V4L2_PIX_FMT_YUV420},
      {"C420jpeg", V4L2_PIX_FMT_YUV420},     {"C420mpeg2", V4L2_PIX_FMT_YUV420},
      {"C420paldv", V4L2_PIX_FMT_YUV420},    {"XCAMERA=GREY", V4L2_PIX_FMT_GREY},
      {"XCAMERA=YUYV", V4L2_PIX_FMT_YUYV},   {"XCAMERA=NV12", V4L2_PIX_FMT_NV12},
      {"XCAMERA=YU12", V4L2_PIX_FMT_YUV420}, {"XCAMERA=MJPG", V4L2_PIX_FMT_MJPEG}};
  for (const auto& [name, pixels] : known) {
    if (name == word) return pixels;
  }
  return {};
}

Result<Head> head_of(const std::string& line) {
  const auto words = words_of(line);
  if (words.empty() || words.front() != "YUV4MPEG2") return bad("is no YUV4MPEG2 stream");
  Head out;
  bool camera = false;
  for (const auto word : words) {
    const bool tells_pixels = word[0] == 'C' || word.starts_with("XCAMERA=");
    if (word[0] == 'W') out.width = number(word.substr(1));
    if (word[0] == 'H') out.height = number(word.substr(1));
    if (word[0] == 'F') out.interval = interval_of(word.substr(1));
    if (!tells_pixels || camera) continue;
    const auto pixels = pixels_of(word);
    if (!pixels) return bad("has pixels that are not read; make it with -pix_fmt gray");
    out.pixels = *pixels;
    camera = word[0] == 'X';
  }
  const bool good = out.width > 0 && out.height > 0 && out.width <= longest_camera_side &&
                    out.height <= longest_camera_side;
  if (!good) return bad("has no size, or one over the limit");
  return out;
}

std::uint32_t stride_of(const Head& head) {
  if (head.pixels == V4L2_PIX_FMT_MJPEG) return 0;
  return head.pixels == V4L2_PIX_FMT_YUYV ? (head.width + 1) / 2 * 4 : head.width;
}

// Octets in a frame; at most, when it is compressed.
std::uint32_t size_of(const Head& head) {
  const std::uint32_t area = head.width * head.height;
  switch (head.pixels) {
    case V4L2_PIX_FMT_GREY:
      return area;
    case V4L2_PIX_FMT_YUYV:
      return stride_of(head) * head.height;
    case V4L2_PIX_FMT_MJPEG:
      return std::min(area + 65536, largest_camera_frame);
    default:
      return area + (head.width + 1) / 2 * ((head.height + 1) / 2) * 2;
  }
}

class Recording : public VideoCalls {
 public:
  Recording(File file, const Head& head, Pace pace)
      : file_(std::move(file)), head_(head), paced_(pace == Pace::as_recorded) {}

  int control(unsigned long request, void* data) override;
  const std::uint8_t* map(std::size_t size, std::uint32_t offset) override;
  void unmap(const std::uint8_t*, std::size_t) override {}
  int wait(int milliseconds) override;

 private:
  static int about(v4l2_capability& out);
  int pixel_format(v4l2_fmtdesc& out) const;
  int frame_size(v4l2_frmsizeenum& out) const;
  int set_format(v4l2_format& out) const;
  int make_buffers(v4l2_requestbuffers& wanted);
  int show_buffer(v4l2_buffer& out) const;
  int put(const v4l2_buffer& buffer);
  int take(v4l2_buffer& out);
  std::optional<std::uint32_t> size_of_next();

  File file_;
  Head head_;
  bool paced_;
  Clock::time_point due_ = Clock::now();
  std::vector<Bytes> buffers_;
  std::deque<std::uint32_t> queue_;
};

int Recording::control(unsigned long request, void* data) {
  switch (request) {
    case VIDIOC_QUERYCAP:
      return about(*static_cast<v4l2_capability*>(data));
    case VIDIOC_ENUM_FMT:
      return pixel_format(*static_cast<v4l2_fmtdesc*>(data));
    case VIDIOC_ENUM_FRAMESIZES:
      return frame_size(*static_cast<v4l2_frmsizeenum*>(data));
    case VIDIOC_S_FMT:
      return set_format(*static_cast<v4l2_format*>(data));
    case VIDIOC_REQBUFS:
      return make_buffers(*static_cast<v4l2_requestbuffers*>(data));
    case VIDIOC_QUERYBUF:
      return show_buffer(*static_cast<v4l2_buffer*>(data));
    case VIDIOC_QBUF:
      return put(*static_cast<v4l2_buffer*>(data));
    case VIDIOC_DQBUF:
      return take(*static_cast<v4l2_buffer*>(data));
    case VIDIOC_STREAMON:
    case VIDIOC_STREAMOFF:
      return 0;
    default:
      return ENOTTY;
  }
}

int Recording::about(v4l2_capability& out) {
  out.capabilities = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
  return 0;
}

int Recording::pixel_format(v4l2_fmtdesc& out) const {
  if (out.index != 0) return EINVAL;
  out.pixelformat = head_.pixels;
  return 0;
}

int Recording::frame_size(v4l2_frmsizeenum& out) const {
  if (out.index != 0 || out.pixel_format != head_.pixels) return EINVAL;
  out.type = V4L2_FRMSIZE_TYPE_DISCRETE;
  out.discrete = {head_.width, head_.height};
  return 0;
}

int Recording::set_format(v4l2_format& out) const {
  v4l2_pix_format& pix = out.fmt.pix;
  pix.pixelformat = head_.pixels;
  pix.width = head_.width;
  pix.height = head_.height;
  pix.bytesperline = stride_of(head_);
  pix.sizeimage = size_of(head_);
  return 0;
}

int Recording::make_buffers(v4l2_requestbuffers& wanted) {
  wanted.count = std::min(wanted.count, buffer_count);
  buffers_.assign(wanted.count, Bytes(size_of(head_)));
  queue_.clear();
  return 0;
}

int Recording::show_buffer(v4l2_buffer& out) const {
  if (out.index >= buffers_.size()) return EINVAL;
  out.length = static_cast<std::uint32_t>(buffers_[out.index].size());
  out.m.offset = out.index * offset_step;
  return 0;
}

const std::uint8_t* Recording::map(std::size_t size, std::uint32_t offset) {
  const std::uint32_t index = offset / offset_step;
  if (index >= buffers_.size() || size > buffers_[index].size()) return nullptr;
  return buffers_[index].data();
}

int Recording::put(const v4l2_buffer& buffer) {
  if (buffer.index >= buffers_.size()) return EINVAL;
  queue_.push_back(buffer.index);
  return 0;
}

// Nothing at the end of the file, and for a frame that is larger than any of its size can be.
std::optional<std::uint32_t> Recording::size_of_next() {
  const std::string line = file_.line().value_or(std::string());
  const auto words = words_of(line);
  if (words.empty() || words.front() != "FRAME") return {};
  if (head_.pixels != V4L2_PIX_FMT_MJPEG) return size_of(head_);
  for (const auto word : words) {
    if (!word.starts_with("XSIZE=")) continue;
    const std::uint32_t size = number(word.substr(6));
    if (size > 0 && size <= size_of(head_)) return size;
  }
  return {};
}

int Recording::take(v4l2_buffer& out) {
  if (queue_.empty()) return EAGAIN;
  const auto size = size_of_next();
  if (!size || !file_.read(buffers_[queue_.front()].data(), *size)) return EPIPE;
  out.index = queue_.front();
  out.bytesused = *size;
  queue_.pop_front();
  return 0;
}

int Recording::wait(int) {
  if (!paced_) return 0;
  using std::chrono::milliseconds;
  const auto left = std::chrono::ceil<milliseconds>(due_ - Clock::now());
  if (left.count() > 0) ::poll(nullptr, 0, static_cast<int>(left.count()));
  due_ = std::max(due_ + head_.interval, Clock::now());
  return 0;
}

}  // namespace

Result<std::unique_ptr<VideoCalls>> open_recording(int descriptor, Pace pace) {
  File file(descriptor);
  const auto line = file.line();
  if (!line) return bad("is no YUV4MPEG2 stream");
  CQ_TRY(head, head_of(*line));
  return std::unique_ptr<VideoCalls>(std::make_unique<Recording>(std::move(file), head, pace));
}

}  // namespace coldquill
