#include "film_codes.h"

#include <coldquill/base/columns.h>
#include <coldquill/scan/frame_stream.h>

#include <algorithm>

namespace coldquill {
namespace {

// For the start of a film, and for each frame that shows something new.
constexpr std::chrono::milliseconds patience_with_films = std::chrono::seconds(30);

std::size_t parts_read(Films& films) {
  std::size_t out = 0;
  for (const Films::Film& film : films.all()) out += film.collector.progress().useful;
  return out;
}

Result<FilmSeen> look_at(Films& films, const std::string& file, const FilmFile& film,
                         const FilmTime& time, std::optional<Error>& problem) {
  const std::string name = shown_name(file);
  Attention attention(time, parts_read(films));
  CQ_TRY(program, film_program(film.kind));
  CQ_TRY(stream, FrameStream::start(program, film.descriptor.get(), FrameStream::Source::film,
                                    FrameStream::Pace::as_fast, patience_with_films)
                     .in(name));
  FilmSeen seen;
  for (auto left = attention.left(); left > left.zero(); left = attention.left()) {
    CQ_TRY(arrival, stream.next({}, std::min(left, patience_with_films)).in(name));
    if (arrival.came == Came::end) return seen;
    if (arrival.came == Came::nothing_yet) continue;
    for (const Scanned& code : arrival.frame.codes) {
      CQ_TRY(used, films.put(file, {code.bytes, code.place}, problem, file).in(name));
      seen.any = seen.any || used;
    }
    attention.saw(parts_read(films));
    seen.frames = attention.frames();
  }
  seen.cut_off = attention.cut_off();
  seen.rest = attention.why();
  return seen;
}

}  // namespace

bool is_of_one_film(const Error& error) {
  return error.reason() == E_BAD_FILM.id || error.reason() == E_SCANNER_FAILED.id;
}

Result<FilmSeen> put_film(Films& films, const std::string& file, const FilmFile& film,
                          FilmTime& time, std::optional<Error>& problem) {
  if (time.left() <= FilmTime::Clock::duration(0)) {
    return FilmSeen{0, false, true, time.over()};
  }
  const auto begin = time.now();
  auto seen = look_at(films, file, film, time, problem);
  time.use(time.now() - begin);
  return seen;
}

}  // namespace coldquill
