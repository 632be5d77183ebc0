#include "films.h"

#include <coldquill/base/text.h>
#include <coldquill/transport/numbered_parts.h>
#include <coldquill/transport/ur.h>

namespace coldquill {
namespace {

constexpr std::size_t most_films = 100;

// "film/f-12.png" and "film/f-3.png" have the same stem.
std::string stem_of(std::string_view picture) {
  const std::string_view name = picture.substr(0, picture.rfind('.'));
  const auto last = name.find_last_not_of("0123456789");
  return std::string(name.substr(0, last == name.npos ? 0 : last + 1));
}

bool is_contradiction(const Error& error) {
  return error.reason() == E_UR_CHECKSUM.id || error.reason() == E_PARTS_CONTRADICT.id;
}

// A contradiction has emptied the collector: what was put in before is put in again.
void replay(FrameCollector& collector, std::span<const Bytes> codes) {
  collector = FrameCollector();
  for (const Bytes& code : codes) static_cast<void>(collector.put(code));
}

Error broken_by(const Error& why, const std::string& picture) {
  const std::string what = why.what() + ", the second one in " + escape_text(picture);
  if (why.reason() == E_PARTS_CONTRADICT.id) return {E_FILMS_MIXED, what};
  return {E_UR_CHECKSUM, what};
}

enum class Place { here, elsewhere };

// The parts contradict one another, or are those of two films that their names tell apart.
Place contradicted(Films::Film& film, const std::string& picture, const std::string& stem,
                   const Error& why) {
  const bool named_apart = film.stem && *film.stem != stem;
  if (named_apart && why.reason() == E_PARTS_CONTRADICT.id) {
    replay(film.collector, film.codes);
    return Place::elsewhere;
  }
  // Its first code is enough to know which pictures are to be left out with it.
  film.codes.resize(1);
  replay(film.collector, film.codes);
  if (!film.broken) film.broken = broken_by(why, picture);
  return Place::here;
}

Result<Place> offer(Films::Film& film, const std::string& picture, const std::string& stem,
                    ByteView code) {
  if (film.broken && film.stem && *film.stem != stem) return Place::elsewhere;
  const auto step = film.collector.put(code);
  if (!step && step.error().code() == Errc::refused) return Error(step.error());
  if (!step && !is_contradiction(step.error())) return Place::elsewhere;
  if (step && *step == Step::foreign) return Place::elsewhere;
  if (!step && contradicted(film, picture, stem, step.error()) == Place::elsewhere) {
    return Place::elsewhere;
  }
  if (step && *step == Step::accepted && !film.broken) film.codes.push_back(to_bytes(code));
  if (film.stem != stem) film.stem.reset();
  film.pictures.push_back(picture);
  return Place::here;
}

}  // namespace

Result<bool> Films::put(const std::string& picture, ByteView code, std::optional<Error>& problem) {
  const std::string stem = stem_of(picture);
  for (const bool same_name : {true, false}) {
    for (Film& film : films_) {
      if ((film.stem == stem) != same_name) continue;
      CQ_TRY(place, offer(film, picture, stem, code));
      if (place == Place::here) return true;
    }
  }
  Film film{{picture}, {to_bytes(code)}, stem, {}, {}};
  const auto step = film.collector.put(code);
  if (!step && step.error().code() == Errc::refused) return Error(step.error());
  if (!step) {
    problem = Error(step.error()).in(escape_text(picture));
    return false;
  }
  if (films_.size() == most_films) {
    return Error(E_TOO_LARGE,
                 "the pictures belong to more than " + std::to_string(most_films) + " messages");
  }
  films_.push_back(std::move(film));
  return true;
}

}  // namespace coldquill
