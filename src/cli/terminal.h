// The person's terminal: its size, one typed line, one pressed key.
#pragma once

#include <coldquill/base/result.h>
#include <termios.h>

#include <chrono>
#include <string>

namespace coldquill::cli {

struct Window {
  std::size_t columns = 80;
  std::size_t rows = 24;
};
Window window();

bool colours_wanted(int descriptor);  // a terminal, and NO_COLOR is not set

// One line from /dev/tty, without its end. Fails with E_NO_TERMINAL (vault/secret_input.h).
Result<std::string> ask_line(const std::string& prompt);

// While it lives keys are not echoed and need no Enter; the terminal is put back at the end.
class Keyboard {
 public:
  Keyboard();
  Keyboard(const Keyboard&) = delete;
  Keyboard& operator=(const Keyboard&) = delete;
  ~Keyboard();
  [[nodiscard]] bool open() const { return descriptor_ >= 0; }
  // Waits that long for any key.
  [[nodiscard]] bool pressed_within(std::chrono::milliseconds patience) const;

 private:
  int descriptor_;
  termios saved_{};
};

}  // namespace coldquill::cli
