// The system calls that a V4L2 camera is made of (the kernel's userspace API, "Video for Linux"),
// as a seam: behind it lies the kernel, or a recording that behaves like a camera. Whatever comes
// from behind it is hostile.
#pragma once

#include <coldquill/base/bytes.h>

#include <memory>

namespace coldquill {

class VideoCalls {
 public:
  virtual ~VideoCalls() = default;
  // ioctl(2). 0, or the number of the error; never EINTR.
  virtual int control(unsigned long request, void* data) = 0;
  // mmap(2), shared and for reading. nullptr when it fails.
  virtual const std::uint8_t* map(std::size_t size, std::uint32_t offset) = 0;
  virtual void unmap(const std::uint8_t* data, std::size_t size) = 0;
  // poll(2): 0 when a frame or an error waits to be taken, ETIMEDOUT, or the number of the error.
  virtual int wait(int milliseconds) = 0;
};

// An open device, whose descriptor does not block.
std::unique_ptr<VideoCalls> kernel_video(int descriptor);

}  // namespace coldquill
