#include "films.h"

#include <coldquill/base/columns.h>
#include <coldquill/transport/bbqr.h>
#include <coldquill/transport/numbered_parts.h>
#include <coldquill/transport/specter.h>
#include <coldquill/transport/ur.h>

namespace coldquill {
namespace {

constexpr std::size_t most_films = 100;

// "film/f-12.png" and "film/f-3.png" have the same one, and pictures named after the time.
std::string stem_of(const std::string& picture) {
  std::string out = picture.substr(0, picture.rfind('.'));
  std::erase_if(out, [](char c) { return c >= '0' && c <= '9'; });
  return out;
}

// Nothing in such a part says which message it belongs to.
bool is_nameless(const ScannedCode& code) {
  const std::string_view text = text_of(code.bytes);
  return !code.place && (is_bbqr(text) || is_specter(text));
}

bool is_contradiction(const Error& error) {
  return error.reason() == E_UR_CHECKSUM.id || error.reason() == E_PARTS_CONTRADICT.id ||
         error.reason() == E_ROW_PARITY.id;
}

Error broken_by(const Error& why, const std::string& picture) {
  const std::string what = why.what() + ", the second one in " + shown_name(picture);
  if (why.reason() == E_PARTS_CONTRADICT.id) return {E_FILMS_MIXED, what};
  if (why.reason() == E_ROW_PARITY.id) return {E_ROW_PARITY, what};
  return {E_UR_CHECKSUM, what};
}

// A contradiction has emptied the collector. The first code is enough to know which pictures are to
// be left out with this film.
void break_film(Films::Film& film, const Error& why, const std::string& picture) {
  film.collector = FrameCollector();
  static_cast<void>(film.collector.put(film.first.bytes, film.first.place));
  if (!film.broken) film.broken = broken_by(why, picture);
}

// True when it belongs there.
Result<bool> offer(Films::Film& film, const std::string& picture, const ScannedCode& code) {
  const auto step = film.collector.put(code.bytes, code.place);
  if (!step && step.error().code() == Errc::refused) return Error(step.error());
  if (!step && !is_contradiction(step.error())) return false;
  if (step && *step == Step::foreign) return false;
  if (!step) break_film(film, step.error(), picture);
  if (film.pictures.back() != picture) film.pictures.push_back(picture);
  return true;
}

}  // namespace

Result<bool> Films::put(const std::string& picture, const ScannedCode& code,
                        std::optional<Error>& problem, const std::string& film_name) {
  const bool named = joining_ == Joining::by_names && is_nameless(code);
  std::string stem = film_name.empty() ? stem_of(picture) : film_name;
  if (!named) stem.clear();
  for (Film& film : films_) {
    if (film.stem != stem) continue;
    CQ_TRY(taken, offer(film, picture, code));
    if (taken) return true;
  }
  Film film{{picture}, code, stem, {}, {}};
  const auto step = film.collector.put(code.bytes, code.place);
  if (!step && step.error().code() == Errc::refused) return Error(step.error());
  if (!step) {
    problem = Error(step.error()).in(shown_name(picture));
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
