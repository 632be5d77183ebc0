#include <coldquill/base/columns.h>
#include <coldquill/base/file.h>
#include <coldquill/base/text.h>
#include <coldquill/flow/intake.h>
#include <coldquill/scan/film.h>
#include <coldquill/scan/frame_stream.h>
#include <coldquill/scan/scan.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

#include "folder.h"

namespace coldquill {
namespace {

namespace fs = std::filesystem;

Result<Scanned> scanned_in(ByteView picture) {
  CQ_TRY(program, scanner_program());
  CQ_TRY(scanner, Scanner::start(program));
  return scanner.scan(picture);
}

Result<Unwrapped> picture_content(ByteView picture) {
  CQ_TRY(scanned, scanned_in(picture));
  CQ_TRY(code, code_of(std::move(scanned)));
  FrameCollector collector;
  CQ_TRY(step, collector.put(code.bytes, code.place));
  COLDQUILL_ASSERT(step == Step::accepted);
  return collector.take();
}

Result<Intake> intake_of(std::string path, Origin origin, ByteView bytes) {
  const std::string name = origin == Origin::standard_input ? "standard input" : shown_name(path);
  if (film_kind(bytes)) return Error(E_BAD_FILM, "a film is read from a file only", name);
  const bool picture = is_picture(bytes);
  CQ_TRY(content, (picture ? picture_content(bytes) : unwrap(bytes)).in(name));
  if (picture && origin == Origin::file) origin = Origin::picture;
  return Intake{name, std::move(path), origin, std::move(content)};
}

std::string without_slash(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

// A link to a folder is followed only when the name ends in a slash, as the system has it.
bool is_folder(const std::string& name) {
  std::error_code failure;
  return fs::is_directory(name.ends_with('/') ? fs::status(name, failure)
                                              : fs::symlink_status(name, failure));
}

}  // namespace

std::string whole_name(const Intake& intake) {
  return intake.path.empty() ? intake.name : escape_text(intake.path);
}

Result<IntakeList> take_in(const std::string& name, Take take, const Looking& looking) {
  if (name != "-" && is_folder(name)) {
    const FilmTime films(time_for_films_of_a_folder);
    return Folder(without_slash(name), take, films, {}, looking).read();
  }
  if (const auto film = film_at(name)) {
    return Folder(name, take, FilmTime(time_for_one_film)).read_film(*film);
  }
  const bool piped = name == "-";
  CQ_TRY(bytes, piped ? read_descriptor(STDIN_FILENO).in("standard input") : read_file(name));
  CQ_TRY(intake, intake_of(piped ? std::string() : name,
                           piped ? Origin::standard_input : Origin::file, bytes));
  IntakeList list;
  list.payloads.push_back(std::move(intake));
  return list;
}

Result<Bytes> text_in(const std::string& path) {
  CQ_TRY(bytes, read_file(path));
  if (!is_picture(bytes)) return bytes;
  return scanned_in(bytes).and_then(content_of).in(shown_name(path));
}

}  // namespace coldquill
