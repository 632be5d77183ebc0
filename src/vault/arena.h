// Where secrets lie: a few regions of locked memory, handed out in small pieces.
//
// A region for each secret would cost pages and system calls, and RLIMIT_MEMLOCK is 8 MiB on
// Debian; a key has 32 octets.
#pragma once

#include <coldquill/vault/secret.h>

#include <mutex>

namespace coldquill {

class Arena {
 public:
  static Arena& instance();

  // Zeros, aligned to 64 octets. Ends the process when there is no memory at all.
  std::uint8_t* take(std::size_t size);
  // Wipes and gives back what take(size) gave.
  void give_back(std::uint8_t* data, std::size_t size);
  MemoryReport report();

 private:
  static constexpr std::size_t grain = 64;

  struct Region {
    std::uint8_t* base;
    std::vector<bool> used;  // one for each grain
    bool hidden;
    bool locked;
  };

  // The pages are not inherited by a child of fork(2): it starts with none.
  static void before_fork();
  static void after_fork();
  static void in_child();

  static Region make_region(std::size_t size);
  static std::uint8_t* take_from(Region& region, std::size_t grains);

  std::mutex mutex_;
  std::vector<Region> regions_;
};

}  // namespace coldquill
