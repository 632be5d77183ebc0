// Cameras and films through the real coldquill-scanner in its sandbox, and scanners that misbehave.
#include <coldquill/base/writer.h>
#include <coldquill/scan/cameras.h>
#include <coldquill/scan/frame_stream.h>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include "recordings.h"
#include "script.h"

namespace coldquill {
namespace {

using test::Film;
using testing::HasSubstr;
using Source = FrameStream::Source;
using Pace = FrameStream::Pace;
using namespace std::chrono_literals;

Result<FrameStream> start(int descriptor, Source source = Source::film) {
  return FrameStream::start(*scanner_program(), descriptor, source, Pace::as_fast, 60s);
}

// Patient: "the next frame, or the end".
Result<Arrival> next(FrameStream& stream, Room room = {}) {
  for (;;) {
    auto arrival = stream.next(room, 1s);
    if (!arrival || arrival->came != Came::nothing_yet) return arrival;
  }
}

std::vector<std::string> contents(FrameStream& stream) {
  std::vector<std::string> out;
  for (;;) {
    const auto arrival = next(stream);
    if (!arrival) out.emplace_back(arrival.error().reason());
    if (!arrival || arrival->came == Came::end) return out;
    for (const Scanned& code : arrival->frame.codes) out.emplace_back(text_of(code.bytes));
  }
}

TEST(FrameStream, EveryFormatThroughTheSandbox) {
  for (const std::uint32_t pixels : test::every_format) {
    const Film film(test::recording({"ONE", "", "TWO"}, pixels));
    auto stream = start(film.descriptor());
    ASSERT_TRUE(stream.ok()) << stream.error().what();
    EXPECT_EQ(contents(*stream), (std::vector<std::string>{"ONE", "TWO"}))
        << name_of_pixels(pixels);
    EXPECT_EQ(stream->process(), -1);
    EXPECT_EQ(next(*stream)->came, Came::end);
  }
}

TEST(FrameStream, APreviewComesAlong) {
  const Film film(test::recording({"ONE", "TWO", ""}, V4L2_PIX_FMT_GREY));
  auto stream = start(film.descriptor());
  const Frame small = next(*stream, {64, 40})->frame;
  EXPECT_EQ(std::pair(small.width, small.height), std::pair(std::size_t{640}, std::size_t{480}));
  EXPECT_EQ(small.preview.width, 53u);
  EXPECT_EQ(small.preview.height, 40u);
  EXPECT_EQ(small.preview.grey.size(), 53u * 40u);
  EXPECT_LT(*std::ranges::min_element(small.preview.grey), 200);
  EXPECT_EQ(small.preview.grey.back(), 255);
  EXPECT_TRUE(next(*stream)->frame.preview.grey.empty());
  // More room than there can be.
  const Preview large = next(*stream, {100000, 100000})->frame.preview;
  EXPECT_EQ(large.width, 72u);
  EXPECT_EQ(large.height, highest_preview);
}

TEST(FrameStream, WhatIsNoFilmIsSaid) {
  const Film film(view_of("no film"));
  auto stream = start(film.descriptor());
  const auto arrival = next(*stream);
  ASSERT_FALSE(arrival.ok());
  EXPECT_EQ(arrival.error().reason(), "E_BAD_FILM");
  EXPECT_THAT(arrival.error().what(), HasSubstr("YUV4MPEG2"));
  EXPECT_EQ(next(*stream)->came, Came::end);
}

// A device that is no camera: the scanner asks it from inside the filter for cameras.
TEST(FrameStream, ADeviceIsAskedInsideTheSandbox) {
  const int device = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  auto stream = start(device, Source::camera);
  ::close(device);
  ASSERT_TRUE(stream.ok()) << stream.error().what();
  const auto arrival = next(*stream);
  ASSERT_FALSE(arrival.ok());
  EXPECT_EQ(arrival.error().reason(), "E_CAMERA_FAILED");
  EXPECT_THAT(arrival.error().what(), HasSubstr("this is no camera"));
}

TEST(FrameStream, PipesAndNothingAreRefused) {
  int ends[2];
  ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
  EXPECT_EQ(start(ends[0]).error().reason(), "E_SCANNER_FAILED");
  ::close(ends[0]);
  ::close(ends[1]);
  EXPECT_FALSE(start(-1).ok());
}

TEST(FrameStream, ADeadChildIsSaid) {
  const Film film(test::recording({"ONE", "TWO"}, V4L2_PIX_FMT_GREY));
  auto stream = start(film.descriptor());
  EXPECT_EQ(next(*stream)->frame.codes.size(), 1u);
  ASSERT_EQ(::kill(stream->process(), SIGKILL), 0);
  const auto arrival = next(*stream);
  ASSERT_FALSE(arrival.ok());
  EXPECT_EQ(arrival.error().reason(), "E_SCANNER_FAILED");
  EXPECT_THAT(arrival.error().what(), HasSubstr("signal 9"));
}

#if !defined(__SANITIZE_ADDRESS__)  // where it would take a minute

// The work limit ends a scanner over its picture, the limit of a whole session ends it at any one.
TEST(FrameStream, APoisonedFrameOfACameraCostsThatFrame) {
  for (const bool session : {false, true}) {
    Film film(
        test::recording_of({test::scene_of("ONE"), test::on_sheet(test::poison(), 640, 480, 0, 0)},
                           V4L2_PIX_FMT_GREY));
    auto stream = start(film.descriptor(), Source::camera);
    EXPECT_EQ(next(*stream)->frame.codes.size(), 1u);
    const rlimit one_second{1, 1};
    if (session) {
      ASSERT_EQ(::prlimit(stream->process(), RLIMIT_CPU, &one_second, nullptr), 0);
    }
    const auto lost = next(*stream);
    ASSERT_TRUE(lost.ok()) << lost.error().what();
    EXPECT_EQ(lost->came, Came::lost);
    EXPECT_EQ(stream->process(), -1);
    film.show(test::recording({"TWO"}, V4L2_PIX_FMT_GREY));
    EXPECT_EQ(contents(*stream), std::vector<std::string>{"TWO"});
  }
}

#endif

// Each of them as the scanner of a camera: "lost lost E_SCANNER_FAILED: why".
std::string outcome(const std::string& commands, Source source = Source::camera) {
  const test::Script script(test::say({ScanKind::ready, {}}) + commands);
  const Film film(view_of("x"));
  auto stream = FrameStream::start(script.path(), film.descriptor(), source, Pace::as_fast, 20s);
  if (!stream) return stream.error().what();
  std::string out;
  for (int i = 0; i < 20; ++i) {
    const auto arrival = next(*stream);
    if (!arrival) {
      EXPECT_EQ(next(*stream)->came, Came::end);
      return out + std::string(arrival.error().reason()) + ": " + arrival.error().what();
    }
    out += arrival->came == Came::lost ? "lost " : arrival->came == Came::frame ? "frame " : "end ";
  }
  return out + "and so on";
}

TEST(FrameStream, ACameraWhoseScannersAllDieEnds) {
  const std::string end = "lost lost E_SCANNER_FAILED: the scanner ";
  EXPECT_EQ(outcome("exit 12"), end + "ended with status 12");
  EXPECT_THAT(outcome("kill -SEGV $$"), testing::StartsWith(end + "was ended by signal 11"));
  EXPECT_EQ(outcome(test::say(ScanAnswer{ScanKind::code, {}}) + "cat >/dev/null"),
            end + "gave an answer without meaning");
  EXPECT_EQ(outcome("exit 12", Source::film), "E_SCANNER_FAILED: the scanner ended with status 12");
}

// A scanner that starts no more is no frame's fault, but has to end as well.
TEST(FrameStream, ACameraWhoseScannerStartsNoMoreEnds) {
  EXPECT_EQ(outcome("printf '#!/bin/sh\\nexit 3\\n' > $0; exit 12"),
            "lost lost E_SCANNER_FAILED: the scanner ended with status 3");
  EXPECT_THAT(outcome("rm $0; exit 12"), testing::StartsWith("lost E_SCANNER_MISSING: "));
}

// As one that comes to the end of its processor time again and again.
TEST(FrameStream, DeathsWithFramesBetweenThemEndNothing) {
  std::string expected;
  for (int i = 0; i < 10; ++i) expected += "frame lost ";
  EXPECT_EQ(outcome(test::say_frame("A") + "kill -KILL $$"), expected + "and so on");
}

// Whoever waits for the rest of an answer sees to nothing else meanwhile.
TEST(FrameStream, HalfAnAnswerIsNotWaitedForLong) {
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(outcome("printf '\\010\\000'; exec sleep 100", Source::film),
            "E_SCANNER_FAILED: the scanner took too long");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 10s);
}

// The words of a scanner of our own making, with a film of one frame.
std::string answered(const std::string& commands, std::chrono::milliseconds patience = 20s) {
  const test::Script script("printf '\\001\\000\\000\\000\\000'; " + commands);
  const Film film(view_of("x"));
  auto stream =
      FrameStream::start(script.path(), film.descriptor(), Source::film, Pace::as_fast, patience);
  if (!stream) return stream.error().what();
  const auto arrival = next(*stream);
  return arrival ? "an answer" : arrival.error().what();
}

TEST(FrameStream, AnswersWithoutMeaningAreRefused) {
  const std::string rest = "; cat >/dev/null";
  EXPECT_EQ(answered("printf '\\010\\000\\000\\000\\006\\000\\001\\000\\001\\000\\000'" + rest),
            "an answer");
  // 4 GiB; an unknown kind; a code without a frame; a frame of one octet; ready again.
  for (const std::string answer :
       {"\\010\\377\\377\\377\\377", "\\177\\000\\000\\000\\000", "\\002\\000\\000\\000\\000",
        "\\010\\000\\000\\000\\001x", "\\001\\000\\000\\000\\000"}) {
    EXPECT_THAT(answered("printf '" + answer + "'" + rest), HasSubstr("without meaning")) << answer;
  }
  EXPECT_THAT(answered("printf '\\010\\000\\000\\000\\006\\000'; exit 7"), HasSubstr("status 7"));
  EXPECT_THAT(answered("exec sleep 100", 300ms), HasSubstr("took too long"));
}

TEST(FrameStream, WordsOfTheScannerCannotForgeTheScreen) {
  const std::string text = answered("printf '\\012\\000\\000\\000\\004\\033[2J'; cat >/dev/null");
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_THAT(text, HasSubstr("2J"));
}

TEST(FrameStream, TheChildGetsTheFilmAndNothingElse) {
  const std::string out = std::filesystem::temp_directory_path() /
                          ("coldquill-inherited-" + std::to_string(::getpid()));
  const int leak = ::fcntl(0, F_DUPFD, 20);  // without close-on-exec
  const test::Script script("ls -l /proc/$$/fd > " + out + "; exit 3");
  const Film film(view_of("x"));
  EXPECT_FALSE(
      FrameStream::start(script.path(), film.descriptor(), Source::film, Pace::as_fast).ok());
  const std::string seen = test::whole(out);
  EXPECT_THAT(seen, HasSubstr(" 3 -> /memfd:film"));
  EXPECT_EQ(seen.find(" " + std::to_string(leak) + " ->"), std::string::npos);
  ::close(leak);
  std::filesystem::remove(out);
}

// Frames as a scanner that was taken over would write them.
Writer frame_head(unsigned width = 640, unsigned height = 480) {
  Writer out;
  out.u16be(static_cast<std::uint16_t>(width)).u16be(static_cast<std::uint16_t>(height));
  return out;
}

TEST(ReadFrame, TakesWhatIsWhole) {
  Writer out = frame_head();
  out.u8(2).u8(1).text("ab").u8(2).u16be(3).text("xyz").u8(2).u16be(0);
  const auto frame = read_frame(out.view());
  ASSERT_TRUE(frame.ok());
  EXPECT_EQ(text_of(frame->preview.grey), "ab");
  ASSERT_EQ(frame->codes.size(), 2u);
  EXPECT_EQ(text_of(frame->codes[0].bytes), "xyz");
}

TEST(ReadFrame, RefusesWhatIsNot) {
  const auto reason = [](Writer out) {
    const auto frame = read_frame(out.view());
    return frame ? std::string() : std::string(frame.error().reason());
  };
  EXPECT_EQ(reason(Writer()), "E_SCANNER_FAILED");
  EXPECT_EQ(reason(frame_head()), "E_SCANNER_FAILED");
  // A preview that is too wide, too high, or cut off; a code that is longer than the frame, or than
  // any code; an answer of another kind; one code too many.
  EXPECT_EQ(reason(frame_head().u8(97).u8(1).bytes(Bytes(97))), "E_SCANNER_FAILED");
  EXPECT_EQ(reason(frame_head().u8(1).u8(55).bytes(Bytes(55))), "E_SCANNER_FAILED");
  EXPECT_EQ(reason(frame_head().u8(96).u8(54).bytes(Bytes(96 * 54 - 1))), "E_SCANNER_FAILED");
  EXPECT_EQ(reason(frame_head().u16be(0).u8(2).u16be(2).u8(0)), "E_SCANNER_FAILED");
  EXPECT_EQ(reason(frame_head().u16be(0).u8(2).u16be(8193).bytes(Bytes(8193))), "E_SCANNER_FAILED");
  EXPECT_EQ(reason(frame_head().u16be(0).u8(3).u16be(0)), "E_SCANNER_FAILED");
  EXPECT_EQ(reason(frame_head().u16be(0).u8(5).u16be(1).u8(65)), "E_SCANNER_FAILED");
  Writer many = frame_head();
  many.u16be(0);
  for (std::size_t i = 0; i < most_codes_in_frame; ++i) many.u8(2).u16be(1).u8(65);
  EXPECT_EQ(reason(many), "");
  EXPECT_EQ(reason(many.u8(2).u16be(1).u8(65)), "E_SCANNER_FAILED");
}

}  // namespace
}  // namespace coldquill
