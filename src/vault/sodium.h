// libsodium, made ready once.
#pragma once

#include <sodium.h>

namespace coldquill {

// Installs getrandom(2) as its only source of random octets and initialises it. Cheap after the
// first call, safe from any thread.
void start_sodium();

// Overwrites the stack below the function it stands in, when that function ends: libraries leave
// copies of what they hashed there.
class StackWiper {
 public:
  StackWiper() = default;
  StackWiper(const StackWiper&) = delete;
  StackWiper& operator=(const StackWiper&) = delete;
  ~StackWiper() { sodium_stackzero(16 * 1024); }
};

}  // namespace coldquill
