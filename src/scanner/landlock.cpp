#include "landlock.h"

#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>

namespace coldquill {
namespace {

// The kernel's layout (include/uapi/linux/landlock.h), written out because the headers of Debian 12
// stop at version 2. Older kernels accept the longer form when the rest of it is zero.
struct RulesetAttributes {
  std::uint64_t handled_access_fs;
  std::uint64_t handled_access_net;
  std::uint64_t scoped;
};

// The calls have the same numbers on every architecture.
constexpr long create_ruleset = 444;
constexpr long restrict_self = 446;
constexpr unsigned ask_version = 1;

std::uint64_t lowest_bits(unsigned count) {
  return (std::uint64_t{1} << count) - 1;
}

// Every right that a version knows: files 13, then refer (2), truncate (3), device ioctl (5);
// network bind and connect (4); abstract sockets and signals (6).
RulesetAttributes rights_of(long version) {
  const unsigned files = version >= 5 ? 16 : version >= 3 ? 15 : version >= 2 ? 14 : 13;
  return {lowest_bits(files), lowest_bits(version >= 4 ? 2 : 0), lowest_bits(version >= 6 ? 2 : 0)};
}

}  // namespace

bool close_files_and_network() {
  const long version = ::syscall(create_ruleset, nullptr, 0, ask_version);
  if (version < 1) return false;
  const RulesetAttributes rights = rights_of(version);
  const long ruleset = ::syscall(create_ruleset, &rights, sizeof rights, 0);
  if (ruleset < 0) return false;
  const bool done = ::syscall(restrict_self, ruleset, 0) == 0;
  ::close(static_cast<int>(ruleset));
  return done;
}

}  // namespace coldquill
