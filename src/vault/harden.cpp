#include <coldquill/vault/harden.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <span>

#include "sodium.h"

namespace coldquill {
namespace {

// Calls that neither this program nor the programs it starts ever need. A pair of connected sockets
// (socketpair) reaches nobody else and stays.
constexpr std::array denied = {
    // the network, and the way around seccomp to it
    SCMP_SYS(socket), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(listen), SCMP_SYS(accept),
    SCMP_SYS(accept4), SCMP_SYS(io_uring_setup), SCMP_SYS(io_uring_enter),
    SCMP_SYS(io_uring_register),
    // other processes' memory and descriptors
    SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev),
    SCMP_SYS(process_madvise), SCMP_SYS(pidfd_getfd), SCMP_SYS(kcmp),
    // the kernel's own machinery
    SCMP_SYS(bpf), SCMP_SYS(perf_event_open), SCMP_SYS(userfaultfd), SCMP_SYS(add_key),
    SCMP_SYS(request_key), SCMP_SYS(keyctl), SCMP_SYS(kexec_load), SCMP_SYS(kexec_file_load),
    SCMP_SYS(init_module), SCMP_SYS(finit_module), SCMP_SYS(mount), SCMP_SYS(pivot_root),
    SCMP_SYS(swapon), SCMP_SYS(reboot), SCMP_SYS(acct), SCMP_SYS(quotactl)};

// 0 or the number of the error, as errno has it.
int no_core_dumps() {
  const rlimit none{0, 0};
  return ::setrlimit(RLIMIT_CORE, &none) == 0 ? 0 : errno;
}

int not_dumpable() {
  return ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : errno;
}

int no_new_privileges() {
  return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : errno;
}

struct ReleaseFilter {
  void operator()(void* filter) const { seccomp_release(filter); }
};

// The calls give EPERM, in all threads at once, should a library have started one already.
int deny(std::span<const int> calls) {
  const std::unique_ptr<void, ReleaseFilter> filter(seccomp_init(SCMP_ACT_ALLOW));
  if (!filter) return ENOMEM;
  int failed = seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_TSYNC, 1);
  for (const int call : calls) {
    if (failed != 0) break;
    failed = seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(EPERM), call, 0);
  }
  if (failed == 0) failed = seccomp_load(filter.get());
  return -failed;
}

HardeningLayer layer(std::string_view name, int error) {
  return {name, error == 0, error == 0 ? "" : std::strerror(error)};
}

}  // namespace

bool HardeningReport::complete() const {
  return std::ranges::all_of(layers, &HardeningLayer::in_place);
}

HardeningReport harden_process() {
  start_sodium();
  HardeningReport report;
  report.layers.push_back(layer("no core dumps", no_core_dumps()));
  report.layers.push_back(layer("not dumpable", not_dumpable()));
  report.layers.push_back(layer("no new privileges", no_new_privileges()));
  report.layers.push_back(layer("no network", deny(denied)));
  return report;
}

bool start_no_more_programs() {
  constexpr std::array calls = {SCMP_SYS(execve), SCMP_SYS(execveat)};
  return deny(calls) == 0;
}

}  // namespace coldquill
