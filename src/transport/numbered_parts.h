// Parts that each say their number and how many there are, and are all needed: BBQr, Specter and
// the first version of UR. In any order, with repeats.
#pragma once

#include <coldquill/transport/unwrapped.h>

#include <optional>

namespace coldquill {

inline constexpr Reason E_PARTS_CONTRADICT{
    "E_PARTS_CONTRADICT", Errc::malformed,
    "Parts of two messages are mixed: begin the scan again, with one of them alone."};
inline constexpr Reason E_BAD_PART{"E_BAD_PART", Errc::malformed,
                                   "The code was read wrongly or is broken: scan it again."};

// What one text says about itself.
struct NumberedPart {
  std::size_t index = 0;  // from 0
  std::size_t total = 0;  // at least 1
  std::string identity;   // what all parts of one message share
  std::string text;       // what it carries
};

class NumberedParts {
 public:
  // The first part says which message this is. Parts of others are foreign, and so is another
  // message of a single part. Else another text under a number that was there already is a
  // contradiction (E_PARTS_CONTRADICT), after which nothing that was collected counts: it could be
  // part of a message with as many parts, and so could those that were taken before.
  Result<Step> put(NumberedPart part);

  [[nodiscard]] bool begun() const { return !texts_.empty(); }
  [[nodiscard]] bool complete() const { return begun() && useful_ == texts_.size(); }
  [[nodiscard]] Progress progress() const { return {useful_, texts_.size(), 0}; }
  // Numbers from 1 of the parts that are not there yet.
  [[nodiscard]] std::vector<std::uint32_t> missing() const;
  // Characters in the largest part.
  [[nodiscard]] std::size_t largest() const;
  // What the parts carry, in order; complete() must hold.
  [[nodiscard]] std::vector<std::string> take();

 private:
  std::string identity_;
  std::vector<std::optional<std::string>> texts_;
  std::size_t useful_ = 0;
};

}  // namespace coldquill
