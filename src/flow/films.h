// Films: contents of QR codes, sorted into the payloads that they are parts of.
#pragma once

#include <coldquill/transport/envelope.h>

namespace coldquill {

inline constexpr Reason E_FILMS_MIXED{
    "E_FILMS_MIXED", Errc::malformed,
    "Put the pictures of each message into a folder of its own, or name them a-1, a-2, b-1, b-2."};

class Films {
 public:
  struct Film {
    std::vector<std::string> pictures;  // in the order in which they came
    std::vector<Bytes> codes;           // those that brought it further
    // What its pictures' names begin with, digits left out; empty when they differ in that.
    std::optional<std::string> stem;
    FrameCollector collector;
    std::optional<Error> broken;  // its parts contradict one another: none of it is used
  };

  // False for a code that is no part of any payload: put why into problem.
  //
  // BBQr and Specter do not say which message a part belongs to, only how many there are. Two films
  // with as many are told apart by the names of their pictures (a-1.png, b-1.png), and are both
  // broken when those do not help: they are never mixed.
  //
  // Fails with E_SECRET_IN_PAYLOAD, and with E_TOO_LARGE for more than a hundred films.
  Result<bool> put(const std::string& picture, ByteView code, std::optional<Error>& problem);

  [[nodiscard]] std::vector<Film>& all() { return films_; }

 private:
  std::vector<Film> films_;
};

}  // namespace coldquill
