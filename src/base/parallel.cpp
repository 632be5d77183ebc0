#include <coldquill/base/parallel.h>
#include <sched.h>

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>
#include <vector>

namespace coldquill {
namespace {

constexpr unsigned most_workers = 8;

}  // namespace

unsigned worker_count() {
  cpu_set_t allowed;
  CPU_ZERO(&allowed);
  if (::sched_getaffinity(0, sizeof allowed, &allowed) != 0) return 1;
  return std::clamp(static_cast<unsigned>(CPU_COUNT(&allowed)), 1U, most_workers);
}

void in_parallel(std::size_t count, std::size_t slice,
                 const std::function<void(std::size_t, std::size_t)>& work) {
  const std::size_t size = std::max<std::size_t>(slice, 1);
  if (count < 2 * size) return work(0, count);
  // Whoever is done takes the next slice: no processor waits for a slower one.
  std::atomic<std::size_t> next = 0;
  const auto take_slices = [&] {
    for (std::size_t begin = next.fetch_add(size); begin < count; begin = next.fetch_add(size)) {
      work(begin, std::min(begin + size, count));
    }
  };
  std::vector<std::thread> helpers;
  const std::size_t most = std::min<std::size_t>(count / size, worker_count());
  helpers.reserve(most);
  try {
    while (helpers.size() + 1 < most) helpers.emplace_back(take_slices);
  } catch (const std::system_error&) {
    // No thread to be had: it takes longer, and nothing else.
  }
  take_slices();
  for (std::thread& helper : helpers) helper.join();
}

}  // namespace coldquill
