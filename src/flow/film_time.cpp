#include "film_time.h"

#include <coldquill/scan_protocol/protocol.h>

#include <algorithm>

namespace coldquill {
namespace {

using std::chrono::milliseconds;

// In which nothing new is seen before the rest of a film is left alone.
constexpr std::size_t most_without_news = 900;
constexpr auto longest_without_news = std::chrono::seconds(60);

}  // namespace

Error FilmTime::over() const {
  return {E_FILM_CUT_OFF, "the time for films, " + std::to_string(all_.count()) +
                              " s, was over, and the rest of this one was not looked at"};
}

Attention::Attention(const FilmTime& time, std::size_t parts)
    : time_(time),
      end_(time.now() + time.left()),
      enough_(time.now() + longest_without_news),
      parts_(parts) {}

milliseconds Attention::left() const {
  if (since_ == most_without_news || frames_ == most_film_frames) return milliseconds(0);
  return std::chrono::ceil<milliseconds>(std::min(end_, enough_) - time_.now());
}

Error Attention::why() const {
  if (cut_off()) return time_.over();
  const std::string most = std::to_string(most_film_frames);
  const std::string what = frames_ == most_film_frames
                               ? "it has more than " + most + " frames"
                               : std::to_string(most_without_news) + " frames, or " +
                                     std::to_string(longest_without_news.count()) +
                                     " s of them, showed nothing new";
  return {E_FILM_CUT_OFF, what + ", and the rest was not looked at"};
}

void Attention::saw(std::size_t parts) {
  ++frames_;
  ++since_;
  if (parts == parts_) return;
  parts_ = parts;
  since_ = 0;
  enough_ = time_.now() + longest_without_news;
}

}  // namespace coldquill
