// What a video device says about itself.
#pragma once

#include <linux/videodev2.h>

#include <optional>
#include <string>

namespace coldquill {

// The name of a camera, fit for a screen; nothing for devices that give no stream of pictures, such
// as the second one of many cameras, which gives figures about them. Nothing in it is trusted: a
// device brings its own name.
std::optional<std::string> camera_name(const v4l2_capability& about);

}  // namespace coldquill
