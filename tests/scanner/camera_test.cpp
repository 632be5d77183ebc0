// A camera behind the seam: what is chosen, what is read, and what a hostile device can do.
#include <coldquill/scanner/codes.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fake_video.h"

namespace coldquill {
namespace {

using test::camera_octets;
using test::FakeFrame;
using test::FakeLog;
using test::FakeMode;
using test::FakeVideo;
using test::Image;
using testing::HasSubstr;

constexpr std::string_view content = "UR:BYTES/HDCXLKAHSSQZWFVSLOFZOXWKREWNGOTKTBMWJKWDCM";
constexpr std::uint32_t every_format[] = {V4L2_PIX_FMT_GREY, V4L2_PIX_FMT_NV12, V4L2_PIX_FMT_YUV420,
                                          V4L2_PIX_FMT_YUYV, V4L2_PIX_FMT_MJPEG};

Image scene() {
  return test::on_sheet(test::draw_text(content), 640, 480, 100, 60);
}

std::unique_ptr<FakeVideo> device(std::vector<FakeFrame> frames = {}) {
  auto out = std::make_unique<FakeVideo>();
  out->frames = std::move(frames);
  return out;
}

FakeFrame good() {
  return {camera_octets(scene(), V4L2_PIX_FMT_GREY)};
}

// The code in the next frame, or the reason of the error.
std::string read_next(FrameSource& camera) {
  const auto picture = camera.next();
  if (!picture) return std::string(picture.error().reason()) + ": " + picture.error().what();
  if (!*picture) return "(end)";
  const auto codes = find_codes(**picture);
  return codes.size() == 1 ? std::string(text_of(codes.front().bytes)) : "(no one code)";
}

std::string read_one(std::unique_ptr<FakeVideo> video) {
  const auto camera = Camera::start(std::move(video));
  if (!camera) return std::string(camera.error().reason()) + ": " + camera.error().what();
  return read_next(**camera);
}

TEST(Camera, EveryFormatShowsTheSameCode) {
  for (const std::uint32_t pixels : every_format) {
    auto video = device({{camera_octets(scene(), pixels)}, {camera_octets(scene(), pixels)}});
    video->modes = {{pixels, 640, 480}};
    const auto camera = Camera::start(std::move(video));
    ASSERT_TRUE(camera.ok()) << camera.error().what();
    EXPECT_EQ(read_next(**camera), content) << name_of_pixels(pixels);
    EXPECT_EQ(read_next(**camera), content) << name_of_pixels(pixels);
  }
}

TEST(Camera, RowsMayHaveGaps) {
  for (const std::uint32_t pixels : {V4L2_PIX_FMT_GREY, V4L2_PIX_FMT_NV12, V4L2_PIX_FMT_YUYV}) {
    const std::size_t row = pixels == V4L2_PIX_FMT_YUYV ? 1280 : 640;
    auto video = device({{camera_octets(scene(), pixels, row + 37)}});
    video->modes = {{pixels, 640, 480}};
    video->extra_stride = 37;
    EXPECT_EQ(read_one(std::move(video)), content) << name_of_pixels(pixels);
  }
}

// "1280x720 YUYV"
std::string chosen(std::vector<FakeMode> modes) {
  const auto log = std::make_shared<FakeLog>();
  auto video = std::make_unique<FakeVideo>(log);
  video->modes = std::move(modes);
  const auto camera = Camera::start(std::move(video));
  if (!camera) return camera.error().what();
  return std::to_string(log->set.width) + "x" + std::to_string(log->set.height) + " " +
         name_of_pixels(log->set.pixelformat);
}

TEST(Camera, TheBestOfferIsChosen) {
  constexpr auto yuyv = V4L2_PIX_FMT_YUYV;
  constexpr auto mjpg = V4L2_PIX_FMT_MJPEG;
  // The usual one: large pictures are slow unless they are compressed.
  EXPECT_EQ(chosen({{yuyv, 640, 480, 30}, {yuyv, 1280, 720, 10}, {mjpg, 1280, 720, 30}}),
            "1280x720 MJPG");
  EXPECT_EQ(chosen({{mjpg, 1280, 720, 30}, {yuyv, 1280, 720, 30}}), "1280x720 YUYV");
  EXPECT_EQ(chosen({{yuyv, 1280, 720, 0}, {mjpg, 1280, 720, 0}}), "1280x720 MJPG");
  EXPECT_EQ(chosen({{V4L2_PIX_FMT_NV12, 1280, 720, 30}, {yuyv, 1280, 720, 30}}), "1280x720 NV12");
  EXPECT_EQ(chosen({{yuyv, 1920, 1080}, {yuyv, 640, 480}, {yuyv, 320, 240}}), "1920x1080 YUYV");
  EXPECT_EQ(chosen({{yuyv, 1920, 1080}, {yuyv, 960, 540}, {yuyv, 640, 480}}), "960x540 YUYV");
  EXPECT_EQ(chosen({{yuyv, 3840, 2160}, {yuyv, 320, 240}}), "3840x2160 YUYV");
  EXPECT_EQ(chosen({{yuyv, 160, 120}, {yuyv, 352, 288}}), "352x288 YUYV");
  EXPECT_EQ(chosen({{V4L2_PIX_FMT_H264, 1280, 720}, {yuyv, 640, 480}}), "640x480 YUYV");
  EXPECT_THAT(chosen({{V4L2_PIX_FMT_H264, 1280, 720}}), HasSubstr("only H264"));
  EXPECT_THAT(chosen({}), HasSubstr("no pictures"));
  // Sizes that cannot be are none at all: the driver is asked for its nearest.
  EXPECT_EQ(chosen({{yuyv, 0, 0}, {yuyv, 100000, 100000}}), "1280x720 YUYV");
}

TEST(Camera, ARangeOfSizesIsCutToTheWantedOne) {
  const auto sized = [](v4l2_frmsize_stepwise range) {
    const auto log = std::make_shared<FakeLog>();
    auto video = std::make_unique<FakeVideo>(log);
    video->instead[VIDIOC_ENUM_FRAMESIZES] = [range](void* data) {
      auto& size = *static_cast<v4l2_frmsizeenum*>(data);
      size.type = V4L2_FRMSIZE_TYPE_STEPWISE;
      size.stepwise = range;
      return 0;
    };
    EXPECT_TRUE(Camera::start(std::move(video)).ok());
    return std::pair(log->set.width, log->set.height);
  };
  EXPECT_EQ(sized({32, 4096, 2, 32, 4096, 2}), std::pair(1280u, 720u));
  EXPECT_EQ(sized({48, 800, 16, 32, 600, 8}), std::pair(800u, 600u));
  EXPECT_EQ(sized({100, 1300, 300, 100, 1300, 300}), std::pair(1000u, 700u));
  EXPECT_EQ(sized({1600, 3000, 0, 1200, 2000, 0}), std::pair(1600u, 1200u));
}

TEST(Camera, NothingButTheFormatIsSet) {
  const auto log = std::make_shared<FakeLog>();
  {
    auto video = std::make_unique<FakeVideo>(log);
    video->frames = {good()};
    const auto camera = Camera::start(std::move(video));
    EXPECT_EQ(read_next(**camera), content);
    EXPECT_EQ(log->mapped, 4);
    EXPECT_TRUE(log->streaming);
  }
  EXPECT_EQ(log->mapped, 0);
  EXPECT_FALSE(log->streaming);
  const std::set<unsigned long> expected = {
      VIDIOC_QUERYCAP, VIDIOC_ENUM_FMT, VIDIOC_ENUM_FRAMESIZES, VIDIOC_ENUM_FRAMEINTERVALS,
      VIDIOC_S_FMT,    VIDIOC_REQBUFS,  VIDIOC_QUERYBUF,        VIDIOC_QBUF,
      VIDIOC_DQBUF,    VIDIOC_STREAMON, VIDIOC_STREAMOFF};
  EXPECT_EQ(log->asked, expected);
}

// The device stays open in coldquill when its scanner dies: the next scanner finds it at work.
TEST(Camera, ADeviceThatADeadScannerLeftAtWorkIsStartedAnew) {
  auto video = device({good(), good()});
  video->leave_at_work();
  const auto camera = Camera::start(std::move(video));
  ASSERT_TRUE(camera.ok()) << camera.error().what();
  EXPECT_EQ(read_next(**camera), content);
  EXPECT_EQ(read_next(**camera), content);
}

// Where another program is at work, stopping is refused, and that the device is busy is said.
TEST(Camera, AnotherProgramIsNotStopped) {
  auto video = device({good()});
  video->leave_at_work();
  video->instead[VIDIOC_STREAMOFF] = [](void*) { return EBUSY; };
  EXPECT_THAT(read_one(std::move(video)), HasSubstr("another program is using"));
}

TEST(Camera, SpoiltFramesArePassedOver) {
  FakeFrame flagged = good();
  flagged.flags = V4L2_BUF_FLAG_ERROR;
  FakeFrame longer = good();
  longer.used = 0xffffffff;
  FakeFrame shorter = good();
  shorter.used = 640 * 480 - 1;
  FakeFrame nothing = good();
  nothing.used = 0;
  EXPECT_EQ(
      read_one(device({flagged, longer, shorter, nothing, {{}, 0, EIO}, {{}, 0, EAGAIN}, good()})),
      content);
  EXPECT_THAT(read_one(device(std::vector(100, flagged))), HasSubstr("nothing but damaged"));
}

TEST(Camera, DamagedJpegsArePassedOver) {
  const Bytes whole = camera_octets(scene(), V4L2_PIX_FMT_MJPEG);
  const Bytes head(whole.begin(), whole.begin() + 20);
  auto video = device({{head}, {Bytes(5000, 0xff)}, {whole}});
  video->modes = {{V4L2_PIX_FMT_MJPEG, 640, 480}};
  EXPECT_EQ(read_one(std::move(video)), content);
}

// Cameras leave the usual Huffman tables (ITU-T T.81, K.3) out.
TEST(Camera, JpegsMayLackTheirTables) {
  Bytes bare = camera_octets(scene(), V4L2_PIX_FMT_MJPEG);
  int removed = 0;
  for (std::size_t at = 2; at + 4 < bare.size() && bare[at + 1] != 0xda;) {
    const std::size_t size = 2 + (std::size_t{bare[at + 2]} << 8 | bare[at + 3]);
    const auto begin = bare.begin() + static_cast<std::ptrdiff_t>(at);
    if (bare[at + 1] == 0xc4) {
      bare.erase(begin, begin + static_cast<std::ptrdiff_t>(size));
      ++removed;
    } else {
      at += size;
    }
  }
  ASSERT_GT(removed, 0);
  auto video = device({{bare}});
  video->modes = {{V4L2_PIX_FMT_MJPEG, 640, 480}};
  EXPECT_EQ(read_one(std::move(video)), content);
}

TEST(Camera, DisconnectionIsSaid) {
  const auto camera = Camera::start(device({good(), {{}, 0, ENODEV}}));
  EXPECT_EQ(read_next(**camera), content);
  EXPECT_EQ(read_next(**camera), "E_CAMERA_FAILED: the camera was unplugged");
  EXPECT_THAT(read_one(device()), HasSubstr("gives no pictures"));
}

TEST(Camera, RefusalsAreSaid) {
  const auto refusing = [](unsigned long request, int error) {
    auto video = device({good()});
    video->instead[request] = [error](void*) { return error; };
    return read_one(std::move(video));
  };
  EXPECT_THAT(refusing(VIDIOC_QUERYCAP, ENOTTY), HasSubstr("this is no camera"));
  EXPECT_THAT(refusing(VIDIOC_S_FMT, EBUSY), HasSubstr("another program is using"));
  EXPECT_THAT(refusing(VIDIOC_STREAMON, EBUSY), HasSubstr("another program is using"));
  EXPECT_THAT(refusing(VIDIOC_REQBUFS, EINVAL), HasSubstr("no buffers"));
  EXPECT_THAT(refusing(VIDIOC_QUERYBUF, EINVAL), HasSubstr("show its buffers"));
  EXPECT_THAT(refusing(VIDIOC_QBUF, EINVAL), HasSubstr("take its buffer back"));
  EXPECT_THAT(refusing(VIDIOC_STREAMON, ENOSPC), HasSubstr("does not start"));
  auto no_memory = device({good()});
  no_memory->can_map = false;
  EXPECT_THAT(read_one(std::move(no_memory)), HasSubstr("cannot be mapped"));
}

TEST(Camera, OnlyDevicesThatStreamPictures) {
  const auto with = [](std::uint32_t capabilities, std::uint32_t of_this_device) {
    auto video = device({good()});
    video->instead[VIDIOC_QUERYCAP] = [=](void* data) {
      static_cast<v4l2_capability*>(data)->capabilities = capabilities;
      static_cast<v4l2_capability*>(data)->device_caps = of_this_device;
      return 0;
    };
    return read_one(std::move(video));
  };
  constexpr std::uint32_t camera = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
  EXPECT_EQ(with(camera | V4L2_CAP_DEVICE_CAPS, camera), content);
  EXPECT_THAT(with(camera | V4L2_CAP_DEVICE_CAPS, V4L2_CAP_META_CAPTURE), HasSubstr("no stream"));
  EXPECT_THAT(with(V4L2_CAP_VIDEO_CAPTURE, 0), HasSubstr("no stream"));
}

TEST(Camera, HostileFormatsAreRefused) {
  const auto after = [](auto change) {
    auto video = device({good()});
    video->change_format = change;
    return read_one(std::move(video));
  };
  const std::string refused = "E_CAMERA_FAILED";
  EXPECT_THAT(after([](auto& f) { f.width = 0; }), HasSubstr(refused));
  EXPECT_THAT(after([](auto& f) { f.height = 0; }), HasSubstr(refused));
  EXPECT_THAT(after([](auto& f) { f.width = f.height = 0xffffffff; }), HasSubstr(refused));
  EXPECT_THAT(after([](auto& f) { f.height = 4097; }), HasSubstr(refused));
  EXPECT_THAT(after([](auto& f) { f.sizeimage = 0; }), HasSubstr(refused));
  EXPECT_THAT(after([](auto& f) { f.sizeimage = 0xffffffff; }), HasSubstr(refused));
  EXPECT_THAT(after([](auto& f) { f.sizeimage = 640 * 480 - 1; }), HasSubstr("do not fit"));
  EXPECT_THAT(after([](auto& f) { f.bytesperline = 639; }), HasSubstr("do not fit"));
  EXPECT_THAT(after([](auto& f) { f.bytesperline = 0xffffffff; }), HasSubstr("do not fit"));
  EXPECT_THAT(after([](auto& f) { f.pixelformat = V4L2_PIX_FMT_H264; }), HasSubstr("H264"));
  EXPECT_THAT(after([](auto& f) { f.pixelformat = 0x1b5b4a00; }), HasSubstr("?J[?"));
  EXPECT_EQ(after([](auto& f) { f.bytesperline = 0; }), content);
}

TEST(Camera, HostileBuffersAreRefused) {
  const auto with_count = [](std::uint32_t count) {
    auto video = device({good()});
    video->instead[VIDIOC_REQBUFS] = [count](void* data) {
      static_cast<v4l2_requestbuffers*>(data)->count = count;
      return 0;
    };
    return read_one(std::move(video));
  };
  EXPECT_THAT(with_count(0), HasSubstr("0 buffers"));
  EXPECT_THAT(with_count(0xffffffff), HasSubstr("4294967295 buffers"));
  const auto with_length = [](std::uint32_t length) {
    auto video = device({good()});
    video->instead[VIDIOC_QUERYBUF] = [length](void* data) {
      static_cast<v4l2_buffer*>(data)->length = length;
      return 0;
    };
    return read_one(std::move(video));
  };
  EXPECT_THAT(with_length(0), HasSubstr("0 octets"));
  EXPECT_THAT(with_length(0xffffffff), HasSubstr("4294967295 octets"));
  FakeFrame stray = good();
  stray.index = 4;
  EXPECT_THAT(read_one(device({stray})), HasSubstr("does not have"));
  stray.index = 0xffffffff;
  EXPECT_THAT(read_one(device({stray})), HasSubstr("does not have"));
}

// The buffers are smaller than the pictures should be.
TEST(Camera, ShortBuffersAreNotReadBeyondTheirEnd) {
  auto video = device({{Bytes(1000, 0)}, {Bytes(1000, 0)}});
  video->buffer_size = 1000;
  EXPECT_THAT(read_one(std::move(video)), HasSubstr("gives no pictures"));
}

TEST(Camera, AnEndlessListOfOffersEnds) {
  auto video = device({good()});
  int asked = 0;
  video->instead[VIDIOC_ENUM_FMT] = [&asked](void* data) {
    static_cast<v4l2_fmtdesc*>(data)->pixelformat = V4L2_PIX_FMT_GREY;
    ++asked;
    return 0;
  };
  video->instead[VIDIOC_ENUM_FRAMESIZES] = [](void* data) {
    auto& size = *static_cast<v4l2_frmsizeenum*>(data);
    size.type = V4L2_FRMSIZE_TYPE_DISCRETE;
    size.discrete = {640, 480};
    return 0;
  };
  EXPECT_EQ(read_one(std::move(video)), content);
  EXPECT_EQ(asked, 64);
}

TEST(FindCodes, AllOfOneFrameEachOnce) {
  const Image two = test::beside(test::draw_text("A"), test::draw_text("B"));
  const Image four = test::beside(two, two);
  const Picture picture{static_cast<int>(four.width), static_cast<int>(four.height), four.grey};
  const auto codes = find_codes(picture);
  ASSERT_EQ(codes.size(), 2u);
  EXPECT_EQ(text_of(codes[0].bytes), "A");
  EXPECT_EQ(text_of(codes[1].bytes), "B");
}

TEST(FindCodes, HardFramesAreReadInTheirTurn) {
  const auto picture_of = [](const Image& image) {
    return Picture{static_cast<int>(image.width), static_cast<int>(image.height), image.grey};
  };
  const auto read_within_four = [&](const Image& image) {
    const Picture picture = picture_of(image);
    bool read = !find_codes(picture).empty();
    for (unsigned look = 0; look < 4; ++look) read = read || !find_codes_by(picture, look).empty();
    return read;
  };
  EXPECT_FALSE(find_codes_by(picture_of(test::inverted(scene())), inverted_look).empty());
  EXPECT_TRUE(read_within_four(test::inverted(scene())));
  EXPECT_TRUE(read_within_four(test::mirrored(scene())));
  EXPECT_TRUE(read_within_four(test::noisy(scene(), 60, 7)));
  EXPECT_FALSE(read_within_four(test::blank(640, 480)));
}

TEST(Preview, KeepsTheShapeAndFits) {
  const auto size = [](int width, int height, int widest, int highest) {
    const Picture picture{
        width, height,
        Bytes(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 77)};
    const Picture small = preview_of(picture, widest, highest);
    EXPECT_EQ(small.grey.size(),
              static_cast<std::size_t>(small.width) * static_cast<std::size_t>(small.height));
    EXPECT_TRUE(std::ranges::all_of(small.grey, [](auto grey) { return grey == 77; }));
    return std::pair(small.width, small.height);
  };
  EXPECT_EQ(size(1280, 720, 96, 54), std::pair(96, 54));
  EXPECT_EQ(size(640, 480, 96, 54), std::pair(72, 54));
  EXPECT_EQ(size(1280, 720, 64, 54), std::pair(64, 36));
  EXPECT_EQ(size(4096, 1, 96, 54), std::pair(96, 1));
  EXPECT_EQ(size(1, 4096, 96, 54), std::pair(1, 54));
  EXPECT_EQ(size(10, 10, 96, 54), std::pair(10, 10));
  EXPECT_EQ(size(640, 480, 0, 54), std::pair(0, 0));
}

TEST(Preview, IsTheMeanOfWhatLiesBelow) {
  const Picture picture{4, 2, {0, 100, 200, 200, 100, 0, 0, 0}};
  EXPECT_EQ(preview_of(picture, 2, 2).grey, (Bytes{50, 100}));
}

}  // namespace
}  // namespace coldquill
