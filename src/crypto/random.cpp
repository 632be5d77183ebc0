#include <coldquill/base/error.h>
#include <coldquill/crypto/random.h>
#include <sys/random.h>

#include <cerrno>

namespace coldquill {

void fill_random(std::span<std::uint8_t> out) {
  while (!out.empty()) {
    const ssize_t n = ::getrandom(out.data(), out.size(), 0);
    if (n < 0 && errno == EINTR) continue;
    const bool kernel_gives_random_bytes = n > 0;
    COLDQUILL_ASSERT(kernel_gives_random_bytes);
    out = out.subspan(static_cast<std::size_t>(n));
  }
}

}  // namespace coldquill
