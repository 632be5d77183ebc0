// A child process with two pipes: started with nothing, talked to with patience.
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/result.h>
#include <sys/types.h>

#include <chrono>

namespace coldquill {

using Deadline = std::chrono::steady_clock::time_point;

// Closes what it holds.
class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Descriptor();
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

// Standard input and output are the pipes, standard error is /dev/null; no other descriptor, no
// environment, no blocked signal is inherited.
class Process {
 public:
  // Fails with E_SCANNER_MISSING when the program cannot be started, E_SCANNER_FAILED otherwise.
  static Result<Process> start(const std::string& program);
  Process(Process&& other) noexcept
      : pid_(std::exchange(other.pid_, -1)),
        to_(std::move(other.to_)),
        from_(std::move(other.from_)) {}
  Process& operator=(Process&&) = delete;
  ~Process();

  // All fail with E_SCANNER_FAILED at the deadline, or when the child has ended; then the child
  // is gone and the error says how it went.
  Result<void> send(ByteView data, Deadline deadline);
  Result<Bytes> receive(std::size_t size, Deadline deadline);
  // The first octets of a file, moved by the kernel: they are never in our memory.
  Result<void> send_file(int file, std::size_t size, Deadline deadline);

  [[nodiscard]] int output() const { return from_.get(); }
  [[nodiscard]] pid_t pid() const { return pid_; }

 private:
  Process(pid_t pid, Descriptor to, Descriptor from)
      : pid_(pid), to_(std::move(to)), from_(std::move(from)) {}
  Result<void> wait_for(int fd, short event, Deadline deadline);
  // Ends the child and collects its wait status; 0 when there is none.
  int end();
  Error ended();

  pid_t pid_;
  Descriptor to_;
  Descriptor from_;
};

}  // namespace coldquill
