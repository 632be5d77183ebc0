// What the process gives up at its start.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace coldquill {

struct HardeningLayer {
  std::string_view name;  // "no core dumps"
  bool in_place;
  std::string why;  // the system's words when it is not; else empty
};

struct HardeningReport {
  std::vector<HardeningLayer> layers;

  [[nodiscard]] bool complete() const;
};

// To be called first thing in main(), before a second thread or a secret exists. In order:
//   no core dumps      RLIMIT_CORE 0
//   not dumpable       no ptrace, no /proc/PID/mem for other processes of the same user
//   no new privileges  no setuid program gains anything when started from here
//   no network         seccomp: sockets, io_uring, ptrace and reading other processes' memory give
//                      EPERM here and in every child; starting programs stays possible
// and random octets for libsodium come from fill_random alone. A layer that the system refuses is
// reported and the others are still put in place: the caller warns, or refuses under --strict.
HardeningReport harden_process();

// From now on no program is started, neither by us nor by anything that got in: seccomp, execve and
// execveat give EPERM. To be called when secrets are about to come into memory. False when the
// system refuses: the caller warns.
[[nodiscard]] bool start_no_more_programs();

}  // namespace coldquill
