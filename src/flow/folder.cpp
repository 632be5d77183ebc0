#include "folder.h"

#include <coldquill/base/columns.h>
#include <coldquill/base/file.h>
#include <coldquill/flow/other_text.h>
#include <coldquill/flow/recognise.h>
#include <coldquill/scan/film.h>
#include <coldquill/scan/frame_stream.h>

#include <filesystem>
#include <system_error>

#include "listing.h"

namespace coldquill {
namespace {

namespace fs = std::filesystem;

// All payloads of a folder are in memory together.
constexpr std::size_t most_octets = largest_payload;

// What a file that is no request fails with when it is taken for one.
bool is_stranger(const Error& error) {
  return error.reason() == E_EMPTY_PAYLOAD.id || error.reason() == E_UNKNOWN_ENCODING.id ||
         error.reason() == E_UNKNOWN_PAYLOAD.id || error.reason() == E_UNSUPPORTED_UR.id ||
         error.reason() == E_UNSUPPORTED_COIN.id;
}

// What must not be passed over in silence: parts that are missing, and secrets.
bool is_for_the_person(const Error& error) {
  return error.code() == Errc::incomplete || error.code() == Errc::refused;
}

bool is_bad_picture(Scanned::Kind kind) {
  return kind != Scanned::Kind::code && kind != Scanned::Kind::two;
}

// The same folder by a path that ends in a name, as "." and ".." do not.
std::string named_path(const std::string& path) {
  const std::string last = fs::path(path).filename().string();
  if (last != "." && last != "..") return path;
  std::error_code failure;
  const fs::path whole = fs::canonical(path, failure);
  return failure ? path : whole.string();
}

}  // namespace

Result<IntakeList> Folder::read() {
  CQ_TRY(listing, files_in(path_));
  CQ_CHECK(all(listing.files));
  CQ_CHECK(finish_films());
  for (const std::string& name : listing.specials) list_.skipped.push_back(shown_name(name));
  settle_single_film();
  return finish();
}

Result<IntakeList> Folder::read_film(const FilmFile& film) {
  CQ_CHECK(this->film(path_, film));
  CQ_CHECK(finish_films());
  for (Intake& intake : list_.payloads) intake.in_folder = false;
  return finish();
}

Result<IntakeList> Folder::finish() {
  if (!list_.payloads.empty()) return std::move(list_);
  if (problem_) return *std::move(problem_);
  if (pictures_ > 0) {
    return Error(E_NO_CODES, "no QR code in " + std::to_string(pictures_) + " pictures",
                 shown_name(path_));
  }
  return Error(E_NO_REQUEST, "there is no request in this folder", shown_name(path_));
}

Result<void> Folder::all(const std::vector<std::string>& files) {
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (looking_) looking_(i + 1, files.size(), files[i]);
    if (const auto film = film_at(files[i])) {
      CQ_CHECK(this->film(files[i], *film));
      continue;
    }
    CQ_CHECK(file_time_.check(i, files.size(), files[i]).in(shown_name(path_)));
    CQ_CHECK(file_time_.use([&] { return file(files[i]); }));
  }
  return {};
}

Result<void> Folder::file(const std::string& file) {
  auto bytes = read_file(file);
  if (!bytes && bytes.error().reason() == E_TOO_LARGE.id) {  // a film for the evening
    ++others_;
    skip(file, bytes.error());
    return {};
  }
  if (!bytes) return std::move(bytes).error();
  if (is_picture(*bytes)) return picture(file, *bytes);
  ++others_;
  auto content = unwrap(*bytes);
  if (!content && is_stranger(content.error())) {
    skip(file, Error(content.error()).in(shown_name(file)));
    return {};
  }
  if (!content) return std::move(content).error().in(shown_name(file));
  return keep({shown_name(file), file, Origin::file, *std::move(content), true});
}

Result<void> Folder::picture(const std::string& file, ByteView bytes) {
  if (!scanner_) {
    CQ_TRY(program, scanner_program());
    CQ_TRY(started, Scanner::start(program));
    scanner_ = std::move(started);
  }
  ++pictures_;
  auto scanned = scanner_->scan(bytes).in(shown_name(file));
  if (!scanned) {  // one poisoned picture costs that picture only
    skip(file, scanned.error());
    return {};
  }
  const bool bad = is_bad_picture(scanned->kind);
  const bool nothing = scanned->kind == Scanned::Kind::none;
  auto code = code_of(*std::move(scanned)).in(shown_name(file));
  if (nothing) {
    list_.skipped.push_back(shown_name(file));
  } else if (!code && bad) {  // one bad frame of a film does no harm
    skip(file, code.error());
  } else if (!code) {
    return std::move(code).error();
  } else {
    std::optional<Error> problem;
    CQ_TRY(used, films_.put(file, *code, problem).in(shown_name(file)));
    if (!used) skip_saying(file, *problem);
  }
  return {};
}

// A film that breaks off, or is none, does no harm to what its frames gave before that.
Result<void> Folder::film(const std::string& file, const FilmFile& film) {
  const std::size_t before = list_.skipped.size();
  auto read = film_frames(file, film);
  if (read) return read;
  if (!is_of_one_film(read.error())) return read;
  if (!unseen_) unseen_ = read.error();
  if (list_.skipped.size() == before) skip(file, read.error());
  return {};
}

Result<void> Folder::film_frames(const std::string& file, const FilmFile& film) {
  CQ_TRY(seen, put_film(films_, file, film, time_, problem_));
  pictures_ += seen.frames;
  if (seen.rest && !unseen_) unseen_ = Error(*seen.rest).in(shown_name(file));
  if (seen.is_to_be_told()) {
    skip_saying(file, *seen.rest);
  } else if (!seen.any) {
    list_.skipped.push_back(shown_name(file));
  }
  return {};
}

// A broken film costs that film only. One that is not complete is an error: the person can mend it.
Result<void> Folder::finish_films() {
  for (auto& film : films_.all()) {
    const std::string& place = film.pictures.front();
    auto content = film.broken ? Result<Unwrapped>(*film.broken) : film.collector.take();
    if (!content && !is_for_the_person(content.error())) {
      skip_saying(place, content.error());
      for (const std::string& more : std::span(film.pictures).subspan(1)) {
        list_.skipped.push_back(shown_name(more));
      }
      continue;
    }
    if (!content) return incomplete(film, content.error()).in(shown_name(place));
    CQ_CHECK(keep({shown_name(place), place, Origin::picture, *std::move(content), true}));
  }
  return {};
}

// With what may be the cause, where we know of one.
Error Folder::incomplete(const Films::Film& film, const Error& why) {
  if (why.reason() != E_PARTS_MISSING.id) return why;
  if (unseen_) {
    return {E_PARTS_MISSING, why.what() + "; " + unseen_->where() + ": " + unseen_->what()};
  }
  if (film.stem.empty() || films_.all().size() == 1) return why;
  return {E_PARTS_MISSING,
          why.what() + "; pictures of one message have names that differ in digits alone"};
}

Result<void> Folder::keep(Intake intake) {
  if (take_ == Take::requests) {
    const auto known = recognise(intake.content, {});
    if (!known && is_other_text(known.error())) {
      skip_saying(intake.path, known.error());
      return {};
    }
    if (!known && is_stranger(known.error())) {
      skip(intake.path, Error(known.error()).in(intake.name));
      return {};
    }
    const bool in_codes = intake.origin == Origin::picture;
    if (!known && in_codes && !is_for_the_person(known.error())) {
      skip_saying(intake.path, known.error());
      return {};
    }
    if (!known) return Error(known.error()).in(intake.name);
  }
  octets_ += intake.content.bytes.size();
  for (const Bytes& more : intake.content.more) octets_ += more.size();
  if (octets_ > most_octets) {
    return Error(E_TOO_LARGE,
                 "its payloads have more than " + std::to_string(most_octets) + " bytes together",
                 shown_name(path_));
  }
  list_.payloads.push_back(std::move(intake));
  return {};
}

void Folder::skip(const std::string& file, const Error& why) {
  list_.skipped.push_back(shown_name(file));
  if (!problem_) problem_ = why;
}

void Folder::skip_saying(const std::string& file, const Error& why) {
  skip(file, Error(why).in(shown_name(file)));
  list_.skipped.back() = name_and_why(file, why);
}

void Folder::settle_single_film() {
  if (others_ > 0 || list_.payloads.size() != 1) return;
  Intake& film = list_.payloads.front();
  film.name = shown_name(path_);
  film.path = named_path(path_);
  film.origin = Origin::frames;
  film.in_folder = false;
}

}  // namespace coldquill
