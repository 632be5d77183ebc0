#include "films.h"

#include <coldquill/base/text.h>
#include <coldquill/transport/numbered_parts.h>
#include <coldquill/transport/ur.h>

namespace coldquill {
namespace {

constexpr std::size_t most_films = 100;

// Errors that no other picture can make good.
bool is_final(const Error& error) {
  return error.code() == Errc::refused || error.reason() == E_UR_CHECKSUM.id ||
         error.reason() == E_PARTS_CONTRADICT.id || error.reason() == E_ROW_PARITY.id;
}

}  // namespace

Result<bool> Films::put(const std::string& picture, const ScannedCode& code,
                        std::optional<Error>& problem) {
  for (Film& film : films_) {
    const auto step = film.collector.put(code.bytes, code.place);
    if (step && *step != Step::foreign) return true;
    if (!step && is_final(step.error())) return Error(step.error());
  }
  Film film{picture, {}};
  const auto step = film.collector.put(code.bytes, code.place);
  if (!step && is_final(step.error())) return Error(step.error());
  if (!step) {
    if (!problem) problem = Error(step.error()).in(escape_text(picture));
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
