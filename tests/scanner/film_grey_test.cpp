// Frames of films in every kind of pixels that libav knows: the right grey, whatever the rows are
// padded with and whichever way they lie, or a refusal that says why.
#include "film_grey.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

extern "C" {
#include <libavutil/frame.h>
#include <libavutil/imgutils.h>
#include <libavutil/pixdesc.h>
}

namespace coldquill {
namespace {

using testing::HasSubstr;

enum class Lie { close, padded, upside_down };

// A frame whose planes are as large as its format needs, and not an octet larger.
class TestFrame {
 public:
  TestFrame(AVPixelFormat format, int width, int height, Lie lie = Lie::close)
      : frame_(av_frame_alloc()) {
    frame_->format = format;
    frame_->width = width;
    frame_->height = height;
    if (av_image_fill_linesizes(rows_, format, width) < 0) return;
    std::ptrdiff_t lines[4];
    std::copy(std::begin(rows_), std::end(rows_), lines);
    std::size_t sizes[4] = {};
    if (av_image_fill_plane_sizes(sizes, format, height, lines) < 0) return;
    for (int plane = 0; plane < 4 && rows_[plane] > 0; ++plane) {
      lay_out(plane, sizes[plane] / static_cast<std::size_t>(rows_[plane]), lie);
    }
  }
  TestFrame(const TestFrame&) = delete;
  TestFrame& operator=(const TestFrame&) = delete;
  ~TestFrame() { av_frame_free(&frame_); }

  // Every row of the plane, from the top, without what lies between them.
  TestFrame& put(int plane, const Bytes& octets) {
    const auto row = static_cast<std::size_t>(rows_[plane]);
    EXPECT_EQ(octets.size(), row * rows_in_[plane]);
    for (std::size_t y = 0; y < rows_in_[plane]; ++y) {
      std::copy_n(octets.data() + y * row, row,
                  frame_->data[plane] + static_cast<std::ptrdiff_t>(y) * frame_->linesize[plane]);
    }
    return *this;
  }
  // Octets without order, the same ones each time.
  TestFrame& scatter() {
    std::uint32_t state = 1;
    for (int plane = 0; plane < 4 && rows_[plane] > 0; ++plane) {
      Bytes octets(static_cast<std::size_t>(rows_[plane]) * rows_in_[plane]);
      for (auto& octet : octets) {
        state = state * 1664525 + 1013904223;
        octet = static_cast<std::uint8_t>(state >> 24);
      }
      put(plane, octets);
    }
    return *this;
  }
  [[nodiscard]] Result<Picture> grey() const { return grey_of(*frame_); }
  [[nodiscard]] Bytes pixels() const {
    const auto picture = grey();
    EXPECT_TRUE(picture.ok()) << picture.error().what();
    return picture ? picture->grey : Bytes();
  }
  AVFrame* operator->() { return frame_; }

 private:
  void lay_out(int plane, std::size_t rows, Lie lie) {
    rows_in_[plane] = rows;
    const auto row = static_cast<std::size_t>(rows_[plane]);
    const std::size_t line = row + (lie == Lie::close ? 0 : 7);
    planes_[plane].assign(line * (rows - 1) + row, 0x5a);
    const bool turned = lie == Lie::upside_down;
    frame_->data[plane] = planes_[plane].data() + (turned ? line * (rows - 1) : 0);
    frame_->linesize[plane] = static_cast<int>(line) * (turned ? -1 : 1);
  }

  AVFrame* frame_;
  int rows_[4] = {};  // octets in a row
  std::size_t rows_in_[4] = {};
  Bytes planes_[4];
};

// ---- Pixels written by hand: black, white, and a middle grey

TEST(FilmGrey, PlanarBrightnessIsTakenAsItIs) {
  for (const auto format : {AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUVJ420P, AV_PIX_FMT_NV12,
                            AV_PIX_FMT_NV21, AV_PIX_FMT_YUV444P, AV_PIX_FMT_GRAY8}) {
    TestFrame frame(format, 3, 3);
    frame.put(0, {0, 255, 128, 16, 235, 1, 7, 8, 9});
    EXPECT_EQ(frame.pixels(), (Bytes{0, 255, 128, 16, 235, 1, 7, 8, 9}));
  }
}

// Black is 16 and white 235 there. That is contrast enough, and how the codes are told.
TEST(FilmGrey, ALimitedRangeIsNotStretched) {
  for (const auto range : {AVCOL_RANGE_MPEG, AVCOL_RANGE_JPEG, AVCOL_RANGE_UNSPECIFIED}) {
    TestFrame frame(AV_PIX_FMT_YUV420P, 2, 1);
    frame.put(0, {16, 235});
    frame->color_range = range;
    EXPECT_EQ(frame.pixels(), (Bytes{16, 235}));
  }
}

TEST(FilmGrey, ColoursOfYuvAreLeftOut) {
  TestFrame frame(AV_PIX_FMT_YUV420P, 2, 2);
  frame.put(0, {1, 2, 3, 4}).put(1, {255}).put(2, {0});
  EXPECT_EQ(frame.pixels(), (Bytes{1, 2, 3, 4}));
}

TEST(FilmGrey, MoreThanEightBits) {
  const std::pair<AVPixelFormat, Bytes> white_and_middle[] = {
      {AV_PIX_FMT_YUV420P10LE, {0xff, 0x03, 0x00, 0x02}}, {AV_PIX_FMT_GRAY10LE, {0xff, 3, 0, 2}},
      {AV_PIX_FMT_YUV420P12LE, {0xff, 0x0f, 0x00, 0x08}}, {AV_PIX_FMT_P010LE, {0xc0, 0xff, 0, 128}},
      {AV_PIX_FMT_GRAY16LE, {0xff, 0xff, 0x00, 0x80}},
  };
  for (const auto& [format, octets] : white_and_middle) {
    TestFrame frame(format, 2, 1);
    frame.put(0, octets);
    EXPECT_EQ(frame.pixels(), (Bytes{255, 128})) << av_get_pix_fmt_name(format);
  }
}

TEST(FilmGrey, PackedYuv) {
  TestFrame yuyv(AV_PIX_FMT_YUYV422, 4, 1);
  yuyv.put(0, {1, 90, 2, 91, 3, 92, 4, 93});
  EXPECT_EQ(yuyv.pixels(), (Bytes{1, 2, 3, 4}));
  TestFrame uyvy(AV_PIX_FMT_UYVY422, 4, 1);
  uyvy.put(0, {90, 1, 91, 2, 92, 3, 93, 4});
  EXPECT_EQ(uyvy.pixels(), (Bytes{1, 2, 3, 4}));
}

// Red, green and blue count one, two and one in four, in whatever order they lie.
TEST(FilmGrey, PackedRgbInEveryOrder) {
  const std::tuple<AVPixelFormat, std::size_t, std::size_t, std::size_t, std::size_t> orders[] = {
      {AV_PIX_FMT_RGB24, 3, 0, 1, 2}, {AV_PIX_FMT_BGR24, 3, 2, 1, 0}, {AV_PIX_FMT_RGBA, 4, 0, 1, 2},
      {AV_PIX_FMT_BGRA, 4, 2, 1, 0},  {AV_PIX_FMT_ARGB, 4, 1, 2, 3},  {AV_PIX_FMT_ABGR, 4, 3, 2, 1},
      {AV_PIX_FMT_RGB0, 4, 0, 1, 2},  {AV_PIX_FMT_BGR0, 4, 2, 1, 0},  {AV_PIX_FMT_0RGB, 4, 1, 2, 3},
      {AV_PIX_FMT_0BGR, 4, 3, 2, 1},
  };
  for (const auto& [format, step, red, green, blue] : orders) {
    Bytes octets(5 * step, 255);
    std::fill_n(octets.begin(), step, std::uint8_t{0});
    const bool clear = (av_pix_fmt_desc_get(format)->flags & AV_PIX_FMT_FLAG_ALPHA) != 0;
    if (clear) octets[0 + 1 + 2 + 3 - red - green - blue] = 255;  // black, and solid
    octets[1 * step + red] = 100;
    octets[2 * step + green] = 100;
    octets[3 * step + blue] = 100;
    TestFrame frame(format, 5, 1);
    frame.put(0, octets);
    EXPECT_EQ(frame.pixels(), (Bytes{0, 216, 177, 216, 255})) << av_get_pix_fmt_name(format);
  }
}

TEST(FilmGrey, RgbOfFewBitsReachesWhite) {
  const std::pair<AVPixelFormat, Bytes> black_green_white[] = {
      {AV_PIX_FMT_RGB565LE, {0, 0, 0xe0, 0x07, 0xff, 0xff}},
      {AV_PIX_FMT_BGR565LE, {0, 0, 0xe0, 0x07, 0xff, 0xff}},
      {AV_PIX_FMT_RGB555LE, {0, 0, 0xe0, 0x03, 0xff, 0x7f}},
      {AV_PIX_FMT_RGB444LE, {0, 0, 0xf0, 0x00, 0xff, 0x0f}},
      {AV_PIX_FMT_RGB8, {0, 0x38, 0xff}},
      {AV_PIX_FMT_X2RGB10LE, {0, 0, 0, 0, 0x00, 0xfc, 0x0f, 0x00, 0xff, 0xff, 0xff, 0x3f}},
  };
  for (const auto& [format, octets] : black_green_white) {
    TestFrame frame(format, 3, 1);
    frame.put(0, octets);
    EXPECT_EQ(frame.pixels(), (Bytes{0, 127, 255})) << av_get_pix_fmt_name(format);
  }
}

TEST(FilmGrey, PlanarRgb) {
  TestFrame frame(AV_PIX_FMT_GBRP, 2, 1);
  frame.put(0, {100, 255}).put(1, {0, 255}).put(2, {40, 255});  // green, blue, red
  EXPECT_EQ(frame.pixels(), (Bytes{60, 255}));
  TestFrame deep(AV_PIX_FMT_GBRP10LE, 1, 1);
  deep.put(0, {0x90, 0x01}).put(1, {0, 0}).put(2, {0xa0, 0x00});
  EXPECT_EQ(deep.pixels(), (Bytes{60}));
}

TEST(FilmGrey, WhatIsTransparentLiesOnWhite) {
  TestFrame rgb(AV_PIX_FMT_BGRA, 3, 1);
  rgb.put(0, {0, 0, 0, 0, 0, 0, 0, 51, 0, 0, 0, 255});
  EXPECT_EQ(rgb.pixels(), (Bytes{255, 204, 0}));
  TestFrame grey(AV_PIX_FMT_YA8, 3, 1);
  grey.put(0, {0, 0, 0, 51, 0, 255});
  EXPECT_EQ(grey.pixels(), (Bytes{255, 204, 0}));
  TestFrame yuv(AV_PIX_FMT_YUVA420P, 3, 1);
  yuv.put(0, {0, 0, 0}).put(3, {0, 51, 255});
  EXPECT_EQ(yuv.pixels(), (Bytes{255, 204, 0}));
}

// ---- All that libav knows

std::vector<const AVPixFmtDescriptor*> every_format() {
  std::vector<const AVPixFmtDescriptor*> out;
  for (const AVPixFmtDescriptor* one = nullptr; (one = av_pix_fmt_desc_next(one)) != nullptr;) {
    out.push_back(one);
  }
  return out;
}

// One component of a row of pixels, read by libav and brought to 0 to 255.
std::vector<unsigned> component(TestFrame& frame, const AVPixFmtDescriptor& format, int which,
                                int y) {
  std::vector<std::uint16_t> row(static_cast<std::size_t>(frame->width));
  av_read_image_line2(row.data(), const_cast<const std::uint8_t**>(&frame->data[0]),
                      frame->linesize, &format, 0, y, which, frame->width, 0, 2);
  const int depth = format.comp[which].depth;
  std::vector<unsigned> out;
  for (const unsigned value : row) {
    out.push_back(depth < 8 ? value * 255 / ((1u << depth) - 1) : value >> (depth - 8));
  }
  return out;
}

Bytes as_libav_reads_it(TestFrame& frame, const AVPixFmtDescriptor& format) {
  Bytes out;
  const bool rgb = (format.flags & AV_PIX_FMT_FLAG_RGB) != 0;
  const bool clear = (format.flags & AV_PIX_FMT_FLAG_ALPHA) != 0;
  for (int y = 0; y < frame->height; ++y) {
    const auto first = component(frame, format, 0, y);
    const auto second = component(frame, format, rgb ? 1 : 0, y);
    const auto third = component(frame, format, rgb ? 2 : 0, y);
    const auto alpha = component(frame, format, clear ? format.nb_components - 1 : 0, y);
    for (std::size_t x = 0; x < first.size(); ++x) {
      const unsigned grey = (first[x] + 2 * second[x] + third[x]) / 4;
      const unsigned solid = clear ? alpha[x] : 255;
      out.push_back(static_cast<std::uint8_t>((grey * solid + 255 * (255 - solid)) / 255));
    }
  }
  return out;
}

TEST(FilmGrey, EveryFormatIsReadAsLibavReadsItOrRefused) {
  int read = 0;
  for (const AVPixFmtDescriptor* format : every_format()) {
    for (const auto& [width, height] : {std::pair{1, 1}, {7, 5}, {16, 9}}) {
      TestFrame frame(av_pix_fmt_desc_get_id(format), width, height);
      frame.scatter();
      const auto picture = frame.grey();
      if (!picture) break;
      ++read;
      EXPECT_EQ(picture->width, width);
      EXPECT_EQ(picture->height, height);
      EXPECT_EQ(picture->grey, as_libav_reads_it(frame, *format)) << format->name;
    }
  }
  EXPECT_GT(read, 3 * 100);
}

TEST(FilmGrey, HowRowsLieInMemoryChangesNothing) {
  for (const AVPixFmtDescriptor* format : every_format()) {
    const auto id = av_pix_fmt_desc_get_id(format);
    const auto close = TestFrame(id, 9, 7).scatter().grey();
    if (!close) continue;
    EXPECT_EQ(TestFrame(id, 9, 7, Lie::padded).scatter().pixels(), close->grey) << format->name;
    EXPECT_EQ(TestFrame(id, 9, 7, Lie::upside_down).scatter().pixels(), close->grey)
        << format->name;
  }
}

// Those that the six decoders give.
TEST(FilmGrey, WhatTheDecodersGiveIsRead) {
  for (const std::string_view name :
       {"gray",        "gray10le",    "gray12le",    "yuv420p",     "yuv422p",     "yuv440p",
        "yuv444p",     "yuvj420p",    "yuvj422p",    "yuvj444p",    "yuv420p9le",  "yuv422p9le",
        "yuv444p9le",  "yuv420p10le", "yuv422p10le", "yuv440p10le", "yuv444p10le", "yuv420p12le",
        "yuv422p12le", "yuv440p12le", "yuv444p12le", "yuv420p14le", "yuv422p14le", "yuv444p14le",
        "yuva420p",    "gbrp",        "gbrp9le",     "gbrp10le",    "gbrp12le",    "gbrp14le",
        "nv12",        "bgra"}) {
    EXPECT_TRUE(TestFrame(av_get_pix_fmt(name.data()), 5, 3).grey().ok()) << name;
  }
}

TEST(FilmGrey, WhatIsNotReadIsNamed) {
  // Bits in a row, colours by number, the other octet first, sensors, fractions, pixels that lie
  // elsewhere, pixels that do not lie evenly, and colours that are neither RGB nor YUV.
  for (const std::string_view name :
       {"monow", "rgb4", "pal8", "gray16be", "yuv420p10be", "rgb565be", "bayer_rggb8", "grayf32le",
        "gbrpf32le", "vaapi", "cuda", "uyyvyy411", "xyz12le"}) {
    const auto format = av_get_pix_fmt(name.data());
    ASSERT_NE(format, AV_PIX_FMT_NONE) << name;
    const auto refused = TestFrame(format, 5, 3).grey();
    ASSERT_FALSE(refused.ok()) << name;
    EXPECT_EQ(refused.error().reason(), "E_BAD_PICTURE");
    EXPECT_THAT(refused.error().what(), HasSubstr(name));
  }
  for (const auto unknown : {AV_PIX_FMT_NONE, AV_PIX_FMT_NB}) {
    const auto refused = TestFrame(unknown, 5, 3).grey();
    ASSERT_FALSE(refused.ok());
    EXPECT_THAT(refused.error().what(), HasSubstr("unknown"));
  }
}

// ---- The same picture again

Picture even(int width, int height, std::uint8_t shade) {
  return {width, height,
          Bytes(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), shade)};
}

TEST(SamePicture, SizesTell) {
  EXPECT_TRUE(is_same_picture(even(40, 30, 9), even(40, 30, 9)));
  EXPECT_FALSE(is_same_picture(even(40, 30, 9), even(30, 40, 9)));
  EXPECT_FALSE(is_same_picture({}, even(1, 1, 0)));
}

TEST(SamePicture, CodingNoiseIsNoDifference) {
  EXPECT_TRUE(is_same_picture(even(100, 50, 100), even(100, 50, 103)));
  EXPECT_TRUE(is_same_picture(even(100, 50, 103), even(100, 50, 100)));
  EXPECT_FALSE(is_same_picture(even(100, 50, 100), even(100, 50, 104)));
}

// The smallest code, a pixel a module, of which half the modules change, in the last corner of a
// large picture whose sides are no whole number of squares.
TEST(SamePicture, ASmallCodeInACornerIsADifference) {
  const Picture before = even(1921, 1081, 255);
  Picture after = before;
  for (std::size_t y = 1060; y < 1081; ++y) {
    for (std::size_t x = 1900; x < 1921; ++x) {
      if ((x + y) % 2 == 0) after.grey[y * 1921 + x] = 0;
    }
  }
  EXPECT_FALSE(is_same_picture(before, after));
  EXPECT_FALSE(is_same_picture(after, before));
}

TEST(SamePicture, AFewPixelsAreNone) {
  Picture after = even(64, 64, 255);
  for (const std::size_t at : {0u, 70u, 4095u}) after.grey[at] = 0;
  EXPECT_TRUE(is_same_picture(even(64, 64, 255), after));
}

}  // namespace
}  // namespace coldquill
