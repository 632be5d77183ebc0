// Frames: pictures that come one after another, from a camera or out of a film.
#pragma once

#include <optional>

#include "picture.h"

namespace coldquill {

class FrameSource {
 public:
  virtual ~FrameSource() = default;
  // The next picture; nothing at the end of a film. An error ends the row: do not call again.
  virtual Result<std::optional<Picture>> next() = 0;
};

}  // namespace coldquill
