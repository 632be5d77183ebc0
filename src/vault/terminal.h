// The terminal of the person, for secrets alone: it never goes through standard input or output.
#pragma once

#include "access.h"

namespace coldquill {

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
  // as it was. Fails with E_INTERRUPTED or E_SECRET_TOO_LONG.
  [[nodiscard]] Result<SecretBytes> read_line(std::string_view prompt, Echo echo) const;

 private:
  explicit Terminal(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

}  // namespace coldquill
