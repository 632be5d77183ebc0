// QR codes for a screen and for files.
#pragma once

#include <coldquill/qr/film.h>
#include <coldquill/transport/schedule.h>

#include "options.h"
#include "place.h"

namespace coldquill::cli {

bool wants_qr(const QrOptions& options);

// How large a code may be here: the fragments of a UR, and codes that hold everything, as whoever
// reads them likes it, or a camera can; so that they fit into the window when they are to be shown
// in it.
void fit_codes(const QrOptions& options, AnswerOptions& answer);
// The same for URs that are no answers: octets a part. Empty when it does not matter.
std::optional<std::size_t> fragment_for(const QrOptions& options);

// Before anybody is asked: whether the window has room for a code that holds a UR part of so many
// octets; 0 for the smallest one that carries anything. Fails with E_WINDOW_SMALL.
Result<void> check_window_for(const QrOptions& options, std::size_t fragment);

// Drawn, and not yet shown or written.
struct QrDrawing {
  std::vector<QrSymbol> symbols;     // one for each text that was given
  std::optional<Schedule> schedule;  // of several
  QrFilm film;
  // PNG and SVG (NAME-1.png and so on for several), animated GIF: whatever was asked for.
  std::vector<NewFile> files;
};

// Nothing when no QR code is asked for. Fails with E_QR_TOO_LARGE, or with E_WINDOW_SMALL when it
// is to be shown and does not fit.
Result<QrDrawing> draw_qr(const std::vector<std::string>& codes, const QrOptions& options);

// In the terminal when --qr says so; several are a film (film_screen.h).
Result<void> show_qr(const QrDrawing& drawing, const QrOptions& options);

}  // namespace coldquill::cli
