// Words out of pictures: the published SeedQR codes in both forms, and what is none.
#include <coldquill/base/file.h>
#include <coldquill/codec/base64.h>
#include <coldquill/flow/words_picture.h>
#include <coldquill/transport/envelope.h>
#include <gtest/gtest.h>
#include <support/vectors.h>
#include <unistd.h>

#include <filesystem>

#include "qr/images.h"
#include "vault_testing.h"

namespace coldquill {
namespace {

namespace fs = std::filesystem;

// A picture in a file that goes again.
class PictureFile {
 public:
  explicit PictureFile(ByteView png)
      : path_(fs::temp_directory_path() / ("coldquill-words-" + std::to_string(::getpid()))) {
    EXPECT_TRUE(write_file(path_, png, 0600, Existing::replace).ok());
  }
  PictureFile(const PictureFile&) = delete;
  PictureFile& operator=(const PictureFile&) = delete;
  ~PictureFile() { fs::remove(path_); }
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

// The words, or the reason why there are none.
std::string words_of(ByteView png) {
  const PictureFile file(png);
  const auto words = words_in_picture(file.path());
  return words ? vault_testing::text_of_secret(*words) : std::string(words.error().reason());
}

std::string words_of(const QrSymbol& symbol) {
  return words_of(test::png_of(test::draw(symbol, 6)));
}

TEST(WordsPicture, AllPublishedCodes) {
  const auto cases = test::load_vectors("bip39/seedqr-pictures")["cases"];
  EXPECT_EQ(cases.size(), 15u);
  for (const auto& one : cases) {
    const Bytes png = *base64_decode(one["png"].get<std::string>());
    EXPECT_EQ(words_of(png), one["words"]) << one["form"];
  }
}

// The same codes where a request is expected.
TEST(WordsPicture, ElsewhereTheyAreRefusedUnseen) {
  const auto vectors = test::load_vectors("bip39/seedqr");
  for (const auto& one : vectors["cases"]) {
    const std::string digits = one["digits"];
    FrameCollector frames;
    EXPECT_EQ(frames.put(view_of(digits)).error().reason(), "E_SECRET_IN_PAYLOAD");
    EXPECT_EQ(frames.put(test::unhex(one["entropy"])).error().reason(), "E_SECRET_IN_PAYLOAD");
    EXPECT_EQ(frames.progress().useful, 0u);
  }
}

TEST(WordsPicture, WordsThemselves) {
  const std::string words =
      "forum undo fragile fade shy sign arrest garment culture tube off merit";
  EXPECT_EQ(words_of(*QrSymbol::of_text(words)), words);
}

TEST(WordsPicture, WhatIsNoSeed) {
  EXPECT_EQ(words_of(*QrSymbol::of_text("https://a.bc/def")), "E_BAD_WORDS");
  EXPECT_EQ(words_of(*QrSymbol::of_text("073318950739065415961602009907670428187212261117")),
            "E_WORDS_CHECKSUM");
  EXPECT_EQ(words_of(*QrSymbol::of_bytes(Bytes(15, 0x80))), "E_BAD_WORDS");
  EXPECT_EQ(words_of(*QrSymbol::of_text(std::string(5000, '7'))), "E_SECRET_TOO_LONG");
  EXPECT_EQ(words_of(test::png_of(test::blank(200, 200))), "E_NO_CODE");
  EXPECT_EQ(words_of(view_of("no picture")), "E_BAD_PICTURE");
  EXPECT_EQ(words_in_picture("/nonexistent").error().reason(), "E_CANNOT_READ");
  EXPECT_EQ(words_in_picture("/dev/zero").error().reason(), "E_NOT_A_FILE");
}

}  // namespace
}  // namespace coldquill
