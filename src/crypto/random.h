// Random octets from the kernel, and from nowhere else.
#pragma once

#include <coldquill/base/bytes.h>

#include <span>

namespace coldquill {

// getrandom(2) with flags 0: waits until the kernel's pool is ready. Any failure ends the process:
// there is no second source and no fallback.
void fill_random(std::span<std::uint8_t> out);

}  // namespace coldquill
