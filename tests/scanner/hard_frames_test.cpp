// Hard frames (hard_frames.py): whatever ZXing's own hardest settings or zbar can read, ours reads.
#include <coldquill/base/file.h>
#include <coldquill/scanner/codes.h>
#include <gtest/gtest.h>
#include <zbar.h>

#include <cstdio>
#include <filesystem>
#include <map>
#include <sstream>

#define ZX_USE_UTF8 1
#include <ReadBarcode.h>

namespace coldquill {
namespace {

namespace fs = std::filesystem;

Picture read_pgm(const std::string& path) {
  const Bytes file = *read_file(path);
  std::istringstream head{std::string(text_of(file))};
  std::string kind;
  Picture out;
  int white = 0;
  head >> kind >> out.width >> out.height >> white;
  const auto pixels = static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height);
  EXPECT_TRUE(kind == "P5" && white == 255 && file.size() > pixels) << path;
  out.grey = to_bytes(ByteView(file).last(pixels));
  return out;
}

bool zxing_reads(const Picture& picture) {
  const ZXing::ImageView view(picture.grey.data(), picture.width, picture.height,
                              ZXing::ImageFormat::Lum);
  const auto hints = ZXing::DecodeHints()
                         .setFormats(ZXing::BarcodeFormat::QRCode)
                         .setTryHarder(true)
                         .setTryRotate(true)
                         .setTryDownscale(true);
  return ZXing::ReadBarcode(view, hints).isValid();
}

bool zbar_reads(const Picture& picture) {
  zbar::ImageScanner scanner;
  scanner.set_config(zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
  scanner.set_config(zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
  zbar::Image image(static_cast<unsigned>(picture.width), static_cast<unsigned>(picture.height),
                    "Y800", picture.grey.data(), picture.grey.size());
  return scanner.scan(image) > 0;
}

struct Count {
  int frames = 0, zxing = 0, zbar = 0, ours = 0, glances = 0;
};

TEST(HardFrames, WhateverOthersReadIsRead) {
  std::map<std::string, Count> counts;
  for (const auto& entry : fs::directory_iterator(HARD_FRAMES)) {
    if (entry.path().extension() != ".pgm") continue;
    const std::string name = entry.path().stem();
    const Picture picture = read_pgm(entry.path());
    const bool zxing = zxing_reads(picture);
    const bool zbar = zbar_reads(picture);
    const bool ours = find_code(picture).kind == ScanKind::code;
    EXPECT_TRUE(ours || !(zxing || zbar)) << name;
    bool glanced = !find_codes(picture).empty();
    for (unsigned look = 0; look < harder_looks && !glanced; ++look) {
      glanced = !find_codes_by(picture, look).empty();
    }
    EXPECT_EQ(glanced, ours) << name << ": the looks in turn are all attempts";
    for (const std::string& row : {name.substr(0, name.find('-')), std::string("~together")}) {
      Count& count = counts[row];
      count = {count.frames + 1, count.zxing + zxing, count.zbar + zbar, count.ours + ours,
               count.glances + glanced};
    }
  }
  ASSERT_GT(counts["~together"].frames, 90);
  std::printf("%-12s %7s %7s %7s %7s\n", "frames", "all", "ZXing", "zbar", "ours");
  for (const auto& [kind, count] : counts) {
    std::printf("%-12s %7d %7d %7d %7d\n", kind.c_str(), count.frames, count.zxing, count.zbar,
                count.ours);
  }
  // Most of them can be read at all, and some by ours alone.
  EXPECT_GT(counts["~together"].ours, counts["~together"].zxing);
}

}  // namespace
}  // namespace coldquill
