#include "pipe.h"

#include <coldquill/base/file.h>
#include <coldquill/base/writer.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace coldquill {

Result<std::size_t> read_some(std::uint8_t* to, std::size_t size) {
  std::size_t have = 0;
  while (have < size) {
    const ssize_t n = ::read(STDIN_FILENO, to + have, size - have);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return Error(E_CANNOT_READ, std::strerror(errno));
    if (n == 0) break;
    have += static_cast<std::size_t>(n);
  }
  return have;
}

Result<void> say(const ScanAnswer& answer) {
  Writer out;
  out.u8(static_cast<std::uint8_t>(answer.kind))
      .u32be(static_cast<std::uint32_t>(answer.bytes.size()))
      .bytes(answer.bytes);
  return write_descriptor(STDOUT_FILENO, out.view());
}

}  // namespace coldquill
