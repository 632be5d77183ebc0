// QR codes for a screen and for files.
#pragma once

#include <coldquill/qr/symbol.h>

#include "options.h"
#include "place.h"

namespace coldquill::cli {

bool wants_qr(const QrOptions& options);

// How large a code may be here: the fragments of a UR and codes of hexadecimal digits are made so
// that they fit into the window when they are to be shown in it.
void fit_to_window(const QrOptions& options, AnswerOptions& answer);
// The same for URs that are no answers; 0 when it does not matter.
std::size_t fragment_for_window(const QrOptions& options);

// Drawn, and not yet shown or written.
struct QrDrawing {
  std::vector<QrSymbol> symbols;
  // PNG and SVG (NAME-1.png and so on for several), animated GIF: whatever was asked for.
  std::vector<NewFile> files;
};

// Nothing when no QR code is asked for. Fails with E_QR_TOO_LARGE, or with E_WINDOW_SMALL when it
// is to be shown and does not fit.
Result<QrDrawing> draw_qr(const std::vector<std::string>& codes, const QrOptions& options);

// In the terminal when --qr says so; several are a film that any key ends.
Result<void> show_qr(const QrDrawing& drawing, const QrOptions& options);

}  // namespace coldquill::cli
