// Films: which files are some, and the sandboxed program that reads them (FrameStream).
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/result.h>

#include <optional>
#include <string>

#include "descriptor.h"

namespace coldquill {

// True for the first octets (twelve are enough) of an MP4 or QuickTime, WebM or Matroska, or GIF
// file.
bool is_film(ByteView head);

// A regular file that is a film, opened for reading. Nothing for any other name: whoever reads that
// says what is wrong with it.
std::optional<Descriptor> film_at(const std::string& path);

// coldquill-film, beside our own program. Fails with E_SCANNER_MISSING.
Result<std::string> film_program();

}  // namespace coldquill
