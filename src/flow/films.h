// Films: contents of QR codes, sorted into the payloads that they are parts of.
#pragma once

#include <coldquill/scan/scan.h>
#include <coldquill/transport/envelope.h>

namespace coldquill {

class Films {
 public:
  struct Film {
    std::string first_picture;
    FrameCollector collector;
  };

  // False for a code that is no part of any payload: put why into problem.
  // Fails with E_SECRET_IN_PAYLOAD, with E_UR_CHECKSUM, E_PARTS_CONTRADICT or E_ROW_PARITY when the
  // parts of a film contradict one another, and with E_TOO_LARGE for more than a hundred films.
  Result<bool> put(const std::string& picture, const ScannedCode& code,
                   std::optional<Error>& problem);

  [[nodiscard]] std::vector<Film>& all() { return films_; }

 private:
  std::vector<Film> films_;
};

}  // namespace coldquill
