// The sandbox of the scanner: what it gives up before it looks at the first picture.
#pragma once

#include <coldquill/base/result.h>

namespace coldquill {

inline constexpr Reason E_SANDBOX{
    "E_SANDBOX", Errc::environment,
    "This kernel does not let the program that reads pictures lock itself down: use one with "
    "seccomp, or bring the request as a file."};

enum class Incomplete { refuse, allow };

// What the process is for. A film may wait until its next frame is due; a camera may be waited for
// and asked for pictures: ioctl(2) on frames_descriptor, with the few requests that need it.
enum class Work { pictures, film, camera };

// Gives up, for the rest of the process: new privileges, core dumps, being read by other processes
// of the same user, memory beyond 512 MiB, new files and descriptors (Landlock), and every system
// call except those that reading, thinking and answering need (seccomp; anything else ends the
// process). Descriptors that are open stay usable.
// Gives the layers that are missing, as a text that is empty when none is.
// Fails with E_SANDBOX when a layer that every supported kernel has cannot be had, unless allowed.
Result<std::string> lock_down(Incomplete incomplete, Work work = Work::pictures);

// Ends the process with status 12 unless called again within this much work (processor time).
// Milliseconds; 0 switches it off.
void limit_work(unsigned milliseconds);

// Enough for any picture within the limits; who waits for the answer waits a little longer.
inline constexpr unsigned work_for_one_picture = 2500;
// And for one frame of a film, with those before it that show nothing new (most_still_frames).
inline constexpr unsigned work_for_a_film_frame = 20'000;
// And for looking at it in several ways: after a second no other is begun.
// Beyond that lie pictures that were made to be hard, in sizes that no camera has.
inline constexpr unsigned work_for_a_long_look = 6'000;

}  // namespace coldquill
