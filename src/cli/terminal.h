// The person's terminal: its size, one typed line, one pressed key.
#pragma once

#include <coldquill/base/result.h>
#include <signal.h>
#include <termios.h>

#include <array>
#include <chrono>
#include <string>

namespace coldquill::cli {

struct Window {
  std::size_t columns = 80;
  std::size_t rows = 24;
};
Window window();

bool colours_wanted(int descriptor);  // a terminal, and NO_COLOR is not set

// Puts a text on /dev/tty unless standard error is a terminal, where it has been said already: what
// a person says yes to must have been on their screen. Fails with E_NO_TERMINAL.
Result<void> show_on_terminal(std::string_view text);

// One line from /dev/tty, without its end; what was typed before it was asked does not count.
// Fails with E_NO_TERMINAL (vault/secret_input.h).
Result<std::string> ask_line(const std::string& prompt);

enum class Key { none, plus, minus, space, left, right, other };

// While it lives keys are not echoed and need no Enter, and keys and signals that would end or stop
// the program count as a key: the terminal is put back first, and the signal comes after that.
class Keyboard {
 public:
  Keyboard();
  Keyboard(const Keyboard&) = delete;
  Keyboard& operator=(const Keyboard&) = delete;
  ~Keyboard();
  [[nodiscard]] bool open() const { return descriptor_ >= 0; }
  // Waits that long for a key; a signal is another one.
  [[nodiscard]] Key key_within(std::chrono::milliseconds patience) const;

 private:
  static constexpr std::array signals = {SIGINT,  SIGTERM, SIGHUP,  SIGQUIT,
                                         SIGTSTP, SIGALRM, SIGUSR1, SIGUSR2};

  int descriptor_;
  termios saved_{};
  std::array<struct sigaction, signals.size()> old_{};
};

}  // namespace coldquill::cli
