#include "film_screen.h"

#include <coldquill/base/file.h>
#include <unistd.h>

namespace coldquill::cli {
namespace {

constexpr int least_time = 50;
constexpr int longest_time = 5000;
constexpr std::string_view enter = "\x1b[?1049h\x1b[?25l";  // the alternate screen, no cursor
constexpr std::string_view leave = "\x1b[?25h\x1b[?1049l";
constexpr std::string_view home = "\x1b[H";
constexpr std::string_view rest_of_line = "\x1b[K";

// A fifth shorter or a quarter longer, in whole hundredths of a second, as GIFs have them.
int changed(int time, bool shorter) {
  const int next = shorter ? time * 4 / 5 : time * 5 / 4 + 5;
  return std::clamp(next / 10 * 10, least_time, longest_time);
}

}  // namespace

// Empty when it cannot be drawn.
std::string FilmScreen::picture() {
  const Schedule::Frame frame = schedule_.frame(at_);
  number_ = frame.number;
  if (frame.number <= symbols_.size()) return qr_text(symbols_[frame.number - 1], ink_);
  const auto symbol = film_.symbol(frame.text);
  return symbol ? qr_text(*symbol, ink_) : std::string();
}

// As much of it as the window has room for: a second line would push the code up.
std::string FilmScreen::status() const {
  const bool mixed = number_ > schedule_.parts();
  const std::string text = (mixed ? "mixed part " : "part ") + std::to_string(number_) + " of " +
                           std::to_string(schedule_.parts()) + ", " +
                           (stopped_ ? "stopped" : std::to_string(frame_time_) + " ms") +
                           " - any key ends; + faster, - slower, space stops, arrows";
  return text.substr(0, window().columns - 1);
}

void FilmScreen::step(bool forward) {
  stopped_ = true;
  if (forward) ++at_;
  if (!forward && at_ > 0) --at_;
}

bool FilmScreen::obey(Key key) {
  switch (key) {
    case Key::none:
      ++at_;
      return true;
    case Key::plus:
    case Key::minus:
      frame_time_ = changed(frame_time_, key == Key::plus);
      return true;
    case Key::space:
      stopped_ = !stopped_;
      return true;
    case Key::left:
    case Key::right:
      step(key == Key::right);
      return true;
    case Key::other:
      return false;
  }
  COLDQUILL_ASSERT(false);
}

void FilmScreen::play(const Keyboard& keyboard) {
  constexpr std::chrono::milliseconds long_time = std::chrono::hours(24);
  std::string screen(enter);
  for (bool more = true; more;) {
    const std::string code = picture();
    screen += std::string(home) + code + status() + std::string(rest_of_line);
    const auto patience = stopped_ ? long_time : std::chrono::milliseconds(frame_time_);
    more = !code.empty() && write_descriptor(STDERR_FILENO, view_of(screen)).ok() &&
           obey(keyboard.key_within(patience));
    screen.clear();
  }
  // A terminal that is gone needs no tidying.
  static_cast<void>(write_descriptor(STDERR_FILENO, view_of(leave)));
}

}  // namespace coldquill::cli
