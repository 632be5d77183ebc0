// Symbols and their pictures: what is written is read back by our scanner, and by zbar, which
// shares no line with ZXing.
#include <coldquill/qr/pictures.h>
#include <coldquill/qr/symbol.h>
#include <coldquill/qr/terminal.h>
#include <coldquill/scan/scan.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <sstream>

#include "qr/images.h"

namespace coldquill {
namespace {

using test::Image;

constexpr std::string_view ur =
    "UR:CRYPTO-PSBT/1-3/LPADAXCFADCACYDNAAUERLHDHEHKADCYJOJKIDJYZMADAEJYAOAEAEAEADBTDPOYETONHK";

// One scanner for the whole program; patient, because test machines are busy.
Bytes scan(ByteView picture) {
  static auto scanner = Scanner::start(*scanner_program(), std::chrono::seconds(60));
  auto content = scanner->scan(picture).and_then(content_of);
  return content.ok() ? *content : to_bytes(view_of(content.error().reason()));
}

Bytes all_octets() {
  Bytes out(256);
  std::iota(out.begin(), out.end(), 0);
  return out;
}

QrSymbol symbol_of(std::string_view text) {
  return *QrSymbol::of_text(text);
}

TEST(QrSymbol, CapitalsTakeTheShortMode) {
  const std::string lower = "ur:crypto-psbt/" + std::string(100, 'a');
  const std::string upper = "UR:CRYPTO-PSBT/" + std::string(100, 'A');
  EXPECT_LT(symbol_of(upper).version(), symbol_of(lower).version());
  EXPECT_EQ(symbol_of("0123456789").version(), 1);
}

TEST(QrSymbol, TheTableOfCapacitiesIsThatOfTheStandard) {
  for (int version = smallest_qr_version; version <= largest_qr_version; ++version) {
    const QrShape shape{QrLevel::low, version, version};
    const std::string full(longest_capital_text(version), 'A');
    EXPECT_TRUE(QrSymbol::of_text(full, shape).ok()) << version;
    EXPECT_EQ(QrSymbol::of_text(full + "A", shape).error().reason(), "E_QR_TOO_LARGE") << version;
    const Bytes octets(most_octets(version), 0xC3);
    EXPECT_TRUE(QrSymbol::of_bytes(octets, shape).ok()) << version;
    EXPECT_FALSE(QrSymbol::of_bytes(Bytes(octets.size() + 1, 0xC3), shape).ok()) << version;
  }
}

TEST(QrSymbol, WhatDoesNotFitIsAnError) {
  EXPECT_TRUE(QrSymbol::of_bytes(Bytes(2953)).ok());
  EXPECT_EQ(QrSymbol::of_bytes(Bytes(2954)).error().code(), Errc::over_limit);
  EXPECT_EQ(QrSymbol::of_bytes(Bytes(1 << 20)).error().reason(), "E_QR_TOO_LARGE");
  EXPECT_EQ(QrSymbol::of_text(std::string(1 << 20, '7')).error().reason(), "E_QR_TOO_LARGE");
  EXPECT_EQ(QrSymbol::of_text("A", {QrLevel::high, 1, 1})->version(), 1);
  EXPECT_FALSE(QrSymbol::of_bytes(Bytes(1274), {QrLevel::high}).ok());
}

TEST(QrSymbol, OutsideAllIsLight) {
  const QrSymbol symbol = symbol_of("A");
  EXPECT_TRUE(symbol.dark(0, 0));
  EXPECT_FALSE(symbol.dark(-1, 0));
  EXPECT_FALSE(symbol.dark(0, symbol.size()));
}

TEST(QrPictures, PngIsReadByTwoReaders) {
  for (const int scale : {2, 3, 8}) {
    const Bytes png = qr_png(symbol_of(ur), scale);
    EXPECT_EQ(scan(png), to_bytes(view_of(ur))) << scale;
    EXPECT_EQ(test::zbar_says(png), to_bytes(view_of(ur))) << scale;
  }
}

TEST(QrPictures, EveryVersionIsReadByTwoReaders) {
  for (int version = smallest_qr_version; version <= largest_qr_version; version += 3) {
    const QrSymbol symbol = *QrSymbol::of_text("UR:BYTES/AB", {QrLevel::low, version, version});
    EXPECT_EQ(text_of(scan(qr_png(symbol, 4))), "UR:BYTES/AB") << version;
    EXPECT_EQ(text_of(test::zbar_says(qr_png(symbol, 4))), "UR:BYTES/AB") << version;
  }
}

TEST(QrPictures, OctetsArriveUnchanged) {
  const Bytes png = qr_png(*QrSymbol::of_bytes(all_octets()));
  EXPECT_EQ(scan(png), all_octets());
  EXPECT_EQ(test::zbar_says(png), all_octets());
  const std::string with_nul("A\0B", 3);
  EXPECT_EQ(text_of(scan(qr_png(symbol_of(with_nul)))), with_nul);
}

TEST(QrPictures, EveryLevelIsRead) {
  for (const auto level : {QrLevel::low, QrLevel::medium, QrLevel::quartile, QrLevel::high}) {
    EXPECT_EQ(scan(qr_png(*QrSymbol::of_text(ur, {level}))), to_bytes(view_of(ur)));
  }
}

TEST(QrPictures, TheLargestSymbolIsRead) {
  const Bytes full(2953, 0xa5);
  const Bytes png = qr_png(*QrSymbol::of_bytes(full), 4);
  EXPECT_EQ(scan(png), full);
  EXPECT_EQ(test::zbar_says(png), full);
}

TEST(QrPictures, GifFramesAreRead) {
  const std::vector<std::string> texts{std::string(ur), "SHORT", std::string(2000, 'Q'), "END"};
  std::vector<QrSymbol> symbols;
  for (const auto& text : texts) symbols.push_back(symbol_of(text));
  const Bytes gif = qr_gif(symbols, 20, 3);
  EXPECT_THAT(text_of(gif), testing::HasSubstr("NETSCAPE2.0"));
  const auto frames = test::frames_of_gif(gif);
  ASSERT_EQ(frames.size(), texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    EXPECT_EQ(text_of(scan(test::png_of(frames[i]))), texts[i]);
    EXPECT_EQ(text_of(test::zbar_says(test::png_of(frames[i]))), texts[i]);
  }
}

// Large enough that the table of codes is full and begun again, at every scale.
TEST(QrPictures, GifPixelsAreExact) {
  const QrSymbol large = *QrSymbol::of_bytes(Bytes(2900, 0x3c));
  for (const int scale : {1, 2, 5}) {
    const auto frames = test::frames_of_gif(qr_gif(std::span(&large, 1), 10, scale));
    ASSERT_EQ(frames.size(), 1u);
    EXPECT_EQ(frames[0].grey, test::draw(large, static_cast<std::size_t>(scale)).grey) << scale;
  }
}

// Every symbol of a small size, so that the last code falls on every width.
TEST(QrPictures, GifEndsWellWhateverItsLength) {
  for (int length = 1; length < 60; ++length) {
    const QrSymbol symbol = symbol_of(std::string(static_cast<std::size_t>(length * 7), 'Z'));
    const auto frames = test::frames_of_gif(qr_gif(std::span(&symbol, 1), 10, 1));
    ASSERT_EQ(frames.size(), 1u);
    EXPECT_EQ(frames[0].grey, test::draw(symbol, 1).grey) << length;
  }
}

// Draws the rectangles of the path: M x y h width v1 ... z
Image drawn_svg(const std::string& svg, std::size_t modules) {
  Image image = test::blank(modules * 4, modules * 4);
  std::size_t at = svg.find(" d=\"");
  while ((at = svg.find('M', at)) != std::string::npos) {
    std::istringstream numbers(svg.substr(at + 1, 32));
    std::size_t x = 0;
    std::size_t y = 0;
    std::size_t width = 0;
    char h = 0;
    numbers >> x >> y >> h >> width;
    EXPECT_EQ(h, 'h');
    for (std::size_t py = y * 4; py < y * 4 + 4; ++py) {
      for (std::size_t px = x * 4; px < (x + width) * 4; ++px) image.at(px, py) = 0;
    }
    ++at;
  }
  return image;
}

TEST(QrPictures, SvgHasTheSameModules) {
  const QrSymbol symbol = symbol_of(ur);
  const std::string svg = qr_svg(symbol);
  const auto modules = static_cast<std::size_t>(symbol.size() + 8);
  EXPECT_THAT(svg, testing::HasSubstr("viewBox=\"0 0 " + std::to_string(modules)));
  const Image image = drawn_svg(svg, modules);
  EXPECT_EQ(image.grey, test::draw(symbol, 4).grey);
  EXPECT_EQ(scan(test::png_of(image)), to_bytes(view_of(ur)));
}

// Puts printed cells back into pixels: ink is what a block element prints.
Image drawn_lines(const std::vector<std::string>& lines, std::uint8_t ink) {
  const auto paper = static_cast<std::uint8_t>(255 - ink);
  std::vector<Bytes> rows;
  for (std::string line : lines) {
    if (line.starts_with("\x1b")) line.erase(0, line.find('m') + 1);
    if (line.ends_with("\x1b[0m")) line.resize(line.size() - 4);
    Bytes upper;
    Bytes lower;
    for (std::size_t i = 0; i < line.size(); i += line[i] == ' ' ? 1 : 3) {
      const std::string cell = line.substr(i, line[i] == ' ' ? 1 : 3);
      upper.push_back(cell == "▀" || cell == "█" ? ink : paper);
      lower.push_back(cell == "▄" || cell == "█" ? ink : paper);
      EXPECT_TRUE(cell == " " || cell == "▀" || cell == "▄" || cell == "█") << cell;
    }
    rows.push_back(upper);
    rows.push_back(lower);
  }
  Image image = test::blank(rows[0].size() * 4, rows.size() * 4);
  for (std::size_t y = 0; y < image.height; ++y) {
    for (std::size_t x = 0; x < image.width; ++x) image.at(x, y) = rows[y / 4][x / 4];
  }
  return image;
}

TEST(QrTerminal, LinesAreReadWithEachInk) {
  const QrSymbol symbol = symbol_of(ur);
  for (const auto ink : {QrInk::colours, QrInk::light, QrInk::dark}) {
    const auto lines = qr_lines(symbol, ink);
    const Image image = drawn_lines(lines, ink == QrInk::light ? 255 : 0);
    EXPECT_EQ(lines.size(), qr_room(symbol.version()).rows);
    EXPECT_EQ(image.width / 4, qr_room(symbol.version()).columns);
    EXPECT_EQ(scan(test::png_of(image)), to_bytes(view_of(ur)));
    EXPECT_EQ(test::zbar_says(test::png_of(image)), to_bytes(view_of(ur)));
  }
}

TEST(QrTerminal, ColoursAreTakenBackOnEachLine) {
  for (const auto& line : qr_lines(symbol_of("A"), QrInk::colours)) {
    EXPECT_TRUE(line.starts_with("\x1b[38;5;16;48;5;231m"));
    EXPECT_TRUE(line.ends_with("\x1b[0m"));
  }
}

TEST(QrTerminal, TheWindowGivesTheVersion) {
  EXPECT_EQ(largest_version_in(28, 100), 0);
  EXPECT_EQ(largest_version_in(29, 15), 1);
  EXPECT_EQ(largest_version_in(29, 14), 0);
  EXPECT_EQ(largest_version_in(80, 24), 5);  // 37 modules and the border: 45 columns, 23 rows
  EXPECT_EQ(largest_version_in(500, 500), 40);
}

TEST(QrTerminal, AFragmentOfThisSizeFits) {
  EXPECT_EQ(largest_ur_fragment(20, 20, "crypto-psbt"), 0u);
  for (std::size_t rows = 24; rows < 100; ++rows) {
    const std::size_t fragment = largest_ur_fragment(200, rows, "crypto-psbt");
    ASSERT_GT(fragment, 10u);
    // Head of 24 octets and checksum of 4 around the fragment, two letters an octet.
    const std::string part = "UR:CRYPTO-PSBT/9999-9999/" + std::string(2 * (fragment + 24), 'A');
    const QrSymbol symbol = symbol_of(part);
    EXPECT_LE(qr_room(symbol.version()).rows, rows);
  }
}

}  // namespace
}  // namespace coldquill
