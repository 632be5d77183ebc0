#include "terminal.h"

#include <coldquill/base/file.h>
#include <coldquill/vault/secret_input.h>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace coldquill {
namespace {

volatile sig_atomic_t caught_signal = 0;

void remember(int number) {
  caught_signal = number;
}

// While it lives the terminal takes whole lines, shown or not; then it is as it was.
class QuietLine {
 public:
  QuietLine(int terminal, bool echo) : terminal_(terminal) {
    changed_ = ::tcgetattr(terminal, &before_) == 0;
    termios quiet = before_;
    quiet.c_lflag |= ICANON;
    if (!echo) quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    if (changed_) ::tcsetattr(terminal, TCSAFLUSH, &quiet);
  }
  QuietLine(const QuietLine&) = delete;
  QuietLine& operator=(const QuietLine&) = delete;
  ~QuietLine() {
    if (changed_) ::tcsetattr(terminal_, TCSAFLUSH, &before_);
  }

 private:
  int terminal_;
  bool changed_ = false;
  termios before_{};
};

// The line so far. A line that fills the room is too long.
struct Line {
  SecretBytes room{longest_secret + 2, VaultAccess{}};
  std::size_t size = 0;
  bool ended = false;
};

void read_into(int terminal, Line& line) {
  while (!line.ended && HeldSignals::caught() == 0 && line.size < line.room.size()) {
    std::uint8_t& next = line.room.bytes(VaultAccess{})[line.size];
    const ssize_t n = ::read(terminal, &next, 1);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return;
    if (next == '\n') {
      line.ended = true;
    } else {
      ++line.size;
    }
  }
}

}  // namespace

HeldSignals::HeldSignals() {
  struct sigaction action {};
  action.sa_handler = remember;  // without SA_RESTART: read(2) returns
  ::sigemptyset(&action.sa_mask);
  for (std::size_t i = 0; i < signals.size(); ++i) ::sigaction(signals[i], &action, &old_[i]);
}

HeldSignals::~HeldSignals() {
  for (std::size_t i = 0; i < signals.size(); ++i) ::sigaction(signals[i], &old_[i], nullptr);
  const int signal = std::exchange(caught_signal, 0);
  if (signal != 0) ::raise(signal);
}

int HeldSignals::caught() {
  return caught_signal;
}

Result<Terminal> Terminal::open() {
  const int descriptor = ::open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (descriptor < 0) return Error(E_NO_TERMINAL, "there is no terminal to ask on");
  return Terminal(descriptor);
}

Terminal::Terminal(Terminal&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

Terminal::~Terminal() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void Terminal::write(ByteView text) const {
  // A terminal that cannot be written to cannot be asked on either: the read will say so.
  static_cast<void>(write_descriptor(descriptor_, text));
}

Result<SecretBytes> Terminal::read_line(std::string_view prompt, Echo echo) const {
  for (;;) {
    Line line;
    int signal = 0;
    {
      const HeldSignals held;
      const QuietLine quiet(descriptor_, echo == Echo::on);
      write(prompt);
      read_into(descriptor_, line);
      if (echo == Echo::off) write("\n");
      signal = HeldSignals::caught();
    }
    const bool held_further_out = HeldSignals::caught() != 0;
    if (signal == SIGTSTP && !held_further_out) continue;  // the person came back
    if (line.size > longest_secret) return Error(E_SECRET_TOO_LONG, "this line is too long");
    if (!line.ended || held_further_out) return Error(E_INTERRUPTED, "nothing was entered");
    return SecretBytes(line.room.view(VaultAccess{}).first(line.size), VaultAccess{});
  }
}

}  // namespace coldquill
