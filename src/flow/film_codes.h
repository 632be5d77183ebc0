// The codes of a film's frames, put where they belong.
#pragma once

#include <coldquill/scan/film.h>

#include "films.h"

namespace coldquill {

struct FilmSeen {
  std::size_t frames = 0;
  bool any = false;  // some code was part of a payload
};

// Looks at the film until 900 frames, or a minute, have shown nothing new. problem: as with
// Films::put. Fails as film_program, FrameStream and Films::put do.
Result<FilmSeen> put_film(Films& films, const std::string& file, const Descriptor& film,
                          std::optional<Error>& problem);

}  // namespace coldquill
