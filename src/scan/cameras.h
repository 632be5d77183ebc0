// Cameras: the devices of this machine that give pictures (Video for Linux).
#pragma once

#include <coldquill/base/result.h>
#include <coldquill/scan/descriptor.h>

#include <optional>
#include <vector>

namespace coldquill {

inline constexpr Reason E_NO_CAMERA{"E_NO_CAMERA", Errc::environment,
                                    "Plug a camera in (`coldquill scan --list` names those that "
                                    "are there), or bring the request as "
                                    "a file, a picture or a film."};

struct CameraName {
  std::string path;  // "/dev/video0"
  unsigned number;   // 0
  std::string name;  // as it calls itself, fit for a screen
};

// Those that give pictures, by number. Devices of other kinds, and those that we may not open, are
// left out. folder: where the devices are.
std::vector<CameraName> cameras(const std::string& folder = "/dev");

// Where frames come from, open and ready to be handed to a FrameStream.
struct OpenFrames {
  Descriptor descriptor;
  bool camera = false;  // else a recording
  std::string name;     // for people; fit for a screen
  std::string path;     // of a recording; empty for a camera
};

// which: empty for the first camera, a number as in `2`, or the path of a device; or of a
// recording, which then stands for a camera. Fails with E_NO_CAMERA, E_CANNOT_READ or E_NOT_A_FILE.
Result<OpenFrames> open_camera(const std::string& which);

// A recording (film_at, of the kind that can stand for a camera). Nothing for any other name.
std::optional<OpenFrames> recording_at(const std::string& path);

}  // namespace coldquill
