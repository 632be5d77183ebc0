// A camera of Video for Linux as a row of frames: four mapped buffers, taken in turn.
#pragma once

#include "camera_format.h"
#include "frame_source.h"

namespace coldquill {

// How long a camera may take for a frame (the first ones are slow), and how many spoilt frames in a
// row are too many.
inline constexpr int camera_patience = 5000;  // milliseconds
inline constexpr int most_spoilt_frames = 100;

class Camera : public FrameSource {
 public:
  // Asks what the device is, chooses a format and starts it; a device that a scanner before us left
  // at work is started anew. Fails with E_CAMERA_FAILED.
  static Result<std::unique_ptr<Camera>> start(std::unique_ptr<VideoCalls> calls);
  Camera(const Camera&) = delete;
  Camera& operator=(const Camera&) = delete;
  ~Camera() override;

  // Frames that the driver marks as spoilt, and those that are damaged, are passed over. Nothing
  // after the last frame of a recording. Fails with E_CAMERA_FAILED.
  Result<std::optional<Picture>> next() override;

  [[nodiscard]] const CameraFormat& format() const { return format_; }

 private:
  struct Buffer {
    const std::uint8_t* data;
    std::size_t size;
    bool queued;
  };
  struct Taken {
    std::optional<std::uint32_t> index;  // nothing when no buffer could be had this time
    std::size_t used = 0;                // octets; 0 for a frame that is spoilt
  };

  Camera(std::unique_ptr<VideoCalls> calls, const CameraFormat& format)
      : calls_(std::move(calls)), format_(format) {}
  Result<void> map_buffers();
  Result<void> map_buffer(std::uint32_t index);
  Result<void> put_back(std::uint32_t index);
  Result<void> stream();
  Result<std::optional<Taken>> take();
  Result<std::optional<Picture>> look_at(const Taken& taken);

  std::unique_ptr<VideoCalls> calls_;
  CameraFormat format_;
  std::vector<Buffer> buffers_;
};

}  // namespace coldquill
