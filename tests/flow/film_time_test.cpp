// How long films are looked at: by a clock of the tests' own.
#include "film_time.h"

#include <coldquill/base/file.h>
#include <coldquill/scan_protocol/protocol.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "film_codes.h"
#include "folder.h"
#include "qr/images.h"

namespace coldquill {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

// Each look at it takes as long as the test says.
std::chrono::milliseconds step;
FilmTime::Clock::time_point ticking() {
  static FilmTime::Clock::time_point now;
  return now += step;
}

FilmTime time_of(std::chrono::seconds all, std::chrono::milliseconds each) {
  step = each;
  return {all, &ticking};
}

// Frames that are asked for when every one of them, or none, brings news.
std::size_t frames_looked_at(const FilmTime& time, bool news) {
  Attention attention(time, 0);
  while (attention.left() > 0ms) attention.saw(news ? attention.frames() + 1 : 0);
  return attention.frames();
}

TEST(FilmTime, AFilmWithoutNewsIsLeftAlone) {
  EXPECT_EQ(frames_looked_at(time_of(1h, 0ms), false), 900u);
  // After a minute, even when few frames have come.
  EXPECT_EQ(frames_looked_at(time_of(1h, 1s), false), 59u);
  EXPECT_EQ(frames_looked_at(time_of(1h, 100ms), false), 599u);
}

// The program that reads the film may have been taken over, and news may be made up.
TEST(FilmTime, NobodyCountsMoreFramesThanAFilmMayHave) {
  EXPECT_EQ(frames_looked_at(time_of(1h, 0ms), true), most_film_frames);
}

TEST(FilmTime, NewsDoNotOutlastTheTimeForAll) {
  const FilmTime time = time_of(180s, 1s);
  Attention attention(time, 0);
  while (attention.left() > 0ms) attention.saw(attention.frames() + 1);
  EXPECT_TRUE(attention.cut_off());
  EXPECT_LT(attention.frames(), 180u);
  EXPECT_EQ(time.over().reason(), "E_FILM_CUT_OFF");
  EXPECT_THAT(time.over().what(), HasSubstr("180 s"));
}

TEST(FilmTime, AFilmThatIsOverInTimeIsNotCutOff) {
  const FilmTime time = time_of(180s, 1s);
  Attention attention(time, 0);
  while (attention.left() > 0ms) attention.saw(0);
  EXPECT_FALSE(attention.cut_off());
}

// ---- Films in files: recordings, since coldquill-scanner reads those

class FilmsInAFolder : public testing::Test {
 protected:
  FilmsInAFolder()
      : folder_(std::filesystem::temp_directory_path() /
                ("coldquill-films-" + std::to_string(::getpid()))) {
    std::filesystem::create_directory(folder_);
  }
  ~FilmsInAFolder() override { std::filesystem::remove_all(folder_); }

  std::string path(const std::string& name) { return (folder_ / name).string(); }
  void write(const std::string& name, ByteView content) {
    ASSERT_TRUE(write_file(path(name), content, 0600, Existing::replace).ok());
  }
  // Each text in a frame of its own; an empty frame for an empty text.
  void record(const std::string& name, const std::vector<std::string>& texts) {
    constexpr std::size_t side = 160;
    Bytes out = to_bytes(view_of("YUV4MPEG2 W160 H160 F25:1 Cmono\n"));
    for (const std::string& text : texts) {
      const test::Image frame = text.empty()
                                    ? test::blank(side, side)
                                    : test::on_sheet(test::draw_text(text), side, side, 4, 4);
      append(out, view_of("FRAME\n"));
      append(out, frame.grey);
    }
    write(name, out);
  }
  Result<FilmSeen> put(Films& films, const std::string& name, FilmTime& time) {
    const auto film = film_at(path(name));
    EXPECT_TRUE(film.has_value());
    std::optional<Error> problem;
    return put_film(films, path(name), *film, time, problem);
  }
  Result<IntakeList> read(FilmTime time, Take take = Take::everything) {
    return Folder(folder_.string(), take, time).read();
  }

  std::filesystem::path folder_;
};

TEST_F(FilmsInAFolder, ARecordingIsAFilm) {
  record("a.y4m", {"", "p1of2 abcd", "p1of2 abcd", "p2of2 efgh"});
  write("other.txt", view_of("nothing to see"));
  const auto list = read(FilmTime(60s));
  ASSERT_TRUE(list.ok()) << list.error().what();
  ASSERT_EQ(list->payloads.size(), 2u);
  EXPECT_EQ(list->payloads.back().path, path("a.y4m"));
  EXPECT_EQ(list->payloads.back().content.wrapping, Wrapping::specter);
}

TEST_F(FilmsInAFolder, ABrokenRecordingCostsItselfOnly) {
  record("a.y4m", {"p1of1 abcd"});
  write("b.y4m", view_of("YUV4MPEG2 W99999 H99999 Cmono\n"));
  const auto list = read(FilmTime(60s));
  ASSERT_TRUE(list.ok()) << list.error().what();
  EXPECT_EQ(list->payloads.size(), 1u);
  EXPECT_EQ(list->skipped, std::vector{path("b.y4m")});
}

TEST_F(FilmsInAFolder, WhatOneFilmTakesTheNextOneLacks) {
  record("a.y4m", std::vector<std::string>(20));
  FilmTime time = time_of(10s, 1s);
  Films films;
  auto seen = put(films, "a.y4m", time);
  ASSERT_TRUE(seen.ok()) << seen.error().what();
  EXPECT_TRUE(seen->cut_off);
  EXPECT_GT(seen->frames, 0u);
  EXPECT_LT(seen->frames, 10u);
  // It is not even opened.
  seen = put(films, "a.y4m", time);
  ASSERT_TRUE(seen.ok());
  EXPECT_TRUE(seen->cut_off);
  EXPECT_EQ(seen->frames, 0u);
}

TEST_F(FilmsInAFolder, AFilmThatEndsUsesItsOwnTimeOnly) {
  record("a.y4m", {"", ""});
  FilmTime time = time_of(100s, 1s);
  Films films;
  const auto seen = put(films, "a.y4m", time);
  ASSERT_TRUE(seen.ok()) << seen.error().what();
  EXPECT_FALSE(seen->cut_off);
  EXPECT_EQ(seen->frames, 2u);
  EXPECT_GT(time.left(), 80s);
  EXPECT_LT(time.left(), 100s);
}

TEST_F(FilmsInAFolder, FilmsThatAreCutOffAreNamed) {
  record("a.y4m", {"p1of1 abcd"});
  const auto alone = read(FilmTime(0s));
  ASSERT_FALSE(alone.ok());
  EXPECT_EQ(alone.error().reason(), "E_FILM_CUT_OFF");
  EXPECT_EQ(alone.error().where(), path("a.y4m"));
  // What else is there goes on.
  write("x.psbt", view_of("cHNidP8BAAoCAAAAAAAAAAAAAA=="));
  const auto list = read(FilmTime(0s));
  ASSERT_TRUE(list.ok()) << list.error().what();
  EXPECT_EQ(list->payloads.size(), 1u);
  ASSERT_EQ(list->skipped.size(), 1u);
  EXPECT_THAT(list->skipped.front(), HasSubstr("a.y4m (E_FILM_CUT_OFF: "));
  EXPECT_THAT(list->skipped.front(), HasSubstr("the rest of this one was not looked at"));
}

TEST_F(FilmsInAFolder, AFilmThatShowsNothingNewForAMinuteIsNamed) {
  record("a.y4m", std::vector<std::string>(80));
  const auto list = read(time_of(1000s, 1s));
  ASSERT_FALSE(list.ok());
  EXPECT_EQ(list.error().reason(), "E_FILM_CUT_OFF");
  EXPECT_EQ(list.error().where(), path("a.y4m"));
  EXPECT_THAT(list.error().what(), HasSubstr("showed nothing new"));
}

TEST_F(FilmsInAFolder, AFilmThatGoesOnAfterItsMessageIsNoNews) {
  std::vector<std::string> texts(80);
  texts.front() = "p1of1 abcd";
  record("a.y4m", texts);
  const auto list = read(time_of(1000s, 1s));
  ASSERT_TRUE(list.ok()) << list.error().what();
  EXPECT_EQ(list->payloads.size(), 1u);
  EXPECT_TRUE(list->skipped.empty());
}

TEST_F(FilmsInAFolder, PartsThatAreMissingMayBeInTheRestOfAFilm) {
  std::vector<std::string> texts(30);
  texts.front() = "p1of2 abcd";
  record("a.y4m", texts);
  const auto list = read(time_of(10s, 1s));
  ASSERT_FALSE(list.ok());
  EXPECT_EQ(list.error().reason(), "E_PARTS_MISSING");
  EXPECT_THAT(list.error().what(), HasSubstr("a.y4m: the time for films, 10 s, was over"));
}

}  // namespace
}  // namespace coldquill
