// The terminal of the person, for secrets alone: it never goes through standard input or output.
#pragma once

#include <signal.h>

#include "access.h"

namespace coldquill {

// While it lives, the signals that would end or stop the program only interrupt read(2). When it
// goes the handlers are as they were, and the signal that came is let through: to the program, or
// to the next one of these further out.
class HeldSignals {
 public:
  HeldSignals();
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;
  ~HeldSignals();
  // The one that came; 0 for none.
  static int caught();

 private:
  static constexpr std::array signals = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};

  std::array<struct sigaction, signals.size()> old_{};
};

class Terminal {
 public:
  // Opens /dev/tty. Fails with E_NO_TERMINAL (secret_input.h).
  static Result<Terminal> open();

  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  Terminal(Terminal&& other) noexcept;
  Terminal& operator=(Terminal&&) = delete;
  ~Terminal();

  void write(ByteView text) const;
  void write(std::string_view text) const { write(view_of(text)); }

  enum class Echo { off, on };
  // One line, its end dropped. The prompt is written when the terminal is quiet, and what was typed
  // before it is thrown away. A signal that comes meanwhile is let through after the terminal is
  // as it was; when the caller holds signals itself it is E_INTERRUPTED.
  // Fails with E_INTERRUPTED or E_SECRET_TOO_LONG.
  [[nodiscard]] Result<SecretBytes> read_line(std::string_view prompt, Echo echo) const;

 private:
  explicit Terminal(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

}  // namespace coldquill
