// A recording of a camera, behind the seam of its system calls: what is read from the file is
// offered, mapped and taken exactly as from a device.
//
// The file is a YUV4MPEG2 stream (the format of mjpegtools; `ffmpeg -i FILM -pix_fmt gray x.y4m`
// makes one): a line of words,
//     YUV4MPEG2 W640 H480 F10:1 Cmono
// then for each frame a line that begins with FRAME, and its pixels. C420, C420jpeg, C420mpeg2,
// C420paldv (three planes) and Cmono are read. With the word XCAMERA=YUYV, NV12, GREY, YU12 or
// MJPG, the pixels are what a camera gives in that format; each frame of MJPG tells its octets:
//     FRAME XSIZE=34567
#pragma once

#include <coldquill/base/result.h>

#include "video_calls.h"

namespace coldquill {

// as_recorded waits between frames as the words F says; as_fast does not.
enum class Pace { as_recorded, as_fast };

// From the start of the file; the descriptor stays the caller's. Reads the first line.
// Fails with E_CAMERA_FAILED.
Result<std::unique_ptr<VideoCalls>> open_recording(int descriptor, Pace pace);

}  // namespace coldquill
