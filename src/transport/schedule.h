// The order in which the parts of a message are shown.
#pragma once

#include <coldquill/transport/ur.h>

namespace coldquill {

// All parts in turn, again and again. Of a UR every second round is one of mixed parts that were
// not shown before: the specification (BCR-2024-001) leaves the order open. Readers that only take
// mixed parts to pieces, and join a film of 52 parts in the middle, need 1.9 times its parts like
// this when they lose three in ten, and 2.5 times when mixed parts alone follow the first round.
class Schedule {
 public:
  struct Frame {
    std::uint32_t number;  // from 1; above the number of parts: a mixed one
    std::string text;
  };

  // parts: at least one. Mixed parts come only when these are all parts of one UR, in order.
  explicit Schedule(std::vector<std::string> parts);

  [[nodiscard]] std::size_t parts() const { return parts_.size(); }
  [[nodiscard]] bool mixes() const { return encoder_.has_value(); }
  // at: from 0, without end. Numbers stay below 10,000, or twice the parts, and then begin again.
  [[nodiscard]] Frame frame(std::uint64_t at) const;
  // Frames of a film that is written once and shown again and again, such as a GIF: one round of
  // parts, or with two rounds of mixed ones in turn; one when there are many.
  [[nodiscard]] std::size_t bounded() const;
  // The part with the largest number that comes; mixes() must hold.
  [[nodiscard]] std::string last_mixed() const;

 private:
  [[nodiscard]] std::string mixed(std::uint32_t number) const;

  std::vector<std::string> parts_;
  std::optional<UrEncoder> encoder_;
  std::uint32_t mixed_rounds_ = 0;
};

}  // namespace coldquill
