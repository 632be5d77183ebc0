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

Window window_of(int descriptor) {
  winsize size{};
  if (::ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0)
    return {};
  return {size.ws_col, size.ws_row};
}

bool is_waiting(int descriptor) {
  constexpr int patience = 10;  // milliseconds: a sequence comes in one piece, or nearly
  pollfd waiting{descriptor, POLLIN, 0};
  return ::poll(&waiting, 1, patience) > 0;
}

// ECMA-48: ESC [ parameters, and a letter or tilde; ESC O and a letter.
bool is_open(std::string_view typed) {
  if (typed == "\x1b") return true;
  if (typed.front() != '\x1b' || typed.size() > 7) return false;
  if (typed.size() == 2) return typed[1] == '[' || typed[1] == 'O';
  return typed.back() < '@';
}

// One key: an octet, or the sequence that an escape character begins.
std::string typed_on(int descriptor) {
  std::string typed;
  char c = 0;
  do {
    if (::read(descriptor, &c, 1) != 1) break;
    typed += c;
  } while (is_open(typed) && is_waiting(descriptor));
  return typed;
}

bool ends_line(std::string_view typed) {
  return typed == "\n" || typed == "\r" || typed == "\x04";
}

// Takes the last character away, which may be several octets.
void rub_out(std::string& line) {
  const auto goes_on = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  while (!line.empty() && goes_on(line.back())) line.pop_back();
  if (!line.empty()) line.pop_back();
}

// What a key does to a line that is typed, and what is written for it.
std::string edit(std::string& line, const std::string& typed) {
  if (ends_line(typed)) return "\n";
  if (typed == "\x7f" || typed == "\b") {
    if (line.empty()) return {};
    rub_out(line);
    return "\b \b";
  }
  if (typed == "\x15") {  // Ctrl-U
    std::string out;
    for (; !line.empty(); rub_out(line)) out += "\b \b";
    return out;
  }
  const auto first = static_cast<unsigned char>(typed.front());
  if (typed.size() != 1 || first < 0x20 || line.size() >= longest_line) return {};
  line += typed;
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
  return window_of(STDERR_FILENO);
}

Window terminal_window() {
  const auto terminal = open_terminal();
  if (!terminal) return {};
  const Window size = window_of(*terminal);
  ::close(*terminal);
  return size;
}

bool terminal_colours() {
  return std::getenv("NO_COLOR") == nullptr;
}

bool colours_wanted(int descriptor) {
  return ::isatty(descriptor) == 1 && terminal_colours();
}

Result<void> put_on_terminal(std::string_view text) {
  CQ_TRY(terminal, open_terminal());
  auto shown = write_descriptor(terminal, view_of(text));
  ::close(terminal);
  return shown;
}

Result<std::string> ask_line(const std::string& prompt, const std::function<Result<void>()>& help) {
  const Keyboard keyboard(Keyboard::Stops::signals);
  keyboard.forget();
  CQ_CHECK(put_on_terminal(prompt));
  std::string line;
  while (true) {
    const std::string typed = keyboard.typed();
    if (typed.empty()) return Error(E_INTERRUPTED, "the question was not answered");
    if (typed == "\t" && help) {
      CQ_CHECK(help());
      line.clear();
      keyboard.forget();
      CQ_CHECK(put_on_terminal(prompt));
      continue;
    }
    CQ_CHECK(put_on_terminal(edit(line, typed)));
    if (ends_line(typed)) return line;
  }
}

Keyboard::Keyboard(Stops stops) : descriptor_(::open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)) {
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
  raw.c_lflag &= static_cast<tcflag_t>(~(ICANON | ECHO));
  if (stops == Stops::keys) raw.c_lflag &= static_cast<tcflag_t>(~ISIG);
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

std::string Keyboard::typed() const {
  if (!open()) return {};
  pollfd waiting{descriptor_, POLLIN, 0};
  if (caught != 0 || ::poll(&waiting, 1, -1) <= 0) return {};
  return typed_on(descriptor_);
}

void Keyboard::forget() const {
  if (open()) ::tcflush(descriptor_, TCIFLUSH);
}

}  // namespace coldquill::cli
