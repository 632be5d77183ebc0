// coldquill-scanner as a person runs it: its lines and its status.
#include <coldquill/base/file.h>
#include <coldquill/scan/scan.h>
#include <gtest/gtest.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <map>

#include "recordings.h"

namespace coldquill {
namespace {

namespace fs = std::filesystem;

struct Outcome {
  int status;
  std::string out;
};

Outcome run(const std::string& arguments) {
  FILE* out = ::popen((*scanner_program() + " " + arguments).c_str(), "r");
  const Bytes said = *read_descriptor(::fileno(out));
  return {WEXITSTATUS(::pclose(out)), std::string(text_of(said))};
}

class ByHand : public testing::Test {
 protected:
  ByHand() : folder_(fs::temp_directory_path() / ("coldquill-" + std::to_string(::getpid()))) {
    fs::create_directories(folder_ / "inner");
    put("b.png", test::png_of(test::draw_text("SECOND")));
    put("a.jpg", test::jpeg_of(test::draw_text("FIRST"), 80));
    put("inner/c.png", test::png_of(test::draw_text("HIDDEN")));
    fs::create_symlink(folder_ / "b.png", folder_ / "link.png");
  }
  ~ByHand() override { fs::remove_all(folder_); }
  ByHand(const ByHand&) = delete;
  ByHand& operator=(const ByHand&) = delete;

  void put(const std::string& name, const Bytes& bytes) {
    ASSERT_TRUE(write_file(folder_ / name, bytes, 0600).ok());
  }
  [[nodiscard]] std::string path(const std::string& name = {}) const { return folder_ / name; }

 private:
  fs::path folder_;
};

TEST_F(ByHand, AFolderGivesItsFilesInOrder) {
  const Outcome outcome = run(path());
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.out, path("a.jpg") + ": text FIRST\n" + path("b.png") + ": text SECOND\n");
}

TEST_F(ByHand, OctetsAreShownAsDigits) {
  put("octets.png", test::png_of(test::draw(*QrSymbol::of_bytes(Bytes{0x1b, 0x5b, 0x32}), 4)));
  EXPECT_EQ(run(path("octets.png")).out, path("octets.png") + ": hex 1b5b32\n");
}

TEST_F(ByHand, SecretsAreNotShown) {
  const std::string words = "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong";
  const std::string seed =
      "gym/sibling/lawsuit/attitude/clap/apple/bottom/hidden/garlic/coffee/soft/please";
  const std::map<std::string, std::pair<std::string, std::string>> secrets{
      {"words.png", {words, "recovery words"}},
      {"loud.png", {" ZOO ZOO ZOO ZOO ZOO ZOO\tZOO ZOO ZOO ZOO ZOO WRONG\n", "recovery words"}},
      {"path.png", {seed + " m/84'/0'/0'", "recovery words"}},
      {"commas.png", {"1," + seed + ",2", "recovery words"}},
      {"digits.png",
       {"204720472047204720472047204720472047204720472037", "recovery words as digits"}},
      {"key.png",
       {"UR:CRYPTO-ECKEY/"
        "OEAOYKAXHDCXADAOAXAAAHAMATAYASBKBDBNBTBABSBEBYBGBWBBBZCMCHCSCFCYCWCECACKCTC"
        "XPEQDWZOL",
        "a private key"}},
      {"piece.png", {"ur:crypto-hdkey/1-2/aeadao", "a part of keys"}}};
  for (const auto& [name, secret] : secrets) {
    put(name, test::png_of(test::draw_text(secret.first)));
    EXPECT_EQ(run(path(name)).out, path(name) + ": E_SECRET_IN_PAYLOAD: this looks like " +
                                       secret.second + ", and is not shown\n");
  }
  put("octets.png", test::png_of(test::draw(*QrSymbol::of_bytes(Bytes(16, 0xff)), 4)));
  EXPECT_EQ(run(path("octets.png")).out,
            path("octets.png") + ": E_SECRET_IN_PAYLOAD: this looks like recovery words in a " +
                "compact code, and is not shown\n");
  put("number.png", test::png_of(test::draw_text("2047204720472047")));
  EXPECT_EQ(run(path("number.png")).out, path("number.png") + ": text 2047204720472047\n");
  put("part.png", test::png_of(test::draw_text("ur:crypto-psbt/1-2/aeadao")));
  EXPECT_EQ(run(path("part.png")).out, path("part.png") + ": text ur:crypto-psbt/1-2/aeadao\n");
}

TEST_F(ByHand, OnePictureWithoutACodeIsStatus10) {
  put("z.txt", to_bytes(view_of("no picture")));
  const Outcome outcome = run(path());
  EXPECT_EQ(outcome.status, 10);
  EXPECT_NE(outcome.out.find("z.txt: E_BAD_PICTURE"), std::string::npos);
}

#if !defined(__SANITIZE_ADDRESS__)  // where it would take a minute
TEST_F(ByHand, APictureThatEndsTheScannerIsNamed) {
  put("m.png", test::png_of(test::poison()));
  put("n.png", test::png_of(test::draw_text("NOT REACHED")));
  const Outcome outcome = run(path() + " 2>&1");
  EXPECT_EQ(outcome.status, 12);
  EXPECT_EQ(outcome.out, path("a.jpg") + ": text FIRST\n" + path("b.png") + ": text SECOND\n" +
                             path("m.png") + ": E_SCANNER_FAILED: a picture took too long\n");
}
#endif

TEST_F(ByHand, TheAnswerMayGoToAFile) {
  EXPECT_EQ(run(path("b.png") + " > " + path("out.txt")).status, 0);
  EXPECT_EQ(text_of(*read_file(path("out.txt"))), path("b.png") + ": text SECOND\n");
}

TEST_F(ByHand, LinksPipesAndMissingFilesAreStatus40) {
  EXPECT_EQ(run(path("link.png") + " 2>&1").status, 40);
  EXPECT_EQ(run("/dev/zero 2>&1").status, 40);
  EXPECT_EQ(run("/nowhere.png 2>&1").status, 40);
}

TEST_F(ByHand, CallsThatAreWrong) {
  EXPECT_EQ(run("--unknown 2>&1").status, 2);
  EXPECT_EQ(run("--help").status, 0);
  EXPECT_TRUE(run("--version").out.starts_with("coldquill-scanner "));
  EXPECT_EQ(run("-- --help 2>&1").status, 40);
}

TEST_F(ByHand, AnInputThatEndsTooEarlyIsStatus10) {
  EXPECT_EQ(run("2>&1 < /dev/null").status, 0);
  EXPECT_EQ(run("2>&1 < " + path("b.png")).status, 10);
}

// P08: a kernel without one of the layers, imitated by a filter that the scanner inherits.
void without(bool seccomp, const std::string& picture, const char* option) {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
  const scmp_arg_cmp set_filter{0, SCMP_CMP_EQ, PR_SET_SECCOMP, 0};
  if (seccomp) {
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(seccomp), 0);
    seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(prctl), 1, &set_filter);
  } else {
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), 444, 0);
  }
  seccomp_load(filter);
  ::execl(scanner_program()->c_str(), "coldquill-scanner", option, picture.c_str(), nullptr);
  ::_exit(99);
}

TEST_F(ByHand, AMissingLayerIsSaidOrRefused) {
  const std::string picture = path("b.png");
  EXPECT_EXIT(without(false, picture, "--"), testing::ExitedWithCode(0), "no Landlock");
  EXPECT_EXIT(without(true, picture, "--"), testing::ExitedWithCode(40), "E_SANDBOX: .*seccomp");
  EXPECT_EXIT(without(true, picture, "--allow-incomplete-sandbox"), testing::ExitedWithCode(0),
              "no seccomp");
}

}  // namespace
}  // namespace coldquill
