// One program at a time saves a wallet file.
#pragma once

#include <coldquill/base/result.h>

namespace coldquill {

// A lock on the file that has this name now, flock(2): it goes with this, or with the process.
class WalletLock {
 public:
  // Fails with E_WALLET_CHANGED at once when another program has it, which means that it is saving;
  // with E_CANNOT_READ or, where files cannot be locked, E_CANNOT_WRITE.
  static Result<WalletLock> take(const std::string& path);

  WalletLock(const WalletLock&) = delete;
  WalletLock& operator=(const WalletLock&) = delete;
  WalletLock(WalletLock&& other) noexcept;
  WalletLock& operator=(WalletLock&&) = delete;
  ~WalletLock();

 private:
  explicit WalletLock(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

}  // namespace coldquill
