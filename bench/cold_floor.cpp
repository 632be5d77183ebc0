// The floor of a cold start: from launching a program to one signature by a key five steps below
// the seed of twelve words. It links what it needs and does nothing else.
#include <cstdio>

#include "floor.h"

int main() {
  using namespace coldquill;
  constexpr std::uint32_t hardened = 0x80000000;
  const std::uint32_t branch[] = {84 | hardened, 0 | hardened, 0 | hardened, 0};
  ByteArray<64> seed{};
  bench::seed_of_words(
      "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon "
      "about",
      seed);
  const auto key = bench::child(bench::branch_of(seed, branch), 0);
  const auto signature = bench::ecdsa_checked(key, bench::sha256_twice(key.bytes));
  std::printf("%u\n", static_cast<unsigned>(signature[63]));
}
