// Films for tests: frames of a camera in any of its formats, in a file.
#pragma once

#include "fake_video.h"

namespace coldquill::test {

inline constexpr std::uint32_t every_format[] = {V4L2_PIX_FMT_GREY, V4L2_PIX_FMT_NV12,
                                                 V4L2_PIX_FMT_YUV420, V4L2_PIX_FMT_YUYV,
                                                 V4L2_PIX_FMT_MJPEG};

// The code of a text on a sheet of 640 x 480; an empty sheet for an empty text.
Image scene_of(std::string_view text);

// Finder patterns and no code: the reader would sit over them for minutes, also as a frame of a
// camera. 480 x 480.
Image poison();

// A recording (recording.h) with a frame for each picture, all of 640 x 480; for each text.
Bytes recording_of(const std::vector<Image>& frames, std::uint32_t pixels,
                   const std::string& rate = "F1000:1");
Bytes recording(const std::vector<std::string>& texts, std::uint32_t pixels,
                const std::string& rate = "F1000:1");

// A file in memory, at its start.
class Film {
 public:
  explicit Film(ByteView content);
  Film(const Film&) = delete;
  Film& operator=(const Film&) = delete;
  ~Film();
  [[nodiscard]] int descriptor() const { return descriptor_; }
  // Something else from here, at its start again.
  void show(ByteView content);

 private:
  int descriptor_;
};

}  // namespace coldquill::test
