// What lies behind a descriptor: a camera, or a film.
#pragma once

#include "frame_source.h"
#include "recording.h"
#include "sandbox.h"

namespace coldquill {

// A character device is a camera, a regular file a film. Looks at nothing inside: this is asked
// before the sandbox closes. Fails with E_CANNOT_READ.
Result<Work> work_for(int descriptor);

// Inside the sandbox. Fails with E_CAMERA_FAILED.
Result<std::unique_ptr<FrameSource>> open_frames(int descriptor, Work work, Pace pace);

}  // namespace coldquill
