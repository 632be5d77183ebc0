// Recordings of cameras: files behind the seam.
#include <coldquill/base/file.h>
#include <coldquill/scanner/codes.h>
#include <coldquill/scanner/recording.h>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include "recordings.h"

namespace coldquill {
namespace {

using test::Film;
using testing::HasSubstr;

// What the frames of this file show: contents, "-" for a frame without one; or the error.
std::vector<std::string> shown_by(ByteView file) {
  const Film film(file);
  auto calls = open_recording(film.descriptor(), Pace::as_fast);
  if (!calls) return {calls.error().what()};
  const auto camera = Camera::start(*std::move(calls));
  if (!camera) return {camera.error().what()};
  std::vector<std::string> out;
  for (;;) {
    const auto picture = (*camera)->next();
    if (!picture) out.push_back(picture.error().what());
    if (!picture || !*picture) return out;
    const auto codes = find_codes(**picture);
    out.push_back(codes.empty() ? "-" : std::string(text_of(codes.front().bytes)));
  }
}

TEST(Recording, EveryFormatIsReadToItsEnd) {
  for (const std::uint32_t pixels : test::every_format) {
    const Bytes file = test::recording({"ONE", "TWO", "THREE"}, pixels);
    EXPECT_EQ(shown_by(file), (std::vector<std::string>{"ONE", "TWO", "THREE"}))
        << name_of_pixels(pixels);
  }
}

// As ffmpeg writes them: words in any order, some without meaning here, and none for the pixels.
TEST(Recording, StreamsOfOtherPrograms) {
  const Bytes pixels = test::camera_octets(test::scene_of("ONE"), V4L2_PIX_FMT_YUV420);
  const auto with_head = [&](std::string_view head) {
    Bytes file = to_bytes(view_of(head));
    append(file, pixels);
    return shown_by(file);
  };
  const std::vector<std::string> one{"ONE"};
  EXPECT_EQ(with_head("YUV4MPEG2 W640 H480 F25:1 Ip A1:1 C420jpeg XYSCSS=420JPEG\nFRAME\n"), one);
  EXPECT_EQ(with_head("YUV4MPEG2 H480 W640 F0:0 C420mpeg2\nFRAME Ip\n"), one);
  EXPECT_EQ(with_head("YUV4MPEG2 W640 H480\nFRAME\n"), one);
  EXPECT_THAT(with_head("YUV4MPEG2 W640 H480 C444\nFRAME\n").front(), HasSubstr("-pix_fmt gray"));
  EXPECT_THAT(with_head("YUV4MPEG2 W640 H480 C420p10\nFRAME\n").front(), HasSubstr("pix_fmt"));
}

TEST(Recording, ACutEndIsTheEnd) {
  Bytes file = test::recording({"ONE", "TWO"}, V4L2_PIX_FMT_GREY);
  file.resize(file.size() - 1);
  EXPECT_EQ(shown_by(file), std::vector<std::string>{"ONE"});
  file.resize(100);
  EXPECT_TRUE(shown_by(file).empty());
}

TEST(Recording, BadHeadsAreRefused) {
  const auto head = [](std::string_view text) { return shown_by(view_of(text)); };
  for (const std::string_view text :
       {"", "YUV4MPEG2", "YUV4MPEG2 W640 H480", "MTHD\n", "YUV4MPEG3 W640 H480\n"}) {
    EXPECT_THAT(head(text).at(0), HasSubstr("is no YUV4MPEG2 stream")) << text;
  }
  EXPECT_THAT(shown_by(Bytes(5000, 'Y')).at(0), HasSubstr("is no YUV4MPEG2 stream"));
  for (const std::string_view text :
       {"YUV4MPEG2 W0 H480\n", "YUV4MPEG2 W640\n", "YUV4MPEG2 W4097 H1\n",
        "YUV4MPEG2 W18446744073709551616 H1\n", "YUV4MPEG2 W4294967936 H480\n",
        "YUV4MPEG2 W-640 H480\n"}) {
    EXPECT_THAT(head(text).at(0), HasSubstr("no size, or one over")) << text;
  }
}

TEST(Recording, HostileFrameSizesEndIt) {
  const auto jpegs = [](std::string_view frame) {
    const std::string head = "YUV4MPEG2 W64 H48 XCAMERA=MJPG\nFRAME ";
    return shown_by(view_of(head + std::string(frame) + "\n"));
  };
  for (const std::string_view frame : {"", "XSIZE=", "XSIZE=0", "XSIZE=99999999999999999999",
                                       "XSIZE=4294967295", "XSIZE=70000", "XSIZE=-1"}) {
    EXPECT_TRUE(jpegs(frame).empty()) << frame;
  }
}

TEST(Recording, CanBePlayedAtItsOwnSpeed) {
  const Film film(test::recording({"ONE", "TWO", "THREE"}, V4L2_PIX_FMT_GREY, "F20:1"));
  const auto camera = Camera::start(*open_recording(film.descriptor(), Pace::as_recorded));
  const auto begin = std::chrono::steady_clock::now();
  while ((*camera)->next()->has_value()) {
  }
  EXPECT_GE(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(140));
}

}  // namespace
}  // namespace coldquill
