// Work on many like things at once.
#pragma once

#include <cstddef>
#include <functional>

namespace coldquill {

// How many threads in_parallel may use: the processors that this process may run on, 8 at most.
unsigned worker_count();

// Calls work(begin, end) for slices that together are 0 to count, each index in exactly one, and
// returns when all are done. One slice, on this thread, when there are fewer than `least` items for
// a second one, or one processor, or the system gives no more threads.
// work must not throw, and calls for different slices must not touch the same things.
void in_parallel(std::size_t count, std::size_t least,
                 const std::function<void(std::size_t begin, std::size_t end)>& work);

}  // namespace coldquill
