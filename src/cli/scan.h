// Payloads out of cameras, and of the recordings that can stand for one.
#pragma once

#include <coldquill/flow/gather.h>

#include "options.h"

namespace coldquill::cli {

// which: as open_camera takes it. Shows a live picture where there is a terminal. What was taken of
// an unfinished message is left in the gatherer. Fails as open_camera and watch do.
Result<Intake> scan_camera(const std::string& which, Gatherer& gatherer);

// Nothing when the name is no recording. Fails as watch does.
Result<std::optional<Intake>> scan_recording(const std::string& name, Take take,
                                             const std::string& as);

}  // namespace coldquill::cli
