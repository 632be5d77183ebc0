// The person's terminal: its size, one typed line, one pressed key.
#pragma once

#include <coldquill/base/result.h>
#include <signal.h>
#include <termios.h>

#include <array>
#include <chrono>
#include <functional>
#include <string>

namespace coldquill::cli {

struct Window {
  std::size_t columns = 80;
  std::size_t rows = 24;
};
Window window();           // of standard error
Window terminal_window();  // of /dev/tty

bool colours_wanted(int descriptor);  // a terminal, and NO_COLOR is not set
bool terminal_colours();              // of /dev/tty

// On /dev/tty, wherever standard error goes: what a person says yes to must have been on their
// screen. Fails with E_NO_TERMINAL (vault/secret_input.h).
Result<void> put_on_terminal(std::string_view text);

// One line from /dev/tty, without its end; what was typed before it was asked does not count.
// help: what the Tab key does before the question is asked anew; its failure is one. Only Enter, or
// Ctrl-D, ends a line: a signal, which is let through once the terminal is as it was, and the end
// of the terminal are E_INTERRUPTED. Fails with E_NO_TERMINAL too.
Result<std::string> ask_line(const std::string& prompt,
                             const std::function<Result<void>()>& help = {});

enum class Key { none, plus, minus, space, left, right, other };

// While it lives keys are not echoed and need no Enter, and signals that would end or stop the
// program count as a key: the terminal is put back first, and the signal comes after that.
class Keyboard {
 public:
  // What Ctrl-C and its like are: keys as any other, or signals.
  enum class Stops { keys, signals };

  explicit Keyboard(Stops stops = Stops::keys);
  Keyboard(const Keyboard&) = delete;
  Keyboard& operator=(const Keyboard&) = delete;
  ~Keyboard();
  [[nodiscard]] bool open() const { return descriptor_ >= 0; }
  // Waits that long for a key; a signal is another one.
  [[nodiscard]] Key key_within(std::chrono::milliseconds patience) const;
  // Waits for a key and gives what it sends: one octet, or a sequence of ECMA-48. Empty when a
  // signal came, or the terminal is gone.
  [[nodiscard]] std::string typed() const;
  // Throws away what was typed already.
  void forget() const;

 private:
  static constexpr std::array signals = {SIGINT,  SIGTERM, SIGHUP,  SIGQUIT,
                                         SIGTSTP, SIGALRM, SIGUSR1, SIGUSR2};

  int descriptor_;
  termios saved_{};
  std::array<struct sigaction, signals.size()> old_{};
};

}  // namespace coldquill::cli
