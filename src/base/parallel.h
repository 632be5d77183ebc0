// Work on many like things at once.
#pragma once

#include <cstddef>
#include <functional>

namespace coldquill {

// How many threads in_parallel may use: the processors that this process may run on, 8 at most.
unsigned worker_count();

// Calls work(begin, end) for slices of so many items (the last one may be smaller) that together
// are 0 to count, each index in exactly one, on several threads at once, and returns when all are
// done. One call, on this thread, when there are no two slices. Where the system gives no thread,
// fewer do the work. work must not throw, and calls for different slices must not touch the same
// things.
void in_parallel(std::size_t count, std::size_t slice,
                 const std::function<void(std::size_t begin, std::size_t end)>& work);

}  // namespace coldquill
