// The codes of a film's frames, put where they belong.
#pragma once

#include <coldquill/scan/film.h>

#include "film_time.h"
#include "films.h"

namespace coldquill {

struct FilmSeen {
  std::size_t frames = 0;
  bool any = false;      // some code was part of a payload
  bool cut_off = false;  // the time was over before the film was
  // Why the rest was not looked at, if it was not.
  std::optional<Error> rest;

  // A film that goes on for ever after its message is no news.
  [[nodiscard]] bool is_to_be_told() const { return rest && (cut_off || !any); }
};

// A film that is broken, or over which its program died: it costs that film only.
bool is_of_one_film(const Error& error);

// Looks at the film until 900 frames, or a minute, have shown nothing new, most_film_frames have
// come, or the time is over. problem: as with Films::put. Fails as film_program, FrameStream and
// Films::put do.
Result<FilmSeen> put_film(Films& films, const std::string& file, const FilmFile& film,
                          FilmTime& time, std::optional<Error>& problem);

}  // namespace coldquill
