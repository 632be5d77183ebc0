#include "wallet_lock.h"

#include <coldquill/base/columns.h>
#include <coldquill/vault/wallet_file.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace coldquill {

Result<WalletLock> WalletLock::take(const std::string& path) {
  WalletLock lock(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (lock.descriptor_ < 0) return Error(E_CANNOT_READ, std::strerror(errno), shown_name(path));
  if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno == EWOULDBLOCK) {
    return Error(E_WALLET_CHANGED, "another program is saving this wallet", shown_name(path));
  }
  return Error(E_CANNOT_WRITE, std::strerror(errno), shown_name(path));
}

WalletLock::WalletLock(WalletLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

WalletLock::~WalletLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace coldquill
