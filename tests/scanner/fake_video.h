// A camera that is none, behind the seam of the system calls: it offers, maps and gives what a test
// tells it to, and remembers what it was asked. What is busy is as the kernel has it (videobuf2):
// no new format while there are buffers, no other buffers while it streams.
#pragma once

#include <coldquill/scanner/camera.h>
#include <linux/videodev2.h>

#include <functional>
#include <map>
#include <set>

#include "qr/images.h"

namespace coldquill::test {

struct FakeMode {
  std::uint32_t pixels;
  std::uint32_t width;
  std::uint32_t height;
  std::uint32_t rate = 30;  // frames a second; 0: the driver does not say
};

struct FakeFrame {
  Bytes octets;
  std::uint32_t flags = 0;
  int error = 0;                            // what taking it fails with
  std::optional<std::uint32_t> index = {};  // of the buffer, instead of the right one
  std::optional<std::uint32_t> used = {};   // bytesused, instead of the right one
};

// What outlives the device, for the test to look at.
struct FakeLog {
  std::set<unsigned long> asked;
  v4l2_pix_format set{};
  int mapped = 0;
  bool streaming = false;
};

class FakeVideo : public VideoCalls {
 public:
  explicit FakeVideo(std::shared_ptr<FakeLog> log = std::make_shared<FakeLog>())
      : log_(std::move(log)) {}

  std::vector<FakeMode> modes = {{V4L2_PIX_FMT_GREY, 640, 480}};
  std::vector<FakeFrame> frames;
  std::uint32_t extra_stride = 0;
  std::uint32_t buffer_size = 1u << 22;
  std::function<void(v4l2_pix_format&)> change_format = [](auto&) {};
  std::map<unsigned long, std::function<int(void*)>> instead;  // of a request
  bool can_map = true;

  // As a process leaves it that was killed at work, when somebody else keeps the device open.
  void leave_at_work();

  int control(unsigned long request, void* data) override;
  const std::uint8_t* map(std::size_t size, std::uint32_t offset) override;
  void unmap(const std::uint8_t*, std::size_t) override { --log_->mapped; }
  int wait(int) override { return next_ < frames.size() ? 0 : ETIMEDOUT; }

 private:
  int answer(unsigned long request, void* data);
  int size_number(v4l2_frmsizeenum& size) const;
  int interval(v4l2_frmivalenum& interval) const;
  int set(v4l2_pix_format& format);
  int make_buffers(std::uint32_t count);
  int take(v4l2_buffer& buffer);

  std::shared_ptr<FakeLog> log_;
  std::vector<Bytes> buffers_;
  std::vector<std::uint32_t> queue_;
  std::size_t next_ = 0;
};

// What a camera gives in this format for a picture, with rows of stride octets (0: no gaps).
Bytes camera_octets(const Image& image, std::uint32_t pixels, std::size_t stride = 0);

}  // namespace coldquill::test
