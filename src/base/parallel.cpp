#include <coldquill/base/parallel.h>
#include <sched.h>

#include <algorithm>
#include <system_error>
#include <thread>
#include <vector>

namespace coldquill {
namespace {

constexpr unsigned most_workers = 8;

// Gives where the slices begin that got no thread: those are the caller's, so that the system's
// refusal of a thread costs time and nothing else.
std::size_t start(std::vector<std::thread>& threads, std::size_t slices, std::size_t size,
                  const std::function<void(std::size_t, std::size_t)>& work) {
  std::size_t begin = 0;
  try {
    for (; threads.size() + 1 < slices; begin += size) {
      threads.emplace_back(work, begin, begin + size);
    }
  } catch (const std::system_error&) {
    return begin;
  }
  return begin;
}

}  // namespace

unsigned worker_count() {
  cpu_set_t allowed;
  CPU_ZERO(&allowed);
  if (::sched_getaffinity(0, sizeof allowed, &allowed) != 0) return 1;
  return std::clamp(static_cast<unsigned>(CPU_COUNT(&allowed)), 1U, most_workers);
}

void in_parallel(std::size_t count, std::size_t least,
                 const std::function<void(std::size_t, std::size_t)>& work) {
  const std::size_t slices =
      std::clamp<std::size_t>(count / std::max<std::size_t>(least, 1), 1, worker_count());
  std::vector<std::thread> threads;
  threads.reserve(slices);
  const std::size_t rest = start(threads, slices, count / slices, work);
  work(rest, count);
  for (std::thread& thread : threads) thread.join();
}

}  // namespace coldquill
