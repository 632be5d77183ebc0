#include <coldquill/base/parallel.h>
#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace coldquill {
namespace {

TEST(InParallel, EachIndexInExactlyOneSlice) {
  for (const std::size_t count : {0u, 1u, 15u, 16u, 31u, 32u, 33u, 1000u}) {
    std::vector<std::atomic<int>> seen(count);
    in_parallel(count, 16, [&](std::size_t begin, std::size_t end) {
      EXPECT_LE(begin, end);
      EXPECT_LE(end, count);
      for (; begin < end; ++begin) ++seen[begin];
    });
    for (const auto& times : seen) EXPECT_EQ(times, 1) << count;
  }
}

TEST(InParallel, FewItemsStayOnThisThread) {
  int calls = 0;
  const auto here = std::this_thread::get_id();
  in_parallel(31, 16, [&](std::size_t begin, std::size_t end) {
    ++calls;
    EXPECT_EQ(std::this_thread::get_id(), here);
    EXPECT_EQ(end - begin, 31u);
  });
  EXPECT_EQ(calls, 1);
}

// The first slice waits for a second thread to take another one.
TEST(InParallel, OnSeveralThreads) {
  if (worker_count() < 2) GTEST_SKIP() << "one processor";
  std::mutex lock;
  std::set<std::thread::id> threads;
  const auto both = [&] {
    const std::lock_guard guard(lock);
    return threads.size() >= 2;
  };
  in_parallel(64, 1, [&](std::size_t, std::size_t) {
    {
      const std::lock_guard guard(lock);
      threads.insert(std::this_thread::get_id());
    }
    for (int i = 0; i < 2000 && !both(); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  });
  EXPECT_GE(threads.size(), 2u);
}

}  // namespace
}  // namespace coldquill
