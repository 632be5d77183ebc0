#include "qr_output.h"

#include <coldquill/base/file.h>
#include <coldquill/qr/pictures.h>
#include <coldquill/qr/terminal.h>
#include <coldquill/transport/ur.h>
#include <unistd.h>

#include "film_screen.h"
#include "say.h"
#include "terminal.h"

namespace coldquill::cli {
namespace {

constexpr Reason E_WINDOW_SMALL{
    "E_WINDOW_SMALL", Errc::environment,
    "Make the window larger or its letters smaller, or choose --fragment or --qr-png."};

// All of them in one size. The last mixed part has the longest number.
Result<void> draw_symbols(QrDrawing& drawing, const std::vector<std::string>& codes) {
  for (const std::string& code : codes) CQ_CHECK(drawing.film.make_room(code));
  if (codes.size() > 1) drawing.schedule.emplace(codes);
  if (drawing.schedule && drawing.schedule->mixes()) {
    CQ_CHECK(drawing.film.make_room(drawing.schedule->last_mixed()));
  }
  for (const std::string& code : codes) {
    CQ_TRY(symbol, drawing.film.symbol(code));
    drawing.symbols.push_back(std::move(symbol));
  }
  return {};
}

Result<void> print_all(const std::vector<QrSymbol>& symbols, QrInk ink) {
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    if (symbols.size() > 1) {
      say("part " + std::to_string(i + 1) + " of " + std::to_string(symbols.size()));
    }
    CQ_CHECK(write_descriptor(STDERR_FILENO, view_of(qr_text(symbols[i], ink))));
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

Result<void> check_window(int version) {
  if (!on_terminal() || version <= largest_version_here()) return {};
  const Window room = window();
  const QrRoom needed = qr_room(version);
  return Error(E_WINDOW_SMALL, "the window has " + std::to_string(room.columns) + " columns and " +
                                   std::to_string(room.rows) + " rows, the code needs " +
                                   std::to_string(needed.columns) + " and " +
                                   std::to_string(needed.rows + 1));
}

// In UR parts of the usual size, this is the name of the type that takes most room.
constexpr std::string_view longest_usual_type = "crypto-multi-accounts";

// usual: unless the options say otherwise. 0 when nothing fits into the window.
int largest_version_for(const QrOptions& options, int usual) {
  const Target* target = target_named(options.target);
  const auto density = std::ranges::find(densities, options.density, &Density::name);
  if (density != std::end(densities)) {
    usual = density->largest_version;
  } else if (target != nullptr) {
    usual = target->largest_version;
  }
  const bool shown = options.show && on_terminal();
  return shown ? std::min(usual, largest_version_here()) : usual;
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

// A film that is written once.
Result<std::vector<QrSymbol>> film_frames(QrDrawing& drawing) {
  std::vector<QrSymbol> out = drawing.symbols;
  if (!drawing.schedule) return out;
  while (out.size() < drawing.schedule->bounded()) {
    CQ_TRY(symbol, drawing.film.symbol(drawing.schedule->frame(out.size()).text));
    out.push_back(std::move(symbol));
  }
  return out;
}

int frame_time(const QrOptions& options) {
  constexpr int usual = 200;
  if (options.delay != 0) return options.delay;
  const Target* target = target_named(options.target);
  return target == nullptr ? usual : target->frame_time;
}

}  // namespace

bool wants_qr(const QrOptions& options) {
  return options.show || !options.png.empty() || !options.svg.empty() || !options.gif.empty();
}

std::optional<std::size_t> fragment_for(const QrOptions& options) {
  if (options.fragment != 0) return options.fragment;
  const Target* target = target_named(options.target);
  const int largest = largest_version_for(options, largest_qr_version);
  const std::size_t room = largest_ur_fragment(largest, longest_usual_type);
  if (!options.density.empty()) return room;
  const bool shown = options.show && on_terminal();
  if (target == nullptr && !shown) return {};
  return std::min(room, target == nullptr ? ur_usual_fragment : target->fragment);
}

Result<void> check_window_for(const QrOptions& options, std::size_t fragment) {
  constexpr std::size_t least_fragment = 10;  // octets: below that no part carries anything
  if (!options.show) return {};
  fragment = std::max(fragment, least_fragment);
  int version = 1;
  while (version < largest_qr_version &&
         largest_ur_fragment(version, longest_usual_type) < fragment) {
    ++version;
  }
  return check_window(version);
}

void fit_codes(const QrOptions& options, AnswerOptions& answer) {
  answer.ur_fragment = fragment_for(options).value_or(0);
  answer.largest_single = std::max(largest_version_for(options, answer.largest_single), 1);
  if (const Target* target = target_named(options.target)) answer.reads = target->reads;
}

Result<QrDrawing> draw_qr(const std::vector<std::string>& codes, const QrOptions& options) {
  QrDrawing out;
  if (!wants_qr(options) || codes.empty()) return out;
  CQ_CHECK(draw_symbols(out, codes));
  if (options.show) CQ_CHECK(check_window(out.symbols.front().version()));
  draw_each(out, options.png,
            [&](const QrSymbol& symbol) { return qr_png(symbol, options.scale); });
  draw_each(out, options.svg, [&](const QrSymbol& symbol) {
    return to_bytes(view_of(qr_svg(symbol, options.scale)));
  });
  if (!options.gif.empty()) {
    CQ_TRY(frames, film_frames(out));
    const auto delay = static_cast<std::uint16_t>(frame_time(options) / 10);
    out.files.push_back({options.gif, qr_gif(frames, delay, options.scale)});
  }
  return out;
}

Result<void> show_qr(const QrDrawing& drawing, const QrOptions& options) {
  if (!options.show || drawing.symbols.empty()) return {};
  const QrInk ink = colours_wanted(STDERR_FILENO) ? QrInk::colours : QrInk::light;
  if (drawing.symbols.size() == 1 || !on_terminal()) return print_all(drawing.symbols, ink);
  const Keyboard keyboard;
  if (!keyboard.open()) return print_all(drawing.symbols, ink);
  FilmScreen(drawing, ink, frame_time(options)).play(keyboard);
  return {};
}

}  // namespace coldquill::cli
