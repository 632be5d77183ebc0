#include "terminal.h"

#include <coldquill/base/file.h>
#include <coldquill/vault/secret_input.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <utility>

namespace coldquill::cli {
namespace {

constexpr std::size_t longest_line = 4096;

volatile sig_atomic_t caught = 0;

void remember(int number) {
  caught = number;
}

Result<int> open_terminal() {
  const int terminal = ::open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (terminal < 0) return Error(E_NO_TERMINAL, "there is no terminal to ask on");
  return terminal;
}

// One key: a letter, or what follows an escape character at once.
std::string typed_on(int descriptor) {
  std::string typed;
  char c = 0;
  pollfd waiting{descriptor, POLLIN, 0};
  do {
    if (::read(descriptor, &c, 1) != 1) break;
    typed += c;
  } while (typed.front() == '\x1b' && typed.size() < 3 && ::poll(&waiting, 1, 0) > 0);
  return typed;
}

// Arrows are what ECMA-48 calls cursor keys, in either of their two modes.
Key key_of(std::string_view typed) {
  constexpr std::pair<std::string_view, Key> keys[] = {
      {"+", Key::plus},       {"=", Key::plus},       {"-", Key::minus},     {" ", Key::space},
      {"\x1b[C", Key::right}, {"\x1bOC", Key::right}, {"\x1b[D", Key::left}, {"\x1bOD", Key::left},
  };
  const auto found = std::ranges::find(keys, typed, &std::pair<std::string_view, Key>::first);
  return found == std::end(keys) ? Key::other : found->second;
}

}  // namespace

Window window() {
  winsize size{};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return {};
  return {size.ws_col, size.ws_row};
}

bool colours_wanted(int descriptor) {
  return ::isatty(descriptor) == 1 && std::getenv("NO_COLOR") == nullptr;
}

Result<void> show_on_terminal(std::string_view text) {
  CQ_TRY(terminal, open_terminal());
  const bool seen = ::isatty(STDERR_FILENO) == 1;
  auto shown = seen ? Result<void>() : write_descriptor(terminal, view_of(text));
  ::close(terminal);
  return shown;
}

Result<std::string> ask_line(const std::string& prompt) {
  CQ_TRY(terminal, open_terminal());
  ::tcflush(terminal, TCIFLUSH);
  std::string line;
  char c = 0;
  bool more = write_descriptor(terminal, view_of(prompt)).ok();
  while (more && line.size() < longest_line) {
    const ssize_t n = ::read(terminal, &c, 1);
    if (n < 0 && errno == EINTR) continue;
    more = n == 1 && c != '\n';
    if (more) line += c;
  }
  ::close(terminal);
  return line;
}

Keyboard::Keyboard() : descriptor_(::open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)) {
  if (!open()) return;
  if (::tcgetattr(descriptor_, &saved_) != 0) {
    ::close(std::exchange(descriptor_, -1));
    return;
  }
  caught = 0;
  for (std::size_t i = 0; i < signals.size(); ++i) {
    struct sigaction action {};
    action.sa_handler = remember;  // without SA_RESTART: poll(2) returns
    ::sigemptyset(&action.sa_mask);
    ::sigaction(signals[i], &action, &old_[i]);
  }
  termios raw = saved_;
  raw.c_lflag &= static_cast<tcflag_t>(~(ICANON | ECHO | ISIG));
  ::tcsetattr(descriptor_, TCSANOW, &raw);
}

Keyboard::~Keyboard() {
  if (!open()) return;
  ::tcsetattr(descriptor_, TCSAFLUSH, &saved_);
  ::close(descriptor_);
  for (std::size_t i = 0; i < signals.size(); ++i) ::sigaction(signals[i], &old_[i], nullptr);
  if (caught != 0) ::raise(caught);
}

Key Keyboard::key_within(std::chrono::milliseconds patience) const {
  if (caught != 0) return Key::other;
  pollfd waiting{descriptor_, POLLIN, 0};
  const int n = ::poll(&waiting, 1, static_cast<int>(patience.count()));
  if (n < 0) return Key::other;
  if (n == 0) return Key::none;
  const std::string typed = typed_on(descriptor_);
  return typed.empty() ? Key::other : key_of(typed);
}

}  // namespace coldquill::cli
