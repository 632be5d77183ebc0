// The parts of one message, whatever dialect they are in.
#pragma once

#include <coldquill/transport/unwrapped.h>

#include <memory>

namespace coldquill {

class PartStream {
 public:
  virtual ~PartStream() = default;
  // One text. Foreign: of another dialect, or a part of another message. Fails when it cannot be
  // used; what was collected stays, except after a contradiction (E_UR_CHECKSUM,
  // E_PARTS_CONTRADICT), and after E_SECRET_IN_PAYLOAD.
  virtual Result<Step> put(std::string_view text) = 0;
  [[nodiscard]] virtual bool complete() const = 0;
  [[nodiscard]] virtual Progress progress() const = 0;
  // Numbers from 1 of parts that would complete it, as few as that takes. Of a UR mixed parts do as
  // well.
  [[nodiscard]] virtual std::vector<std::uint32_t> missing() const = 0;
  // The message; complete() must hold.
  virtual Result<Unwrapped> take() = 0;
};

// For the dialect of a text; nullptr when it is no part of anything. The text is not put in.
std::unique_ptr<PartStream> stream_for(std::string_view text);

}  // namespace coldquill
