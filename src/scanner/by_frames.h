// The scanner used by a program, frame by frame: the camera or film on descriptor 3, questions on
// standard input, answers on standard output (<coldquill/scan_protocol/protocol.h>).
#pragma once

#include "open_frames.h"
#include "sandbox.h"

namespace coldquill {

// Locks the process down, says `ready`, then answers until the questions end, or the frames.
// Fails as lock_down does, with E_CANNOT_READ when there is no descriptor, or E_CANNOT_WRITE.
Result<void> answer_frames(Incomplete incomplete, Pace pace);

}  // namespace coldquill
