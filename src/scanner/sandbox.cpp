#include "sandbox.h"

#include <coldquill/scan_protocol/protocol.h>
#include <linux/videodev2.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>

#include "landlock.h"

#if defined(__SANITIZE_ADDRESS__)
#define COLDQUILL_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define COLDQUILL_SANITIZED 1
#endif
#endif

namespace coldquill {
namespace {

#ifdef COLDQUILL_SANITIZED
constexpr bool sanitized = true;  // AddressSanitizer maps terabytes and reads /proc for its reports
#else
constexpr bool sanitized = false;
#endif

constexpr rlim_t memory_limit = 512u << 20;
constexpr rlim_t output_limit = 64u << 20;  // standard output may be a file
// Seconds, for a whole row of pictures. A camera is looked through for longer by one scanner after
// another (FrameStream).
constexpr rlim_t processor_limit = 900;

bool limit(__rlimit_resource resource, rlim_t value) {
  const rlimit both{value, value};
  return ::setrlimit(resource, &both) == 0;
}

bool limit_resources() {
  return limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, output_limit) &&
         limit(RLIMIT_CPU, processor_limit) &&
         (sanitized || (limit(RLIMIT_NOFILE, 0) && limit(RLIMIT_AS, memory_limit)));
}

bool give_up_privileges() {
  return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         (sanitized || ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0);
}

class Filter {
 public:
  explicit Filter(std::uint32_t otherwise) : context_(seccomp_init(otherwise)) {
    good_ = context_ != nullptr &&
            seccomp_attr_set(context_, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) == 0;
  }
  Filter(const Filter&) = delete;
  Filter& operator=(const Filter&) = delete;
  ~Filter() {
    if (context_ != nullptr) seccomp_release(context_);
  }

  void rule(std::uint32_t action, int call) {
    good_ = good_ && seccomp_rule_add_array(context_, action, call, 0, nullptr) == 0;
  }
  // Memory that can be run is never given. where: the number of the argument with the protection.
  void allow_without_exec(int call, unsigned where) {
    const scmp_arg_cmp data{where, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0};
    good_ = good_ && seccomp_rule_add_array(context_, SCMP_ACT_ALLOW, call, 1, &data) == 0;
  }
  // On one descriptor only, and with one request: the kernel looks at its lower half.
  void allow_request(int descriptor, unsigned long request) {
    const scmp_arg_cmp both[] = {
        {0, SCMP_CMP_MASKED_EQ, 0xffffffff, static_cast<scmp_datum_t>(descriptor)},
        {1, SCMP_CMP_MASKED_EQ, 0xffffffff, request & 0xffffffff}};
    good_ =
        good_ && seccomp_rule_add_array(context_, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 2, both) == 0;
  }
  bool load() { return good_ && seccomp_load(context_) == 0; }

 private:
  scmp_filter_ctx context_;
  bool good_ = false;
};

// What camera.cpp asks. None of them changes more than the format of the pictures.
constexpr unsigned long camera_requests[] = {
    VIDIOC_QUERYCAP, VIDIOC_ENUM_FMT, VIDIOC_ENUM_FRAMESIZES, VIDIOC_ENUM_FRAMEINTERVALS,
    VIDIOC_S_FMT,    VIDIOC_REQBUFS,  VIDIOC_QUERYBUF,        VIDIOC_QBUF,
    VIDIOC_DQBUF,    VIDIOC_STREAMON, VIDIOC_STREAMOFF};

void allow_work(Filter& filter, Work work) {
  if (work == Work::pictures) return;
  // Where there is no poll(2), libc calls ppoll(2).
  filter.rule(SCMP_ACT_ALLOW, SCMP_SYS(poll));
  filter.rule(SCMP_ACT_ALLOW, SCMP_SYS(ppoll));
  if (work != Work::camera) return;
  for (const unsigned long request : camera_requests) {
    filter.allow_request(frames_descriptor, request);
  }
}

bool allow_few_calls(Work work) {
  Filter filter(SCMP_ACT_KILL_PROCESS);
  for (const int call :
       {SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(close), SCMP_SYS(lseek), SCMP_SYS(munmap),
        SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(brk), SCMP_SYS(futex), SCMP_SYS(getrandom),
        SCMP_SYS(clock_gettime), SCMP_SYS(setitimer), SCMP_SYS(rt_sigreturn), SCMP_SYS(exit),
        SCMP_SYS(exit_group)}) {
    filter.rule(SCMP_ACT_ALLOW, call);
  }
  filter.allow_without_exec(SCMP_SYS(mmap), 2);
  filter.allow_without_exec(SCMP_SYS(mprotect), 2);
  allow_work(filter, work);
  return filter.load();
}

// For builds with AddressSanitizer, whose run time needs more than we would ever allow.
bool deny_some_calls() {
  Filter filter(SCMP_ACT_ALLOW);
  for (const int call : {SCMP_SYS(socket), SCMP_SYS(connect), SCMP_SYS(execve), SCMP_SYS(execveat),
                         SCMP_SYS(io_uring_setup)}) {
    filter.rule(SCMP_ACT_KILL_PROCESS, call);
  }
  return filter.load();
}

void out_of_time(int) {
  constexpr std::string_view text = "E_SCANNER_FAILED: a picture took too long\n";
  // Nothing can be done when this fails.
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
  ::_exit(static_cast<int>(Errc::over_limit));
}

bool watch_the_clock() {
  struct sigaction action {};
  action.sa_handler = out_of_time;
  return ::sigaction(SIGPROF, &action, nullptr) == 0;
}

}  // namespace

Result<std::string> lock_down(Incomplete incomplete, Work work) {
  std::string missing;
  const auto layer = [&](bool there, std::string_view name) {
    if (!there) missing += (missing.empty() ? "" : ", ") + std::string(name);
    return there;
  };
  bool enough = layer(give_up_privileges(), "privileges given up");
  // Not counted: Debian's own kernels have it, others may not, and seccomp refuses open as well.
  // Before the limits: it needs a descriptor for a moment.
  layer(close_files_and_network(), "Landlock");
  enough = layer(limit_resources() && watch_the_clock(), "limits on memory and time") && enough;
  enough = layer(sanitized ? deny_some_calls() : allow_few_calls(work), "seccomp") && enough;
  if (!enough && incomplete == Incomplete::refuse) {
    return Error(E_SANDBOX, "missing: " + missing);
  }
  return missing;
}

void limit_work(unsigned milliseconds) {
  if (sanitized) milliseconds *= 20;
  itimerval timer{};
  timer.it_value.tv_sec = milliseconds / 1000;
  timer.it_value.tv_usec = static_cast<suseconds_t>(milliseconds % 1000) * 1000;
  ::setitimer(ITIMER_PROF, &timer, nullptr);
}

}  // namespace coldquill
