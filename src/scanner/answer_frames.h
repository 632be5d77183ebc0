// Questions on standard input, frames on standard output (<coldquill/scan_protocol/protocol.h>):
// what both programs do once they are locked down.
#pragma once

#include <coldquill/base/result.h>

#include <memory>

#include "frame_source.h"

namespace coldquill {

struct Pains {
  unsigned work_to_get_one;  // processor time for the next frame, in milliseconds
  // Further looks at a frame in which the first ones see nothing. 0 where the next frame shows the
  // same again, and gets the next look.
  unsigned glances;
};

// Until the questions end, or the frames. An error in the place of the frames is the first answer.
// Fails with E_CANNOT_READ or E_CANNOT_WRITE.
Result<void> answer_questions(const Result<std::unique_ptr<FrameSource>>& frames,
                              const Pains& pains);

}  // namespace coldquill
