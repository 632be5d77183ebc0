#include "arena.h"

#include "sodium.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace coldquill {
namespace {

// Debian 12's headers know the number on every architecture; older ones need it by hand.
#ifndef SYS_memfd_secret
#define SYS_memfd_secret 447
#endif

constexpr std::size_t smallest_region = 64 * 1024;

// Null when the kernel does not offer secret memory. Its pages cannot be swapped, and no other
// process, the kernel's own mappings included, can read them.
std::uint8_t* hidden_pages(std::size_t size) {
  const long made = ::syscall(SYS_memfd_secret, O_CLOEXEC);
  if (made < 0) return nullptr;
  const int file = static_cast<int>(made);
  void* pages = MAP_FAILED;
  if (::ftruncate(file, static_cast<off_t>(size)) == 0) {
    pages = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  }
  ::close(file);
  return pages == MAP_FAILED ? nullptr : static_cast<std::uint8_t*>(pages);
}

// A child must not inherit secrets, nor a core dump hold them.
void keep_private(std::uint8_t* pages, std::size_t size) {
  ::madvise(pages, size, MADV_DONTFORK);
  ::madvise(pages, size, MADV_DONTDUMP);
}

}  // namespace

Arena& Arena::instance() {
  // Never destroyed: secrets in static objects may outlive any order of destruction.
  static Arena* const arena = [] {
    auto* made = new Arena;
    ::pthread_atfork(before_fork, after_fork, in_child);
    return made;
  }();
  return *arena;
}

void Arena::before_fork() {
  instance().mutex_.lock();
}
void Arena::after_fork() {
  instance().mutex_.unlock();
}
void Arena::in_child() {
  instance().regions_.clear();
  instance().mutex_.unlock();
}

Arena::Region Arena::make_region(std::size_t size) {
  start_sodium();
  std::uint8_t* pages = hidden_pages(size);
  const bool hidden = pages != nullptr;
  if (!hidden) pages = static_cast<std::uint8_t*>(sodium_malloc(size));
  const bool there_is_memory_for_secrets = pages != nullptr;
  COLDQUILL_ASSERT(there_is_memory_for_secrets);
  // sodium_malloc goes on silently when it cannot lock, so it is asked for again here.
  const bool locked = hidden || ::mlock(pages, size) == 0;
  keep_private(pages, size);
  sodium_memzero(pages, size);
  return {pages, std::vector<bool>(size / grain), hidden, locked};
}

std::uint8_t* Arena::take_from(Region& region, std::size_t grains) {
  std::size_t run = 0;
  for (std::size_t i = 0; i < region.used.size(); ++i) {
    run = region.used[i] ? 0 : run + 1;
    if (run < grains) continue;
    const std::size_t first = i + 1 - grains;
    for (std::size_t k = first; k <= i; ++k) region.used[k] = true;
    return region.base + first * grain;
  }
  return nullptr;
}

std::uint8_t* Arena::take(std::size_t size) {
  const std::lock_guard lock(mutex_);
  const std::size_t grains = (size + grain - 1) / grain;
  for (Region& region : regions_) {
    if (std::uint8_t* data = take_from(region, grains)) return data;
  }
  const std::size_t page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  const std::size_t pages = (grains * grain + page - 1) / page;
  regions_.push_back(make_region(std::max(smallest_region, pages * page)));
  return take_from(regions_.back(), grains);
}

void Arena::give_back(std::uint8_t* data, std::size_t size) {
  const std::lock_guard lock(mutex_);
  for (Region& region : regions_) {
    if (data < region.base || data >= region.base + region.used.size() * grain) continue;
    sodium_memzero(data, size);
    const std::size_t first = static_cast<std::size_t>(data - region.base) / grain;
    for (std::size_t k = 0; k < (size + grain - 1) / grain; ++k) region.used[first + k] = false;
  }
}

MemoryReport Arena::report() {
  const std::lock_guard lock(mutex_);
  if (regions_.empty()) regions_.push_back(make_region(smallest_region));
  return {std::ranges::all_of(regions_, &Region::hidden),
          std::ranges::all_of(regions_, &Region::locked)};
}

}  // namespace coldquill
