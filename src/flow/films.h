// Films: contents of QR codes, sorted into the payloads that they are parts of.
#pragma once

#include <coldquill/scan/scan.h>
#include <coldquill/transport/envelope.h>

namespace coldquill {

inline constexpr Reason E_FILMS_MIXED{
    "E_FILMS_MIXED", Errc::malformed,
    "Put the pictures of each message into a folder of its own, or name them a-1, a-2, b-1, b-2."};

class Films {
 public:
  struct Film {
    std::vector<std::string> pictures;  // in the order in which they came
    ScannedCode first;
    std::string stem;  // of BBQr and Specter: the pictures' names, digits left out
    FrameCollector collector;
    std::optional<Error> broken;  // its parts contradict one another: none of it is used
  };

  // BBQr and Specter do not say which message a part belongs to, only how many there are. by_names:
  // parts are of one film when the names of their pictures differ in digits alone (a-1.png and
  // a-2.png), and of different ones otherwise: nothing is put together from two messages.
  // freely: whoever names the sources says that they are of one message.
  enum class Joining { by_names, freely };
  Films() = default;
  explicit Films(Joining joining) : joining_(joining) {}

  // False for a code that is no part of any payload: put why into problem.
  //
  // Fails with E_SECRET_IN_PAYLOAD, and with E_TOO_LARGE for more than a hundred films.
  // stem: instead of the picture's name, when that is a film of its own.
  Result<bool> put(const std::string& picture, const ScannedCode& code,
                   std::optional<Error>& problem, const std::string& stem = {});

  [[nodiscard]] std::vector<Film>& all() { return films_; }

 private:
  Joining joining_ = Joining::by_names;
  std::vector<Film> films_;
};

}  // namespace coldquill
