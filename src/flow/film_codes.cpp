#include "film_codes.h"

#include <coldquill/base/text.h>
#include <coldquill/scan/frame_stream.h>

namespace coldquill {
namespace {

// Frames, and time, in which nothing new is seen before the rest of a film is left alone.
constexpr std::size_t most_without_news = 900;
constexpr auto longest_without_news = std::chrono::seconds(60);
// For the start of a film, and for each frame that shows something new.
constexpr auto patience_with_films = std::chrono::seconds(30);

std::size_t parts_read(Films& films) {
  std::size_t out = 0;
  for (const Films::Film& film : films.all()) out += film.collector.progress().useful;
  return out;
}

}  // namespace

Result<FilmSeen> put_film(Films& films, const std::string& file, const Descriptor& film,
                          std::optional<Error>& problem) {
  const std::string name = escape_text(file);
  CQ_TRY(program, film_program());
  CQ_TRY(stream, FrameStream::start(program, film.get(), FrameStream::Source::film,
                                    FrameStream::Pace::as_fast, patience_with_films)
                     .in(name));
  FilmSeen seen;
  std::size_t news = 0, since = 0;
  auto end = std::chrono::steady_clock::now() + longest_without_news;
  while (since < most_without_news && std::chrono::steady_clock::now() < end) {
    CQ_TRY(arrival, stream.next({}, patience_with_films).in(name));
    if (arrival.came != Came::frame) break;
    ++seen.frames;
    ++since;
    for (const Scanned& code : arrival.frame.codes) {
      CQ_TRY(used, films.put(file, {code.bytes, code.place}, problem, file).in(name));
      seen.any = seen.any || used;
    }
    if (const std::size_t now = parts_read(films); now != news) {
      news = now;
      since = 0;
      end = std::chrono::steady_clock::now() + longest_without_news;
    }
  }
  return seen;
}

}  // namespace coldquill
