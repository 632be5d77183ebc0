// Which pictures a camera is asked for, and how its octets become grey pixels.
#pragma once

#include "picture.h"
#include "video_calls.h"

namespace coldquill {

// What the driver and we have agreed on.
struct CameraFormat {
  std::uint32_t pixels = 0;  // a code of four letters: V4L2_PIX_FMT_...
  std::uint32_t width = 0;   // 1 to longest_camera_side
  std::uint32_t height = 0;
  std::uint32_t stride = 0;  // octets from one row to the next; 0 for MJPEG
  std::uint32_t size = 0;    // octets in a frame, at most
};

inline constexpr std::uint32_t longest_camera_side = 4096;
inline constexpr std::uint32_t largest_camera_frame = 32u << 20;
// The picture that is asked for when it is offered; else the nearest, and at least 640 x 480 when
// there is a choice. QR codes of version 27 need 720 lines.
inline constexpr std::uint32_t wanted_width = 1280;
inline constexpr std::uint32_t wanted_height = 720;

// Looks at every pixel format (grey, NV12, YUV 4:2:0 planes, YUYV, MJPEG) and size that the device
// offers, and sets the best: the size nearest to the wanted one; then 15 frames a second or more;
// then the format that takes the least work. Frame rate, focus and exposure are left as they are.
// Fails with E_CAMERA_FAILED.
Result<CameraFormat> choose_format(VideoCalls& calls);

// One frame of that format. Fails with E_BAD_PICTURE when there are too few octets, or as read_jpeg
// does.
Result<Picture> picture_of(const CameraFormat& format, ByteView frame);

// "MJPG", fit for a screen.
std::string name_of_pixels(std::uint32_t pixels);

}  // namespace coldquill
