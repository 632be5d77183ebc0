// Payloads out of cameras and films.
#pragma once

#include <coldquill/flow/intake.h>

#include "options.h"

namespace coldquill::cli {

// which: as open_camera takes it. Shows a live picture where there is a terminal.
// Fails as open_camera and watch do.
Result<Intake> scan_camera(const std::string& which, Take take, const std::string& as);

// Nothing when the name is no film.
Result<std::optional<Intake>> scan_film(const std::string& name, Take take, const std::string& as);

}  // namespace coldquill::cli
