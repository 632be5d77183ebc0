// once TEXT COMMAND...: runs a command with the text on descriptor 3, its output thrown away, and
// prints how long it took (microseconds) and the most memory that it held (KiB).
//
// Small on purpose: what a process held before exec(2) counts as its child's.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>

namespace {

constexpr int text_descriptor = 3;

long microseconds() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1'000'000 + now.tv_nsec / 1'000;
}

// The reading end of a pipe that holds the text.
int pipe_of(const char* text) {
  int ends[2];
  const auto size = std::strlen(text);
  if (::pipe(ends) != 0 || ::write(ends[1], text, size) != static_cast<ssize_t>(size)) return -1;
  ::close(ends[1]);
  return ends[0];
}

[[noreturn]] void become(int text, char** command) {
  if (text != text_descriptor) ::dup2(text, text_descriptor);
  const int nowhere = ::open("/dev/null", O_RDWR);
  ::dup2(nowhere, STDOUT_FILENO);
  ::execv(command[0], command);
  ::_exit(127);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const int text = pipe_of(argv[1]);
  const long start = microseconds();
  const pid_t child = ::fork();
  if (child == 0) become(text, argv + 2);
  int status = 0;
  rusage used{};
  if (child < 0 || ::wait4(child, &status, 0, &used) != child) return 1;
  std::printf("%ld %ld\n", microseconds() - start, used.ru_maxrss);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
