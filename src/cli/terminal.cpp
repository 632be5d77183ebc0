#include "terminal.h"

#include <coldquill/vault/secret_input.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

namespace coldquill::cli {
namespace {

constexpr std::size_t longest_line = 4096;

}  // namespace

Window window() {
  winsize size{};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return {};
  return {size.ws_col, size.ws_row};
}

bool colours_wanted(int descriptor) {
  return ::isatty(descriptor) == 1 && std::getenv("NO_COLOR") == nullptr;
}

Result<std::string> ask_line(const std::string& prompt) {
  const int terminal = ::open("/dev/tty", O_RDWR | O_CLOEXEC);
  if (terminal < 0) return Error(E_NO_TERMINAL, "there is no terminal to ask on");
  std::string line;
  char c = 0;
  bool written = ::write(terminal, prompt.data(), prompt.size()) >= 0;
  while (written && line.size() < longest_line && ::read(terminal, &c, 1) == 1 && c != '\n') {
    line += c;
  }
  ::close(terminal);
  return line;
}

Keyboard::Keyboard() : descriptor_(::open("/dev/tty", O_RDWR | O_CLOEXEC)) {
  if (descriptor_ < 0 || ::tcgetattr(descriptor_, &saved_) != 0) return;
  termios raw = saved_;
  raw.c_lflag &= static_cast<tcflag_t>(~(ICANON | ECHO));
  ::tcsetattr(descriptor_, TCSANOW, &raw);
}

Keyboard::~Keyboard() {
  if (descriptor_ < 0) return;
  ::tcsetattr(descriptor_, TCSANOW, &saved_);
  ::close(descriptor_);
}

bool Keyboard::pressed_within(std::chrono::milliseconds patience) const {
  pollfd waiting{descriptor_, POLLIN, 0};
  if (::poll(&waiting, 1, static_cast<int>(patience.count())) <= 0) return false;
  char c = 0;
  return ::read(descriptor_, &c, 1) >= 0;
}

}  // namespace coldquill::cli
