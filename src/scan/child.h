// A child process with two pipes: started with nothing, talked to with patience.
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/result.h>
#include <sys/types.h>

#include <chrono>

#include "descriptor.h"

namespace coldquill {

using Deadline = std::chrono::steady_clock::time_point;

// What a child is started with beside its pipes.
struct Extras {
  std::string argument;  // one word; none when empty
  int descriptor = -1;   // it finds this one as frames_descriptor; -1 for none
};

// Standard input and output are the pipes, standard error is /dev/null; no descriptor beside these
// and that of the extras, no environment, no blocked signal is inherited.
class Process {
 public:
  // Fails with E_SCANNER_MISSING when the program cannot be started, E_SCANNER_FAILED otherwise.
  static Result<Process> start(const std::string& program, const Extras& extras = {});
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
  // True when there is something to receive, or the child has ended.
  [[nodiscard]] bool has_spoken(std::chrono::milliseconds patience) const;
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
