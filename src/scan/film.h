// Films in files, and the sandboxed programs that read them (FrameStream).
#pragma once

#include <coldquill/base/result.h>
#include <coldquill/scan/descriptor.h>
#include <coldquill/scan_protocol/film_kind.h>

#include <optional>
#include <string>

namespace coldquill {

struct FilmFile {
  Descriptor descriptor;  // open for reading
  FilmKind kind;
};

// A film by its content: a regular file that is no link. Nothing for any other name, or when it
// cannot be read: whoever reads that says what is wrong with it.
std::optional<FilmFile> film_at(const std::string& path);

// The program that reads films of this kind, beside our own. Fails with E_SCANNER_MISSING.
Result<std::string> film_program(FilmKind kind);

}  // namespace coldquill
