// Codes in pictures, alone and in folders: every plain wrapping is read, and one bad film costs
// that film only.
#include <coldquill/base/file.h>
#include <coldquill/base/hex.h>
#include <coldquill/base/text.h>
#include <coldquill/codec/base64.h>
#include <coldquill/flow/intake.h>
#include <coldquill/flow/recognise.h>
#include <coldquill/transport/bbqr.h>
#include <coldquill/transport/specter.h>
#include <coldquill/transport/ur1.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <support/vectors.h>
#include <unistd.h>

#include <filesystem>

#include "qr/images.h"

namespace coldquill {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

class Stick : public testing::Test {
 protected:
  Stick() : folder_(fs::temp_directory_path() / ("coldquill-stick-" + std::to_string(::getpid()))) {
    fs::create_directory(folder_);
  }
  ~Stick() override { fs::remove_all(folder_); }

  std::string show(const std::string& name, const QrSymbol& symbol) {
    const std::string path = (folder_ / name).string();
    EXPECT_TRUE(
        write_file(path, test::png_of(test::draw(symbol, 3)), 0600, Existing::replace).ok());
    return path;
  }
  std::string show(const std::string& name, std::string_view text) {
    return show(name, *QrSymbol::of_text(text));
  }
  void show_film(const std::string& name, const std::vector<std::string>& parts) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      show(name + "-" + std::to_string(i + 1) + ".png", parts[i]);
    }
  }
  Result<IntakeList> read() { return take_in(folder_.string(), Take::requests); }
  // Why the folder fails, or why its one film was skipped.
  std::string skipped_because() {
    const auto list = read();
    if (!list) return "fails: " + std::string(list.error().reason());
    const std::string& said = list->skipped.front();
    const auto bracket = said.find('(');
    return said.substr(bracket + 1, said.find(':', bracket) - bracket - 1);
  }
  void clear() {
    fs::remove_all(folder_);
    fs::create_directory(folder_);
  }

  fs::path folder_;
};

const Bytes& psbt() {
  static const Bytes bytes = test::unhex(
      "70736274ff0100750200000001268171371edff285e937adeea4b37b78000c0566cbb3ad64641713ca42171bf600"
      "00"
      "000000feffffff02d3dff505000000001976a914d0c59903c5bac2868760e90fd521a4665aa7652088ac00e1f505"
      "00"
      "00000017a9143545e6e33b832c47050f24d3eeb93c9c03948bc787b32e130000");
  return bytes;
}

// ---- One code

TEST_F(Stick, EveryPlainWrappingOfACode) {
  // The end of BIP-0174's example: one input and two outputs without fields.
  Bytes request = psbt();
  request.insert(request.end(), {0, 0, 0});
  const std::string lower = to_hex(request);
  const std::pair<QrSymbol, Wrapping> codes[] = {
      {*QrSymbol::of_bytes(request), Wrapping::binary},
      {*QrSymbol::of_text(lower), Wrapping::hex},
      {*QrSymbol::of_text(to_upper(lower)), Wrapping::hex},
      {*QrSymbol::of_text("0x" + lower), Wrapping::hex},
      {*QrSymbol::of_text(base64_encode(request)), Wrapping::base64},
  };
  for (const auto& [symbol, wrapping] : codes) {
    const auto list = take_in(show("one.png", symbol), Take::everything);
    ASSERT_TRUE(list.ok()) << list.error().what();
    EXPECT_EQ(list->payloads.front().content.wrapping, wrapping);
    const auto known = recognise(list->payloads.front().content, {});
    ASSERT_TRUE(known.ok()) << known.error().what();
    EXPECT_EQ(known->kind->name, "psbt");
    EXPECT_EQ(known->payload.bytes, request);
  }
}

TEST_F(Stick, ARawTransactionOfEachChain) {
  // EIP-155's example.
  const Bytes legacy = test::unhex(
      "ec098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a764000080018080");
  for (const QrSymbol& symbol : {*QrSymbol::of_bytes(legacy), *QrSymbol::of_text(to_hex(legacy)),
                                 *QrSymbol::of_text(to_upper(to_hex(legacy)))}) {
    const auto list = take_in(show("one.png", symbol), Take::everything);
    ASSERT_TRUE(list.ok()) << list.error().what();
    const auto known = recognise(list->payloads.front().content, {});
    ASSERT_TRUE(known.ok()) << known.error().what();
    EXPECT_EQ(known->kind->name, "evm-tx");
    EXPECT_EQ(known->payload.bytes, legacy);
  }
}

// ---- What is no request, and is named

TEST(OtherRequests, AKeystoneEnvelopeNamesItsCoin) {
  const auto vectors = test::load_vectors("gap/keystone");
  for (const auto& one : vectors["cases"]) {
    Unwrapped content;
    content.wrapping = Wrapping::ur;
    content.ur_type = one["type"];
    content.bytes = test::unhex(one["cbor"]);
    const auto known = recognise(content, {});
    ASSERT_FALSE(known.ok());
    EXPECT_EQ(known.error().reason(), "E_UNSUPPORTED_COIN");
    EXPECT_THAT(known.error().what(), HasSubstr(one["coin"].get<std::string>()));
    content.bytes.pop_back();
    EXPECT_EQ(recognise(content, {}).error().code(), Errc::malformed);
  }
}

// ---- Folders

TEST_F(Stick, ABrokenFilmIsSkippedAndTheRestGoesOn) {
  const std::string digest(ur1_digest_size, 'q');
  const std::pair<std::vector<std::string>, const char*> films[] = {
      {{"B$2X0100AAAAAAAA"}, "E_BBQR_TYPE"},
      {{"B$HP0200ABC"}, "E_BAD_PART"},
      {{"B$2P0300AAAAAAAA", "B$2P0301AAAAAAAAAAAAAAAA", "B$2P0302AA"}, "E_BAD_PART"},
      {{"B$2P0200AAAAAAAA", "B$2P0201A"}, "E_BAD_BASE32"},
      {{"B$ZP0200AAAAAAAA", "B$ZP0201AAAAAAAA"}, "E_BAD_DEFLATE"},
      {{"ur:bytes/1of2/" + digest + "/qqqqqq", "ur:bytes/2of2/" + digest + "/qqqqqq"},
       "E_BAD_BECH32"},
      {{"ur:crypto-psbt"}, "E_BAD_UR"},
      {{"p1of2 abcd", "p2of2 abcd", "p1of2 abce"}, "E_FILMS_MIXED"},
      {{"ur:bytes/1of2//qqqqqq"}, "E_BAD_PART"},
  };
  for (const auto& [parts, reason] : films) {
    clear();
    show_film("film", parts);
    Bytes request = psbt();
    request.insert(request.end(), {0, 0, 0});
    show("request.png", *QrSymbol::of_bytes(request));
    EXPECT_EQ(skipped_because(), reason) << parts.front();
    const auto list = read();
    ASSERT_TRUE(list.ok());
    ASSERT_EQ(list->payloads.size(), 1u);
    EXPECT_EQ(list->payloads.front().content.bytes, request);
    EXPECT_EQ(list->skipped.size(), parts.size());
  }
}

TEST_F(Stick, WhatIsMissingAndWhatIsSecretFailTheFolder) {
  show_film("film", {"p1of3 abcd", "p2of3 abcd"});
  EXPECT_EQ(skipped_because(), "fails: E_PARTS_MISSING");
  clear();
  show("words.png", std::string("p1of2 zebra zebra zebra zebra zebra zebra"));
  EXPECT_EQ(skipped_because(), "fails: E_SECRET_IN_PAYLOAD");
}

// Two films of as many parts, interleaved in the order of their names.
TEST_F(Stick, NamesTellFilmsApartThatDoNotSayIt) {
  Bytes other = psbt();
  other.insert(other.end(), {0, 0, 0});
  Bytes request = other;
  other[50] ^= 1;
  const std::size_t half = base64_encode(request).size() / 2;
  show_film("a", specter_encode(base64_encode(request), half));
  show_film("b", specter_encode(base64_encode(other), half));
  const auto list = read();
  ASSERT_TRUE(list.ok()) << list.error().what();
  ASSERT_EQ(list->payloads.size(), 2u);
  EXPECT_EQ(list->payloads[0].content.bytes, request);
  EXPECT_EQ(list->payloads[1].content.bytes, other);
  // A part that is lost is not filled in from the other one.
  fs::remove(folder_ / "a-2.png");
  EXPECT_EQ(skipped_because(), "fails: E_PARTS_MISSING");
}

// The first of one and the others of another would make a third.
TEST_F(Stick, NothingIsPutTogetherFromTwoFilms) {
  const std::string text = base64_encode(psbt());
  const auto parts = specter_encode(text, text.size() / 3 + 1);
  ASSERT_EQ(parts.size(), 3u);
  show("a-1.png", parts[0]);
  show("b-2.png", parts[1]);
  show("b-3.png", parts[2]);
  EXPECT_EQ(skipped_because(), "fails: E_PARTS_MISSING");
  clear();
  show("Screenshot 10-01-59.png", parts[0]);
  show("Screenshot 10-02-00.png", parts[1]);
  show("Screenshot 10-02-01.png", parts[2]);
  EXPECT_TRUE(read().ok());
}

TEST_F(Stick, FilmsThatNothingTellsApartAreBothLeftOut) {
  show_film("x", {"p1of2 abcd", "p1of2 abce", "p2of2 abcf", "p2of2 abcd"});
  const auto list = read();
  EXPECT_EQ(list.error().reason(), "E_FILMS_MIXED");
  EXPECT_THAT(list.error().where(), HasSubstr("x-1.png"));
  EXPECT_THAT(list.error().what(), HasSubstr("x-2.png"));
}

}  // namespace
}  // namespace coldquill
