// What a film is, and a program that reads films and lies.
#include <coldquill/base/file.h>
#include <coldquill/qr/pictures.h>
#include <coldquill/scan/film.h>
#include <coldquill/scan/frame_stream.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

namespace coldquill {
namespace {

using namespace std::chrono_literals;

TEST(Film, IsToldByItsFirstOctets) {
  EXPECT_EQ(film_kind(Bytes{0x1a, 0x45, 0xdf, 0xa3}), FilmKind::webm);
  EXPECT_EQ(film_kind(view_of("GIF87a")), FilmKind::gif);
  EXPECT_EQ(film_kind(view_of("GIF89a")), FilmKind::gif);
  EXPECT_EQ(film_kind(view_of(std::string_view("\0\0\0 ftypisom", 12))), FilmKind::mp4);
  EXPECT_EQ(film_kind(view_of("YUV4MPEG2 W640 H480\n")), FilmKind::recording);
  for (const std::string_view other : {"ftyp", "GIF90a", "psbt\xff", "YUV4", "YUV4MPEG2x", ""}) {
    EXPECT_FALSE(film_kind(view_of(other))) << other;
  }
}

class FilmFile : public testing::Test {
 protected:
  FilmFile()
      : path_(std::filesystem::temp_directory_path() /
              ("coldquill-film-" + std::to_string(::getpid()))) {}
  ~FilmFile() override { std::filesystem::remove(path_); }
  FilmFile(const FilmFile&) = delete;
  FilmFile& operator=(const FilmFile&) = delete;

  void write(ByteView content) {
    ASSERT_TRUE(write_file(path_, content, 0600, Existing::replace).ok());
  }
  Result<FrameStream> start() {
    const auto film = film_at(path_);
    return FrameStream::start(*film_program(film->kind), film->descriptor.get(),
                              FrameStream::Source::film, FrameStream::Pace::as_fast, 20s);
  }
  // What the codes hold, frame by frame.
  std::vector<std::string> contents() {
    auto stream = *start();
    std::vector<std::string> out;
    for (auto arrival = stream.next({}, 20s); arrival && arrival->came == Came::frame;
         arrival = stream.next({}, 20s)) {
      for (const Scanned& code : arrival->frame.codes) out.emplace_back(text_of(code.bytes));
    }
    return out;
  }
  // The error of the first frame.
  Error error() {
    auto stream = start();
    if (!stream) return stream.error();
    const auto arrival = stream->next({}, 20s);
    return arrival ? Error(E_NO_CODE, "no error at all") : arrival.error();
  }

  std::string path_;
};

TEST_F(FilmFile, OtherFilesAreLeftToOthers) {
  EXPECT_FALSE(film_at("/nowhere.mp4"));
  EXPECT_FALSE(film_at("/dev/zero"));
  write(view_of("GIF"));
  EXPECT_FALSE(film_at(path_));
  write(view_of("GIF89a"));
  EXPECT_TRUE(film_at(path_));
}

TEST_F(FilmFile, WhatHoldsNoFrameSaysSo) {
  for (const std::string_view begin :
       {std::string_view("GIF89a\x10\0\x10\0\0\0\0;", 14), std::string_view("GIF87a"),
        std::string_view("\0\0\0 ftypisom\0\0\2\0", 16),
        std::string_view("\x1a\x45\xdf\xa3\x84webm", 9)}) {
    write(view_of(begin));
    EXPECT_EQ(error().reason(), "E_BAD_FILM");
  }
}

TEST_F(FilmFile, HugeSizesAreRefusedOnTheHeader) {
  write(view_of(std::string_view("GIF89a\xff\xff\xff\xff\0\0\0\0\0\0\0", 17)));
  EXPECT_NE(error().what().find("65535 x 65535"), std::string::npos);
}

// A recording of a screen that shows one code for minutes would use up the time for one answer.
TEST_F(FilmFile, AStillPictureIsGivenAgainFromTimeToTime) {
  const std::vector<QrSymbol> symbols(95, *QrSymbol::of_text("STILL"));
  write(qr_gif(symbols, 2, 4));
  EXPECT_EQ(contents(), std::vector<std::string>(4, "STILL"));  // frames 0, 30, 60 and 90
}

TEST_F(FilmFile, FramesThatDifferAreAllGiven) {
  const auto one = *QrSymbol::of_text("ONE"), two = *QrSymbol::of_text("TWO");
  write(qr_gif(std::vector{one, one, two, two, one}, 2, 4));
  EXPECT_EQ(contents(), (std::vector<std::string>{"ONE", "TWO", "ONE"}));
}

}  // namespace
}  // namespace coldquill
