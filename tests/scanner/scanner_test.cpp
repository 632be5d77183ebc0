// Pictures that people and attackers hold before the scanner (attack corpus: Q11 to Q14).
#include <coldquill/scan/scan.h>
#include <coldquill/scanner/codes.h>
#include <gtest/gtest.h>

#include <coldquill/base/hex.h>
#include <coldquill/base/writer.h>
#include <numeric>
#include <qrcodegen.hpp>
#include <random>

#include "qr/images.h"

namespace coldquill {
namespace {

using test::Image;
using test::png_of;

constexpr std::string_view content =
    "UR:BYTES/HDCXLKAHSSQZWFVSLOFZOXWKREWNGOTKTBMWJKWDCMNEFSAAEHRLOLKSKNCNKT";

// What the scanner says, as one word: the content of a code, or the name of the answer.
std::string answer_to(ByteView file) {
  const ScanAnswer answer = scan_picture(file);
  switch (answer.kind) {
    case ScanKind::code:
      return std::string(text_of(answer.bytes));
    case ScanKind::part:
      return "(part)" + to_hex(answer.bytes);
    case ScanKind::none:
      return "(none)";
    case ScanKind::two:
      return "(two)";
    case ScanKind::broken:
      return "(broken)";
    case ScanKind::too_large:
      return "(too large)";
    default:
      break;
  }
  return "(no meaning)";
}

Image drawn() {
  return test::draw_text(content);
}

TEST(ScannerPictures, TurnedMirroredAndInverted) {
  Image image = drawn();
  for (int quarter = 0; quarter < 4; ++quarter, image = test::turned(image)) {
    EXPECT_EQ(answer_to(png_of(image)), content) << quarter;
    EXPECT_EQ(answer_to(png_of(test::mirrored(image))), content) << quarter;
    EXPECT_EQ(answer_to(png_of(test::inverted(image))), content) << quarter;
  }
}

TEST(ScannerPictures, Tilted) {
  // 10, 20 and 40 degrees
  EXPECT_EQ(answer_to(png_of(test::tilted(drawn(), 11380, 64540))), content);
  EXPECT_EQ(answer_to(png_of(test::tilted(drawn(), 22415, 61584))), content);
  EXPECT_EQ(answer_to(png_of(test::tilted(drawn(), 42126, 50203))), content);
}

TEST(ScannerPictures, Noisy) {
  for (unsigned seed = 0; seed < 10; ++seed) {
    EXPECT_EQ(answer_to(png_of(test::noisy(drawn(), 90, seed))), content) << seed;
  }
}

TEST(ScannerPictures, EveryScale) {
  for (const std::size_t scale : {2u, 3u, 5u, 9u, 17u, 40u}) {
    EXPECT_EQ(answer_to(png_of(test::draw_text(content, scale))), content) << scale;
  }
}

TEST(ScannerPictures, Jpeg) {
  for (const int quality : {10, 40, 90}) {
    EXPECT_EQ(answer_to(test::jpeg_of(drawn(), quality)), content) << quality;
    EXPECT_EQ(answer_to(test::jpeg_of(test::noisy(drawn(), 60, 1), quality)), content) << quality;
  }
}

TEST(ScannerPictures, InkOnNothingLiesOnWhite) {
  EXPECT_EQ(answer_to(test::transparent_png_of(drawn())), content);
}

TEST(ScannerPictures, ASmallCodeOnALargeSheet) {
  const Image sheet = test::on_sheet(drawn(), 4000, 3000, 2700, 1900);
  EXPECT_EQ(answer_to(png_of(sheet)), content);
  const Image large = test::on_sheet(test::draw_text(content, 30), 6000, 5000, 500, 900);
  EXPECT_EQ(answer_to(png_of(large)), content);
}

TEST(ScannerPictures, NoCode) {
  EXPECT_EQ(answer_to(png_of(test::blank(1, 1))), "(none)");
  EXPECT_EQ(answer_to(png_of(test::blank(300, 200))), "(none)");
  EXPECT_EQ(answer_to(png_of(test::blank(3000, 2, 0))), "(none)");
  EXPECT_EQ(answer_to(png_of(test::noisy(test::blank(500, 500, 128), 127, 1))), "(none)");
}

// Q12
TEST(ScannerPictures, TwoDifferentCodesAreRefusedWhicheverIsLeft) {
  const Image one = test::draw_text("PAY ALICE");
  const Image two = test::draw_text("PAY MALLORY");
  EXPECT_EQ(answer_to(png_of(test::beside(one, two))), "(two)");
  EXPECT_EQ(answer_to(png_of(test::beside(two, one))), "(two)");
  EXPECT_EQ(answer_to(test::jpeg_of(test::turned(test::beside(one, two)), 60)), "(two)");
}

TEST(ScannerPictures, TheSameCodeTwiceIsOne) {
  EXPECT_EQ(answer_to(png_of(test::beside(drawn(), drawn()))), content);
  EXPECT_EQ(answer_to(png_of(test::beside(drawn(), test::turned(drawn())))), content);
}

Image draw_code(const qrcodegen::QrCode& code) {
  Image image = test::blank(static_cast<std::size_t>(code.getSize() + 8),
                            static_cast<std::size_t>(code.getSize() + 8));
  for (int y = 0; y < code.getSize(); ++y) {
    for (int x = 0; x < code.getSize(); ++x) {
      if (code.getModule(x, y))
        image.at(static_cast<std::size_t>(x + 4), static_cast<std::size_t>(y + 4)) = 0;
    }
  }
  Image out = test::blank(image.width * 4, image.height * 4);
  for (std::size_t y = 0; y < out.height; ++y) {
    for (std::size_t x = 0; x < out.width; ++x) out.at(x, y) = image.at(x / 4, y / 4);
  }
  return out;
}

Image draw_with_eci(long character_set, const Bytes& octets) {
  return draw_code(qrcodegen::QrCode::encodeSegments(
      {qrcodegen::QrSegment::makeEci(character_set), qrcodegen::QrSegment::makeBytes(octets)},
      qrcodegen::QrCode::Ecc::LOW));
}

// Q11
TEST(ScannerPictures, NoCharacterSetChangesTheOctets) {
  Bytes octets(256);
  std::iota(octets.begin(), octets.end(), 0);
  EXPECT_EQ(scan_picture(png_of(test::draw(*QrSymbol::of_bytes(octets), 4))).bytes, octets);
  for (const long set : {3, 20, 26, 27, 899, 811799}) {
    EXPECT_EQ(scan_picture(png_of(draw_with_eci(set, octets))).bytes, octets) << set;
  }
}

// Structured append (ISO/IEC 18004 8): the mode, index and total less one, parity 0x5a, then three
// octets "abc".
Image draw_in_row(std::uint8_t index, std::uint8_t last) {
  const auto first = static_cast<std::uint8_t>(0x30 | index);
  const auto second = static_cast<std::uint8_t>(last << 4 | 0x5);
  const Bytes codewords{first, second, 0xa4, 0x03, 0x61, 0x62, 0x63, 0x00, 0xec, 0x11,
                        0xec,  0x11,   0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec};
  return draw_code(qrcodegen::QrCode(1, qrcodegen::QrCode::Ecc::LOW, codewords, 0));
}

TEST(ScannerPictures, ACodeOfARowSaysItsPlace) {
  EXPECT_EQ(answer_to(png_of(draw_in_row(0, 1))), "(part)00025a616263");
  EXPECT_EQ(answer_to(png_of(draw_in_row(15, 15))), "(part)0f105a616263");
  // Two places in one picture are two codes.
  EXPECT_EQ(answer_to(png_of(test::beside(draw_in_row(0, 1), draw_in_row(1, 1)))), "(two)");
}

TEST(ScannerPictures, APlaceThatCannotBeIsNone) {
  EXPECT_EQ(answer_to(png_of(draw_in_row(2, 1))), "(broken)");
  EXPECT_EQ(answer_to(png_of(draw_in_row(15, 0))), "(broken)");
}

TEST(ScannerPictures, EveryTruncationIsBrokenOrStillTheSame) {
  for (const Bytes& file :
       {png_of(test::draw_text("SHORT", 2)), test::jpeg_of(test::draw_text("SHORT", 3), 60)}) {
    std::size_t broken = 0;
    for (std::size_t size = 0; size < file.size(); ++size) {
      const std::string answer = answer_to(ByteView(file).first(size));
      EXPECT_TRUE(answer == "(broken)" || answer == "(none)" || answer == "SHORT") << answer;
      broken += answer == "(broken)" ? 1 : 0;
    }
    EXPECT_GT(broken, 20u);
  }
}

TEST(ScannerPictures, EveryFlippedByteIsSurvived) {
  for (Bytes file :
       {png_of(test::draw_text("SHORT", 2)), test::jpeg_of(test::draw_text("SHORT", 3), 60)}) {
    for (auto& octet : file) {
      octet ^= 0x41;
      const std::string answer = answer_to(file);
      EXPECT_TRUE(answer.starts_with("(") || answer == "SHORT") << answer;
      octet ^= 0x41;
    }
  }
}

TEST(ScannerPictures, WhatIsNoPicture) {
  EXPECT_EQ(answer_to({}), "(broken)");
  EXPECT_EQ(answer_to(view_of("GIF89a")), "(broken)");
  EXPECT_EQ(answer_to(view_of("\x89PNG\r\n\x1a\n")), "(broken)");
  EXPECT_EQ(answer_to(view_of("\xff\xd8\xff")), "(broken)");
  EXPECT_FALSE(is_picture(view_of("psbt\xff")));
  EXPECT_TRUE(is_picture(png_of(test::blank(1, 1))));
  EXPECT_TRUE(is_picture(test::jpeg_of(test::blank(8, 8), 50)));
}

// A PNG file that claims a size and has no pixels.
Bytes png_header(std::uint32_t width, std::uint32_t height) {
  Bytes file = png_of(test::blank(1, 1));
  Writer size;
  size.u32be(width).u32be(height);
  std::copy(size.view().begin(), size.view().end(), file.begin() + 16);
  // The checksum of the header is right, so that the size is what is refused.
  std::uint32_t crc = 0xffffffff;
  for (std::size_t i = 12; i < 29; ++i) {
    crc ^= file[i];
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xedb88320 : 0);
  }
  Writer sum;
  sum.u32be(~crc);
  std::copy(sum.view().begin(), sum.view().end(), file.begin() + 29);
  return file;
}

// Q14
TEST(ScannerPictures, SizeIsRefusedOnTheHeader) {
  EXPECT_EQ(answer_to(png_header(30000, 30000)), "(too large)");
  EXPECT_EQ(answer_to(png_header(16385, 1)), "(too large)");
  EXPECT_EQ(answer_to(png_header(9000, 9000)), "(too large)");
  EXPECT_EQ(answer_to(png_header(0, 1)), "(broken)");
  Bytes jpeg = test::jpeg_of(test::blank(8, 8), 50);
  const std::size_t frame = text_of(jpeg).find("\xff\xc0");
  std::fill_n(jpeg.begin() + static_cast<std::ptrdiff_t>(frame) + 5, 4, 0x80);
  EXPECT_EQ(answer_to(jpeg), "(too large)");
}

}  // namespace
}  // namespace coldquill
