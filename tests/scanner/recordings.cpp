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

Bytes recording(const std::vector<std::string>& texts, std::uint32_t pixels,
                const std::string& rate) {
  Bytes out = to_bytes(
      view_of("YUV4MPEG2 W640 H480 " + rate + " XCAMERA=" + name_of_pixels(pixels) + "\n"));
  for (const std::string& text : texts) {
    const Bytes frame = camera_octets(scene_of(text), pixels);
    append(out, view_of("FRAME XSIZE=" + std::to_string(frame.size()) + "\n"));
    append(out, frame);
  }
  return out;
}

Film::Film(ByteView content) : descriptor_(::memfd_create("film", MFD_CLOEXEC)) {
  EXPECT_TRUE(write_descriptor(descriptor_, content).ok());
  EXPECT_EQ(::lseek(descriptor_, 0, SEEK_SET), 0);
}

Film::~Film() {
  ::close(descriptor_);
}

}  // namespace coldquill::test
