// Which devices count as cameras, and previews on a terminal.
#include <coldquill/scan/cameras.h>
#include <coldquill/scan/device_caps.h>
#include <coldquill/scan/preview_lines.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstring>

#include "recordings.h"
#include "script.h"

namespace coldquill {
namespace {

namespace fs = std::filesystem;

v4l2_capability device(std::string_view name, std::uint32_t capabilities,
                       std::uint32_t of_this = 0) {
  v4l2_capability out{};
  std::memcpy(out.card, name.data(), std::min(name.size(), sizeof out.card));
  out.capabilities = capabilities;
  out.device_caps = of_this;
  return out;
}

constexpr std::uint32_t streams = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;

TEST(Cameras, TellTheirNames) {
  EXPECT_EQ(camera_name(device("Integrated Camera", streams)), "Integrated Camera");
  // The second device of the same camera gives figures about its pictures.
  EXPECT_EQ(camera_name(device("Camera", streams | V4L2_CAP_DEVICE_CAPS, V4L2_CAP_META_CAPTURE)),
            std::nullopt);
  EXPECT_EQ(camera_name(device("Encoder", V4L2_CAP_VIDEO_M2M | V4L2_CAP_STREAMING)), std::nullopt);
}

TEST(Cameras, NamesCannotSteerTheScreen) {
  const auto steering = camera_name(device("\x1b[2Jcamera", streams));
  ASSERT_TRUE(steering);
  EXPECT_EQ(steering->find('\x1b'), std::string::npos);
  // No end mark: as long as there is room.
  EXPECT_EQ(camera_name(device(std::string(32, 'x'), streams)), std::string(32, 'x'));
}

class CameraFolder : public testing::Test {
 protected:
  CameraFolder()
      : path_(fs::temp_directory_path() / ("coldquill-cameras-" + std::to_string(::getpid()))) {
    fs::create_directory(path_);
  }
  ~CameraFolder() override { fs::remove_all(path_); }
  std::string file(const std::string& name, ByteView content) {
    EXPECT_TRUE(write_file(path_ / name, content, 0600).ok());
    return path_ / name;
  }
  fs::path path_;
};

TEST_F(CameraFolder, ListsDevicesOnly) {
  file("video0", view_of("a file"));
  fs::create_directory(path_ / "video1");
  fs::create_symlink("/dev/null", path_ / "video2");
  ASSERT_EQ(::mkfifo((path_ / "video3").c_str(), 0600), 0);
  EXPECT_TRUE(cameras(path_).empty());
  EXPECT_TRUE(cameras("/nowhere").empty());
}

TEST_F(CameraFolder, RecordingsAreKnownByTheirContent) {
  const std::string film = file("x", test::recording({"A"}, V4L2_PIX_FMT_GREY));
  const auto opened = recording_at(film);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->path, film);
  EXPECT_FALSE(recording_at(file("y", view_of("YUV4"))));
  EXPECT_FALSE(recording_at(file("z", view_of("psbt\xff"))));
  EXPECT_FALSE(recording_at(file("g", view_of("GIF89a"))));  // a film, and no recording
  EXPECT_FALSE(recording_at(path_));
  EXPECT_FALSE(recording_at(path_ / "nothing"));
  fs::create_symlink(film, path_ / "link");
  EXPECT_FALSE(recording_at(path_ / "link"));
}

TEST_F(CameraFolder, WhatIsNoCameraIsSaid) {
  const auto reason = [](const std::string& which) {
    return std::string(open_camera(which).error().reason());
  };
  EXPECT_EQ(reason("/dev/null"), "E_NO_CAMERA");
  EXPECT_EQ(reason(file("y", view_of("no film"))), "E_NO_CAMERA");
  EXPECT_EQ(reason(path_ / "nothing"), "E_CANNOT_READ");
  EXPECT_EQ(reason("99999999999999999999"), "E_CANNOT_READ");
  EXPECT_TRUE(open_camera(file("x", test::recording({"A"}, V4L2_PIX_FMT_GREY))).ok());
}

using Lines = std::vector<std::string>;

TEST(PreviewLines, TwoPixelsInACell) {
  const Preview preview{2, 3, {0, 255, 255, 255, 100, 100}};
  EXPECT_EQ(preview_lines(preview, PreviewInk::full, false),
            (Lines{"\x1b[38;2;0;0;0;48;2;255;255;255m\u2580"
                   "\x1b[38;2;255;255;255;48;2;255;255;255m\u2580\x1b[0m",
                   "\x1b[38;2;100;100;100;48;2;0;0;0m\u2580\u2580\x1b[0m"}));
  EXPECT_EQ(preview_lines(preview, PreviewInk::greys, true),
            (Lines{"\x1b[38;5;231;48;5;231m\u2580\x1b[38;5;16;48;5;231m\u2580\x1b[0m",
                   "\x1b[38;5;241;48;5;16m\u2580\u2580\x1b[0m"}));
  EXPECT_EQ(preview_lines(preview, PreviewInk::letters, false), (Lines{"\u2592\u2588",
                                                                       " "
                                                                       " "}));
}

TEST(PreviewLines, EveryGreyHasItsPlace) {
  for (unsigned grey = 0; grey < 256; ++grey) {
    const Preview one{1, 1, {static_cast<std::uint8_t>(grey)}};
    const auto lines = preview_lines(one, PreviewInk::greys, false);
    const int colour = std::stoi(lines.at(0).substr(7));
    EXPECT_TRUE(colour == 16 || (colour >= 231 && colour <= 255)) << grey;
    EXPECT_EQ(preview_lines(one, PreviewInk::letters, false).size(), 1u);
  }
}

TEST(PreviewLines, NothingWithoutPixels) {
  EXPECT_TRUE(preview_lines({}, PreviewInk::full, false).empty());
  EXPECT_TRUE(preview_lines({5, 5, Bytes(24)}, PreviewInk::full, false).empty());
}

}  // namespace
}  // namespace coldquill
