// QR codes for a screen and for files.
#pragma once

#include "options.h"

namespace coldquill::cli {

// Everything that was asked for: in the terminal (animated until a key is pressed when there are
// several codes), as PNG (NAME-1.png and so on for several), SVG, animated GIF. Files are written
// whole and never over others.
Result<void> output_qr(const std::vector<std::string>& codes, const QrOptions& options);
bool wants_qr(const QrOptions& options);

// The largest part that a code in this window can carry; 0 when it does not matter.
std::size_t fragment_for_window(const QrOptions& options);

}  // namespace coldquill::cli
