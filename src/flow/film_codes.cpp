#include "film_codes.h"

#include <coldquill/base/text.h>
#include <coldquill/scan/frame_stream.h>

namespace coldquill {
namespace {

// Frames of a film without any code before it is taken for one of something else.
constexpr std::size_t most_without_code = 900;
// For the start of a film, and for each frame that shows something new.
constexpr auto patience_with_films = std::chrono::seconds(30);

}  // namespace

Result<FilmSeen> put_film(Films& films, const std::string& file, const Descriptor& film,
                          std::optional<Error>& problem) {
  const std::string name = escape_text(file);
  CQ_TRY(program, film_program());
  CQ_TRY(stream, FrameStream::start(program, film.get(), FrameStream::Source::film,
                                    FrameStream::Pace::as_fast, patience_with_films)
                     .in(name));
  FilmSeen seen;
  while (seen.any || seen.frames < most_without_code) {
    CQ_TRY(arrival, stream.next({}, patience_with_films).in(name));
    if (arrival.came != Came::frame) break;
    ++seen.frames;
    for (const Scanned& code : arrival.frame.codes) {
      CQ_TRY(used, films.put(file, {code.bytes, code.place}, problem).in(name));
      seen.any = seen.any || used;
    }
  }
  return seen;
}

}  // namespace coldquill
