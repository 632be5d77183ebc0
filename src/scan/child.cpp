#include "child.h"

#include <coldquill/base/columns.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "scan.h"

namespace coldquill {
namespace {

struct Pipe {
  Descriptor read;
  Descriptor write;
};

Error failed(std::string what) {
  return {E_SCANNER_FAILED, std::move(what)};
}

Result<Pipe> make_pipe() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return failed(std::strerror(errno));
  return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

// Our own ends must never block beyond the deadline.
bool never_block(int fd) {
  return ::fcntl(fd, F_SETFL, O_NONBLOCK) == 0;
}

// What the child finds when it starts.
class Setup {
 public:
  Setup() {
    sigset_t none;
    ::sigemptyset(&none);
    sigset_t pipe_signal;
    ::sigemptyset(&pipe_signal);
    ::sigaddset(&pipe_signal, SIGPIPE);
    ::posix_spawn_file_actions_init(&files_);
    ::posix_spawnattr_init(&signals_);
    ::posix_spawnattr_setsigmask(&signals_, &none);
    ::posix_spawnattr_setsigdefault(&signals_, &pipe_signal);
    ::posix_spawnattr_setflags(&signals_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  Setup(const Setup&) = delete;
  Setup& operator=(const Setup&) = delete;
  ~Setup() {
    ::posix_spawn_file_actions_destroy(&files_);
    ::posix_spawnattr_destroy(&signals_);
  }
  // extra: -1, or above the three that every program has. It comes last, since a pipe may hold its
  // number; posix_spawn keeps one that has its number already open.
  bool files(int input, int output, int extra) {
    const int last = extra < 0 ? STDERR_FILENO : frames_descriptor;
    return move(input, STDIN_FILENO) && move(output, STDOUT_FILENO) &&
           (extra < 0 || move(extra, frames_descriptor)) &&
           ::posix_spawn_file_actions_addopen(&files_, STDERR_FILENO, "/dev/null", O_WRONLY, 0) ==
               0 &&
           ::posix_spawn_file_actions_addclosefrom_np(&files_, last + 1) == 0;
  }
  // 0, or the number of the error.
  int spawn(const std::string& program, std::string argument, pid_t& pid) {
    std::string name = program;
    char* arguments[] = {name.data(), argument.empty() ? nullptr : argument.data(), nullptr};
    char* environment[] = {nullptr};
    return ::posix_spawn(&pid, program.c_str(), &files_, &signals_, arguments, environment);
  }

 private:
  bool move(int from, int to) { return ::posix_spawn_file_actions_adddup2(&files_, from, to) == 0; }

  posix_spawn_file_actions_t files_{};
  posix_spawnattr_t signals_{};
};

// A pipe whose reader has died raises SIGPIPE in the writer; here it is only an error number.
class NoPipeSignal {
 public:
  NoPipeSignal() {
    ::sigemptyset(&pipe_);
    ::sigaddset(&pipe_, SIGPIPE);
    sigset_t waiting;
    ::sigpending(&waiting);
    was_waiting_ = ::sigismember(&waiting, SIGPIPE) == 1;
    ::pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  NoPipeSignal(const NoPipeSignal&) = delete;
  NoPipeSignal& operator=(const NoPipeSignal&) = delete;
  ~NoPipeSignal() {
    constexpr timespec now{0, 0};
    if (!was_waiting_) {
      while (::sigtimedwait(&pipe_, nullptr, &now) < 0 && errno == EINTR) {
      }
    }
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }

 private:
  sigset_t pipe_{};
  sigset_t before_{};
  bool was_waiting_ = false;
};

int milliseconds_until(Deadline deadline) {
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  return left.count() > 0 ? static_cast<int>(left.count()) : 0;
}

std::string how_it_ended(int status) {
  if (WIFSIGNALED(status)) {
    return "the scanner was ended by signal " + std::to_string(WTERMSIG(status)) + " (" +
           ::strsignal(WTERMSIG(status)) + ")";
  }
  return "the scanner ended with status " + std::to_string(WEXITSTATUS(status));
}

}  // namespace

Descriptor::~Descriptor() {
  if (fd_ >= 0) ::close(fd_);
}

Result<Process> Process::start(const std::string& program, const Extras& extras) {
  CQ_TRY(input, make_pipe());
  CQ_TRY(output, make_pipe());
  Setup setup;
  if (!setup.files(input.read.get(), output.write.get(), extras.descriptor))
    return failed("no memory for a child");
  pid_t pid = -1;
  if (const int error = setup.spawn(program, extras.argument, pid); error != 0) {
    return Error(E_SCANNER_MISSING, std::strerror(error), shown_name(program));
  }
  Process process(pid, std::move(input.write), std::move(output.read));
  if (!never_block(process.to_.get()) || !never_block(process.from_.get())) {
    return failed(std::strerror(errno));
  }
  return process;
}

Process::~Process() {
  end();
}

int Process::end() {
  const pid_t pid = std::exchange(pid_, -1);
  if (pid < 0) return 0;
  // A child that has ended already keeps its own status.
  ::kill(pid, SIGKILL);
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

Error Process::ended() {
  return failed(how_it_ended(end()));
}

Result<void> Process::wait_for(int fd, short event, Deadline deadline) {
  for (;;) {
    pollfd one{fd, event, 0};
    const int n = ::poll(&one, 1, milliseconds_until(deadline));
    if (n > 0) return {};
    if (n < 0 && errno == EINTR) continue;
    end();
    return failed(n == 0 ? "the scanner took too long" : std::strerror(errno));
  }
}

bool Process::has_spoken(std::chrono::milliseconds patience) const {
  pollfd one{from_.get(), POLLIN, 0};
  return ::poll(&one, 1, static_cast<int>(patience.count())) > 0;
}

Result<void> Process::send(ByteView data, Deadline deadline) {
  if (pid_ < 0) return failed("the scanner has ended");
  const NoPipeSignal quiet;
  while (!data.empty()) {
    CQ_CHECK(wait_for(to_.get(), POLLOUT, deadline));
    const ssize_t n = ::write(to_.get(), data.data(), data.size());
    if (n < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (n < 0) return ended();
    data = data.subspan(static_cast<std::size_t>(n));
  }
  return {};
}

Result<void> Process::send_file(int file, std::size_t size, Deadline deadline) {
  if (pid_ < 0) return failed("the scanner has ended");
  const NoPipeSignal quiet;
  while (size > 0) {
    CQ_CHECK(wait_for(to_.get(), POLLOUT, deadline));
    const ssize_t n =
        ::splice(file, nullptr, to_.get(), nullptr, size, SPLICE_F_MOVE | SPLICE_F_NONBLOCK);
    if (n < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (n < 0 && errno == EPIPE) return ended();
    if (n <= 0) return failed(n == 0 ? "the file became shorter" : std::strerror(errno));
    size -= static_cast<std::size_t>(n);
  }
  return {};
}

Result<Bytes> Process::receive(std::size_t size, Deadline deadline) {
  if (pid_ < 0) return failed("the scanner has ended");
  Bytes out(size);
  std::size_t have = 0;
  while (have < size) {
    CQ_CHECK(wait_for(from_.get(), POLLIN, deadline));
    const ssize_t n = ::read(from_.get(), out.data() + have, size - have);
    if (n < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (n <= 0) return ended();
    have += static_cast<std::size_t>(n);
  }
  return out;
}

}  // namespace coldquill
