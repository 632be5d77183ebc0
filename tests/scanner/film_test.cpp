// What a film is, and a program that reads films and lies.
#include <coldquill/base/file.h>
#include <coldquill/scan/film.h>
#include <coldquill/scan/frame_stream.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

namespace coldquill {
namespace {

using namespace std::chrono_literals;

TEST(Film, IsToldByItsFirstOctets) {
  EXPECT_TRUE(is_film(Bytes{0x1a, 0x45, 0xdf, 0xa3}));
  EXPECT_TRUE(is_film(view_of("GIF89a")));
  EXPECT_TRUE(is_film(view_of(std::string_view("\0\0\0 ftypisom", 12))));
  EXPECT_FALSE(is_film(view_of("ftyp")));
  EXPECT_FALSE(is_film(view_of("GIF90a")));
  EXPECT_FALSE(is_film(view_of("psbt\xff")));
  EXPECT_FALSE(is_film({}));
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
  // The error of the first frame.
  Error error() {
    const auto film = film_at(path_);
    auto stream = FrameStream::start(*film_program(), film->get(), FrameStream::Source::film,
                                     FrameStream::Pace::as_fast, 20s);
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

}  // namespace
}  // namespace coldquill
