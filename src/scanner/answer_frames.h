// Questions on standard input, frames on standard output (<coldquill/scan_protocol/protocol.h>):
// what both programs do once they are locked down.
#pragma once

#include <coldquill/base/result.h>

#include <memory>

#include "frame_source.h"

namespace coldquill {

// What the frames are of. A camera shows the same again in its next frame, which then gets the next
// look; a film may show it once, so that each of its frames gets several.
enum class Shown { again, once };

// work: processor time for getting the next frame, in milliseconds.
// Until the questions end, or the frames. An error in the place of the frames is the first answer.
// Fails with E_CANNOT_READ or E_CANNOT_WRITE.
Result<void> answer_questions(const Result<std::unique_ptr<FrameSource>>& frames, Shown shown,
                              unsigned work);

}  // namespace coldquill
