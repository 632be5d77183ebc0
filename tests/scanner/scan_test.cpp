// The way to the scanner and back, with scanners that misbehave.
#include <coldquill/base/hex.h>
#include <coldquill/scan/scan.h>
#include <coldquill/scan/secret_scan.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <random>

#include "qr/images.h"
#include "script.h"

namespace coldquill {
namespace {

using test::Script;
using test::whole;
using testing::HasSubstr;
using namespace std::chrono_literals;

Scanner patient_scanner() {
  return *Scanner::start(*scanner_program(), 60s);
}

Bytes picture(std::string_view text) {
  return test::png_of(test::draw_text(text));
}

constexpr std::string_view ready = "printf '\\001\\000\\000\\000\\000'";

// The error of one picture, shown to a scanner made of these commands.
Error error_of(const std::string& commands, std::chrono::milliseconds patience = 20s) {
  const Script script(commands);
  auto scanner = Scanner::start(script.path(), patience);
  if (!scanner.ok()) return scanner.error();
  const auto scanned = scanner->scan(picture("A"));
  return scanned.ok() ? Error(E_NO_CODE, "no error at all") : scanned.error();
}

TEST(Scan, ManyPicturesInOneRow) {
  Scanner scanner = patient_scanner();
  const int process = scanner.process();
  for (int i = 0; i < 50; ++i) {
    const std::string text = "PART " + std::to_string(i);
    EXPECT_EQ(text_of(*content_of(*scanner.scan(picture(text)))), text);
  }
  EXPECT_EQ(scanner.process(), process);
}

TEST(Scan, AnswersBecomeErrors) {
  Scanner scanner = patient_scanner();
  const auto reason = [&](const Bytes& file) {
    return std::string(content_of(*scanner.scan(file)).error().reason());
  };
  EXPECT_EQ(reason(test::png_of(test::blank(50, 50))), "E_NO_CODE");
  EXPECT_EQ(reason({}), "E_BAD_PICTURE");
  EXPECT_EQ(reason(Bytes(largest_picture + 1)), "E_PICTURE_TOO_LARGE");
  EXPECT_EQ(reason(Bytes(largest_picture)), "E_BAD_PICTURE");
  EXPECT_EQ(reason(test::png_of(test::beside(test::draw_text("A"), test::draw_text("B")))),
            "E_TWO_CODES");
  EXPECT_EQ(text_of(*content_of(*scanner.scan(picture("STILL THERE")))), "STILL THERE");
}

TEST(Scan, AMissingScannerIsSaid) {
  EXPECT_EQ(Scanner::start("/nowhere/coldquill-scanner").error().reason(), "E_SCANNER_MISSING");
}

TEST(Scan, ADeadChildIsSaidAndReplaced) {
  Scanner scanner = patient_scanner();
  const int first = scanner.process();
  ASSERT_EQ(::kill(first, SIGKILL), 0);
  const auto failed = scanner.scan(picture("A"));
  ASSERT_FALSE(failed.ok());
  EXPECT_EQ(failed.error().reason(), "E_SCANNER_FAILED");
  EXPECT_THAT(failed.error().what(), HasSubstr("signal 9"));
  EXPECT_EQ(text_of(*content_of(*scanner.scan(picture("AGAIN")))), "AGAIN");
  EXPECT_NE(scanner.process(), first);
}

TEST(Scan, HowTheChildEndedIsSaid) {
  EXPECT_THAT(error_of("exit 40").what(), HasSubstr("status 40"));
  EXPECT_THAT(error_of(std::string(ready) + "; exec 0<&-; exit 7").what(), HasSubstr("status 7"));
  EXPECT_THAT(error_of(std::string(ready) + "; kill -SEGV $$").what(), HasSubstr("signal 11"));
}

TEST(Scan, PatienceEnds) {
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_THAT(error_of("exec sleep 100", 300ms).what(), HasSubstr("too long"));
  EXPECT_THAT(error_of(std::string(ready) + "; exec sleep 100", 300ms).what(),
              HasSubstr("too long"));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 20s);
}

TEST(Scan, AnswersWithoutMeaningAreRefused) {
  const std::string first = std::string(ready) + "; ";
  // A length of 4 GiB, an unknown kind, a second "ready", an end inside an answer.
  EXPECT_THAT(error_of(first + "printf '\\002\\377\\377\\377\\377'; sleep 9").what(),
              HasSubstr("without meaning"));
  EXPECT_THAT(error_of(first + "printf '\\011\\000\\000\\000\\000'; cat >/dev/null").what(),
              HasSubstr("without meaning"));
  EXPECT_THAT(error_of(first + "printf '\\001\\000\\000\\000\\000'; cat >/dev/null").what(),
              HasSubstr("without meaning"));
  EXPECT_EQ(error_of(first + "printf '\\002\\000\\000\\000\\011abc'").reason(), "E_SCANNER_FAILED");
  EXPECT_THAT(error_of("printf '\\002\\000\\000\\000\\000'; sleep 9").what(),
              HasSubstr("without meaning"));
}

// A part of a row is told with its place; a place that cannot be is no answer.
TEST(Scan, PlacesInARow) {
  const auto answer = [](std::string_view place) {
    const Script script(std::string(ready) + "; printf '\\007\\000\\000\\000\\004" +
                        std::string(place) + "A'; cat >/dev/null");
    return Scanner::start(script.path(), 20s)->scan(picture("A"));
  };
  const auto scanned = answer("\\001\\020\\012");
  ASSERT_TRUE(scanned.ok());
  EXPECT_EQ(*scanned->place, (RowPlace{1, 16, 10}));
  EXPECT_EQ(text_of(code_of(*scanned)->bytes), "A");
  EXPECT_EQ(content_of(*scanned).error().reason(), "E_ONE_OF_A_ROW");
  for (const char* place : {"\\000\\000\\000", "\\000\\021\\000", "\\002\\002\\000"}) {
    EXPECT_THAT(answer(place).error().what(), HasSubstr("without meaning")) << place;
  }
}

TEST(Scan, WordsOfTheScannerCannotForgeTheScreen) {
  const Script script(std::string(ready) +
                      "; printf '\\005\\000\\000\\000\\004\\033[2J'; cat >/dev/null");
  auto scanner = Scanner::start(script.path(), 20s);
  EXPECT_EQ(scanner->scan(picture("A"))->why.find('\x1b'), std::string::npos);
}

TEST(Scan, TheChildInheritsNothing) {
  ::setenv("COLDQUILL_SECRET_TEST", "1", 1);
  const int leak = ::dup(0);  // without close-on-exec
  const std::string out = std::filesystem::temp_directory_path() /
                          ("coldquill-inherited-" + std::to_string(::getpid()));
  const Script script("ls /proc/$$/fd > " + out + "; env >> " + out + "; exit 3");
  EXPECT_FALSE(Scanner::start(script.path(), 20s).ok());
  const std::string seen = whole(out);
  EXPECT_EQ(seen.find("COLDQUILL_SECRET_TEST"), std::string::npos);
  EXPECT_EQ(seen.find("\n" + std::to_string(leak) + "\n"), std::string::npos);
  ::close(leak);
  std::filesystem::remove(out);
}

// P06, P08: what the kernel says about the process that waits for pictures.
TEST(Scan, TheChildIsLockedDown) {
  const Scanner scanner = patient_scanner();
  const std::string process = "/proc/" + std::to_string(scanner.process());
  const std::string status = whole(process + "/status");
  EXPECT_THAT(status, HasSubstr("Seccomp:\t2"));
  EXPECT_THAT(status, HasSubstr("NoNewPrivs:\t1"));
  EXPECT_EQ(whole(process + "/environ"), "");
  const std::string limits = whole(process + "/limits");
  EXPECT_THAT(limits, testing::ContainsRegex("Max core file size +0 +0"));
  EXPECT_THAT(limits, testing::ContainsRegex("Max cpu time +900 +900"));
#if !defined(__SANITIZE_ADDRESS__)
  EXPECT_THAT(limits, testing::ContainsRegex("Max open files +0 +0"));
  EXPECT_THAT(limits, testing::ContainsRegex("Max address space +536870912 +536870912"));
#endif
}

// Pictures that begin well and go on badly, for a second, through the real sandbox: a forbidden
// system call or a fault would end the child, and the scan would fail. (After most_pictures the
// child is replaced anyway.)
TEST(Scan, SpoiltPicturesEndNothing) {
  Scanner scanner = patient_scanner();
  const int process = scanner.process();
  std::mt19937 random(20240601);
  const std::vector<Bytes> good{picture("SPOILT"), test::jpeg_of(test::draw_text("SPOILT"), 70)};
  const auto end = std::chrono::steady_clock::now() + 1s;
  for (std::size_t n = 0; n < most_pictures && std::chrono::steady_clock::now() < end; ++n) {
    Bytes file = good[random() % good.size()];
    for (auto changes = random() % 8; changes > 0; --changes) {
      file[random() % file.size()] = static_cast<std::uint8_t>(random());
    }
    file.resize(file.size() - random() % 9);
    ASSERT_TRUE(scanner.scan(file).ok()) << to_hex(file);
  }
  EXPECT_EQ(scanner.process(), process);
}

// A scanner that was taken over has seen the words: what it says about the picture is not shown.
TEST(SecretScans, WhatTheScannerSaysIsNotRead) {
  const std::string picture =
      (std::filesystem::temp_directory_path() / ("coldquill-words-" + std::to_string(::getpid())))
          .string();
  ASSERT_TRUE(write_file(picture, view_of("picture"), 0600, Existing::replace).ok());
  for (const char* kind : {"\\002", "\\003", "\\004", "\\005", "\\006", "\\007", "\\012"}) {
    const Script script(std::string(ready) + "; printf '" + kind +
                        "\\000\\000\\000\\007zoo zoo'; sleep 1");
    const auto scan = SecretScan::of(script.path(), picture);
    if (scan.ok()) continue;
    EXPECT_EQ(scan.error().what().find("zoo"), std::string::npos) << kind;
    EXPECT_EQ(scan.error().where().find("zoo"), std::string::npos) << kind;
  }
  std::filesystem::remove(picture);
}

}  // namespace
}  // namespace coldquill
