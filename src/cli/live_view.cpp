#include "live_view.h"

#include <coldquill/base/file.h>
#include <coldquill/scan/preview_lines.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "say.h"
#include "terminal.h"

namespace coldquill::cli {
namespace {

constexpr std::size_t text_rows = 5;
constexpr std::size_t fewest_picture_rows = 4;

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : value;
}

PreviewInk ink_here() {
  const auto more = variable("COLORTERM");
  if (!colours_wanted(STDERR_FILENO)) return PreviewInk::letters;
  if (more == "truecolor" || more == "24bit") return PreviewInk::full;
  const bool many = variable("TERM").find("256color") != std::string_view::npos;
  return many ? PreviewInk::greys : PreviewInk::letters;
}

// "3, 7-9, 12 and 5 more": runs are joined, and the text is no longer than the room.
std::string listed(const std::vector<std::uint32_t>& numbers, std::size_t room) {
  std::string out;
  std::size_t told = 0;
  while (told < numbers.size()) {
    std::size_t end = told + 1;
    while (end < numbers.size() && numbers[end] == numbers[end - 1] + 1) ++end;
    std::string run = std::to_string(numbers[told]);
    if (end - told > 1) run += (end - told > 2 ? "-" : ", ") + std::to_string(numbers[end - 1]);
    if (out.size() + run.size() + 20 > room) break;
    out += (out.empty() ? "" : ", ") + run;
    told = end;
  }
  const std::size_t left = numbers.size() - told;
  if (out.empty()) return std::to_string(left) + " parts";
  return left == 0 ? out : out + " and " + std::to_string(left) + " more";
}

std::string parts_text(const Progress& progress) {
  if (progress.total == 0) return "Show the QR code to the camera.";
  return std::to_string(progress.useful) + " of " + std::to_string(progress.total) + " parts";
}

std::string bar(const Progress& progress, std::size_t width) {
  const std::size_t total = std::max<std::size_t>(progress.total, 1);
  const std::size_t done = std::min(progress.useful, total) * width / total;
  std::string out;
  for (std::size_t i = 0; i < width; ++i) out += i < done ? "\u2588" : "\u2591";
  return out;
}

// Cut to the window, not within a letter of several octets; what comes here is fit for a screen.
std::string cut(const std::string& text, std::size_t columns) {
  std::size_t end = std::min(text.size(), columns);
  const auto inside = [&](std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80;
  };
  while (end > 0 && inside(end)) --end;
  return text.substr(0, end);
}

class Screen : public Spectator {
 public:
  Screen(std::string title, bool mirrored)
      : title_(std::move(title)), mirrored_(mirrored), ink_(ink_here()) {}
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;
  ~Screen() override {
    // A bell at the end. A terminal that is gone needs no tidying.
    if (begun_) write("\x1b[?25h\x1b[?1049l\x07");
  }

  [[nodiscard]] bool possible() const { return keyboard_.open(); }

  Room room() override {
    const Window here = window();
    const std::size_t rows = here.rows > text_rows ? here.rows - text_rows : 0;
    if (rows < fewest_picture_rows) return {};
    return {here.columns, rows * 2};
  }

  bool see(const Sight& sight) override {
    if (sight.frame != nullptr) lines_ = preview_lines(sight.frame->preview, ink_, mirrored_);
    const bool stale = sight.frame != nullptr || sight.lost != lost_ || !begun_;
    lost_ = sight.lost;
    return (!stale || draw(sight)) &&
           keyboard_.key_within(std::chrono::milliseconds(0)) == Key::none;
  }

 private:
  bool write(const std::string& text) {
    return write_descriptor(STDERR_FILENO, view_of(text)).ok();
  }

  [[nodiscard]] std::vector<std::string> text_lines(const Sight& sight) const {
    const std::size_t columns = window().columns;
    const Progress& progress = sight.progress;
    std::vector<std::string> out{cut(title_ + " - any key ends this", columns)};
    std::string counter = parts_text(progress);
    if (progress.total > 0) {
      const std::size_t taken = std::min(columns, counter.size() + 3);
      counter += "  " + bar(progress, std::min<std::size_t>(columns - taken, 40));
    }
    out.push_back(std::move(counter));
    const bool missing = !sight.missing.empty() && sight.missing.size() < progress.total;
    const std::size_t room = columns - std::min<std::size_t>(columns, 15);
    out.push_back(missing ? cut("still missing: " + listed(sight.missing, room), columns)
                          : std::string());
    std::string others;
    if (progress.foreign > 0) others = std::to_string(progress.foreign) + " other codes; ";
    if (sight.lost > 0)
      others += "pictures over which the scanner ended: " + std::to_string(sight.lost) + "; ";
    out.push_back(cut(others + sight.hint, columns));
    return out;
  }

  bool draw(const Sight& sight) {
    std::string out = begun_ ? "" : "\x1b[?1049h\x1b[?25l";  // the alternate screen, no cursor
    begun_ = true;
    out += "\x1b[H";
    for (const std::string& line : lines_) out += line + "\x1b[K\r\n";
    for (const std::string& line : text_lines(sight)) out += line + "\x1b[K\r\n";
    return write(out + "\x1b[J");
  }

  const Keyboard keyboard_;
  std::string title_;
  bool mirrored_;
  PreviewInk ink_;
  bool begun_ = false;
  std::size_t lost_ = 0;  // as it was drawn
  std::vector<std::string> lines_;
};

class Lines : public Spectator {
 public:
  Room room() override { return {}; }
  bool see(const Sight& sight) override {
    if (sight.progress.useful != useful_ && sight.progress.total > 0) {
      say(parts_text(sight.progress));
    }
    useful_ = sight.progress.useful;
    if (sight.lost > 0 && !told_of_loss_) {
      say("The scanner ended over a picture: that one is left out, and the scanner started anew.");
    }
    told_of_loss_ = sight.lost > 0;
    return true;
  }

 private:
  std::size_t useful_ = 0;
  bool told_of_loss_ = false;
};

}  // namespace

std::unique_ptr<Spectator> live_view(const std::string& title, bool mirrored) {
  const auto terminal = variable("TERM");
  const bool moves = ::isatty(STDERR_FILENO) == 1 && !terminal.empty() && terminal != "dumb";
  if (!moves) return nullptr;
  auto screen = std::make_unique<Screen>(title, mirrored);
  if (!screen->possible()) return nullptr;
  return screen;
}

std::unique_ptr<Spectator> plain_view() {
  return std::make_unique<Lines>();
}

}  // namespace coldquill::cli
