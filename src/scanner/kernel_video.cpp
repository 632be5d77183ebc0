#include <poll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

#include <cerrno>

#include "video_calls.h"

namespace coldquill {
namespace {

class KernelVideo : public VideoCalls {
 public:
  explicit KernelVideo(int descriptor) : descriptor_(descriptor) {}

  int control(unsigned long request, void* data) override {
    int n;
    do {
      n = ::ioctl(descriptor_, request, data);
    } while (n < 0 && errno == EINTR);
    return n < 0 ? errno : 0;
  }

  const std::uint8_t* map(std::size_t size, std::uint32_t offset) override {
    void* at = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor_, offset);
    return at == MAP_FAILED ? nullptr : static_cast<const std::uint8_t*>(at);
  }

  void unmap(const std::uint8_t* data, std::size_t size) override {
    ::munmap(const_cast<std::uint8_t*>(data), size);
  }

  int wait(int milliseconds) override {
    pollfd one{descriptor_, POLLIN, 0};
    int n;
    do {
      n = ::poll(&one, 1, milliseconds);
    } while (n < 0 && errno == EINTR);
    if (n < 0) return errno;
    return n == 0 ? ETIMEDOUT : 0;
  }

 private:
  int descriptor_;
};

}  // namespace

std::unique_ptr<VideoCalls> kernel_video(int descriptor) {
  return std::make_unique<KernelVideo>(descriptor);
}

}  // namespace coldquill
