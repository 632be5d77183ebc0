#include "recordings.h"

#include <coldquill/base/file.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

namespace coldquill::test {

Image scene_of(std::string_view text) {
  if (text.empty()) return blank(640, 480);
  return on_sheet(draw_text(text), 640, 480, 60, 40);
}

Image poison() {
  constexpr std::size_t side = 480, step = 8;
  Image out = blank(side, side);
  for (std::size_t y = 0; y < side; ++y) {
    for (std::size_t x = 0; x < side; ++x) {
      const int across = static_cast<int>(x % step), down = static_cast<int>(y % step);
      const int ring = std::max(std::abs(across - 3), std::abs(down - 3));
      if (ring != 2 && ring != 4) out.at(x, y) = 0;
    }
  }
  return out;
}

Bytes recording_of(const std::vector<Image>& frames, std::uint32_t pixels,
                   const std::string& rate) {
  Bytes out = to_bytes(
      view_of("YUV4MPEG2 W640 H480 " + rate + " XCAMERA=" + name_of_pixels(pixels) + "\n"));
  for (const Image& image : frames) {
    const Bytes frame = camera_octets(image, pixels);
    append(out, view_of("FRAME XSIZE=" + std::to_string(frame.size()) + "\n"));
    append(out, frame);
  }
  return out;
}

Bytes recording(const std::vector<std::string>& texts, std::uint32_t pixels,
                const std::string& rate) {
  std::vector<Image> frames;
  for (const std::string& text : texts) frames.push_back(scene_of(text));
  return recording_of(frames, pixels, rate);
}

Film::Film(ByteView content) : descriptor_(::memfd_create("film", MFD_CLOEXEC)) {
  show(content);
}

void Film::show(ByteView content) {
  EXPECT_EQ(::ftruncate(descriptor_, 0), 0);
  EXPECT_EQ(::lseek(descriptor_, 0, SEEK_SET), 0);
  EXPECT_TRUE(write_descriptor(descriptor_, content).ok());
  EXPECT_EQ(::lseek(descriptor_, 0, SEEK_SET), 0);
}

Film::~Film() {
  ::close(descriptor_);
}

}  // namespace coldquill::test
