#include "qr_output.h"

#include <coldquill/base/file.h>
#include <coldquill/qr/pictures.h>
#include <coldquill/qr/terminal.h>
#include <coldquill/transport/ur.h>
#include <unistd.h>

#include "say.h"
#include "terminal.h"

namespace coldquill::cli {
namespace {

constexpr Reason E_WINDOW_SMALL{
    "E_WINDOW_SMALL", Errc::environment,
    "Make the window larger or its letters smaller, or choose --fragment or --qr-png."};

Result<std::vector<QrSymbol>> symbols_of(const std::vector<std::string>& codes) {
  // All frames of a film in one size, so that it does not jump.
  int version = smallest_qr_version;
  for (const std::string& code : codes) {
    CQ_TRY(symbol, QrSymbol::of_text(code));
    version = std::max(version, symbol.version());
  }
  std::vector<QrSymbol> out;
  for (const std::string& code : codes) {
    CQ_TRY(symbol, QrSymbol::of_text(code, {QrLevel::low, version, largest_qr_version}));
    out.push_back(std::move(symbol));
  }
  return out;
}

std::string frame_text(const QrSymbol& symbol, QrInk ink) {
  std::string out;
  for (const std::string& line : qr_lines(symbol, ink)) out += line + "\n";
  return out;
}

void show_film(const Keyboard& keyboard, const std::vector<QrSymbol>& symbols,
               const QrOptions& options, QrInk ink) {
  std::string screen = "\x1b[?1049h\x1b[?25l";  // the alternate screen, no cursor
  for (std::size_t frame = 0;; frame = (frame + 1) % symbols.size()) {
    screen += "\x1b[H" + frame_text(symbols[frame], ink) + "part " + std::to_string(frame + 1) +
              " of " + std::to_string(symbols.size()) + " - any key ends this\x1b[K";
    const bool shown = write_descriptor(STDERR_FILENO, view_of(screen)).ok();
    if (!shown || keyboard.pressed_within(std::chrono::milliseconds(options.delay))) break;
    screen.clear();
  }
  // A terminal that is gone needs no tidying.
  static_cast<void>(write_descriptor(STDERR_FILENO, view_of("\x1b[?25h\x1b[?1049l")));
}

Result<void> print_all(const std::vector<QrSymbol>& symbols, QrInk ink) {
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    if (symbols.size() > 1) {
      say("part " + std::to_string(i + 1) + " of " + std::to_string(symbols.size()));
    }
    CQ_CHECK(write_descriptor(STDERR_FILENO, view_of(frame_text(symbols[i], ink))));
  }
  return {};
}

bool on_terminal() {
  return ::isatty(STDERR_FILENO) == 1;
}

// One row is for the part counter.
int largest_version_here() {
  const Window room = window();
  return largest_version_in(room.columns, room.rows - 1);
}

Result<void> check_window(const std::vector<QrSymbol>& symbols) {
  if (!on_terminal() || symbols.front().version() <= largest_version_here()) return {};
  const Window room = window();
  const QrRoom needed = qr_room(symbols.front().version());
  return Error(E_WINDOW_SMALL, "the window has " + std::to_string(room.columns) + " columns and " +
                                   std::to_string(room.rows) + " rows, the code needs " +
                                   std::to_string(needed.columns) + " and " +
                                   std::to_string(needed.rows + 1));
}

// x.png, or x-1.png, x-2.png ... for several.
std::string numbered(const std::string& path, std::size_t number, std::size_t of) {
  if (of == 1) return path;
  const auto point = path.rfind('.');
  const auto end = point == std::string::npos || path.find('/', point) != std::string::npos
                       ? path.size()
                       : point;
  std::string digits = std::to_string(number);
  digits.insert(0, std::to_string(of).size() - digits.size(), '0');
  return path.substr(0, end) + "-" + digits + path.substr(end);
}

template <class Draw>
void draw_each(QrDrawing& drawing, const std::string& path, Draw draw) {
  if (path.empty()) return;
  for (std::size_t i = 0; i < drawing.symbols.size(); ++i) {
    drawing.files.push_back(
        {numbered(path, i + 1, drawing.symbols.size()), draw(drawing.symbols[i])});
  }
}

}  // namespace

bool wants_qr(const QrOptions& options) {
  return options.show || !options.png.empty() || !options.svg.empty() || !options.gif.empty();
}

std::size_t fragment_for_window(const QrOptions& options) {
  if (options.fragment != 0 || !options.show || !on_terminal()) return options.fragment;
  const Window room = window();
  const std::size_t largest = largest_ur_fragment(room.columns, room.rows - 1, "crypto-psbt");
  return std::min(largest, ur_usual_fragment);
}

void fit_to_window(const QrOptions& options, AnswerOptions& answer) {
  answer.ur_fragment = fragment_for_window(options);
  if (options.show && on_terminal()) {
    answer.largest_single = std::clamp(largest_version_here(), 1, answer.largest_single);
  }
}

Result<QrDrawing> draw_qr(const std::vector<std::string>& codes, const QrOptions& options) {
  QrDrawing out;
  if (!wants_qr(options) || codes.empty()) return out;
  CQ_TRY(symbols, symbols_of(codes));
  out.symbols = std::move(symbols);
  if (options.show) CQ_CHECK(check_window(out.symbols));
  draw_each(out, options.png,
            [&](const QrSymbol& symbol) { return qr_png(symbol, options.scale); });
  draw_each(out, options.svg, [&](const QrSymbol& symbol) {
    return to_bytes(view_of(qr_svg(symbol, options.scale)));
  });
  if (!options.gif.empty()) {
    const auto delay = static_cast<std::uint16_t>(options.delay / 10);
    out.files.push_back({options.gif, qr_gif(out.symbols, delay, options.scale)});
  }
  return out;
}

Result<void> show_qr(const QrDrawing& drawing, const QrOptions& options) {
  if (!options.show || drawing.symbols.empty()) return {};
  const QrInk ink = colours_wanted(STDERR_FILENO) ? QrInk::colours : QrInk::light;
  if (drawing.symbols.size() == 1 || !on_terminal()) return print_all(drawing.symbols, ink);
  const Keyboard keyboard;
  if (!keyboard.open()) return print_all(drawing.symbols, ink);
  show_film(keyboard, drawing.symbols, options, ink);
  return {};
}

}  // namespace coldquill::cli
