#include <coldquill/base/hex.h>
#include <coldquill/codec/base58.h>
#include <coldquill/codec/base64.h>
#include <coldquill/transport/envelope.h>
#include <coldquill/transport/ur.h>
#include <gtest/gtest.h>

namespace coldquill {
namespace {

const Bytes psbt_like{'p', 's', 'b', 't', 0xff, 0x01, 0x00, 0x7a, 0x02};

Unwrapped unwrapped(std::string_view text) {
  auto out = unwrap(view_of(text));
  EXPECT_TRUE(out.ok()) << text << ": " << (out ? "" : out.error().what());
  return out ? *std::move(out) : Unwrapped{};
}

std::string reason_of(std::string_view text) {
  const auto out = unwrap(view_of(text));
  return out ? "" : std::string(out.error().reason());
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text += line + "\r\n";
  return text;
}

TEST(Envelope, Binary) {
  const auto out = unwrap(psbt_like);
  ASSERT_TRUE(out.ok());
  EXPECT_EQ(out->wrapping, Wrapping::binary);
  EXPECT_EQ(out->bytes, psbt_like);
  const auto json = unwrapped("{\"to\": \"0x00\"}\n");
  EXPECT_EQ(json.wrapping, Wrapping::binary);
  EXPECT_EQ(text_of(json.bytes), "{\"to\": \"0x00\"}\n");
}

TEST(Envelope, Hex) {
  for (const std::string& text :
       {to_hex(psbt_like), "  \n" + to_hex(psbt_like) + "\r\n\n", "0x" + to_hex(psbt_like)}) {
    const auto out = unwrapped(text);
    EXPECT_EQ(out.wrapping, Wrapping::hex);
    EXPECT_EQ(out.bytes, psbt_like);
    EXPECT_TRUE(out.more.empty());
  }
  const auto lines = unwrapped("0102\n0x0304\n\n05\n");
  EXPECT_EQ(lines.bytes, (Bytes{1, 2}));
  EXPECT_EQ(lines.more, (std::vector<Bytes>{{3, 4}, {5}}));
}

TEST(Envelope, Base64) {
  const std::string text = base64_encode(Bytes(100, 0x70));
  const auto out = unwrapped(text.substr(0, 64) + "\n" + text.substr(64) + "\n");
  EXPECT_EQ(out.wrapping, Wrapping::base64);
  EXPECT_EQ(out.bytes, Bytes(100, 0x70));
}

TEST(Envelope, HexBeforeBase64) {
  EXPECT_EQ(unwrapped("cafecafe").wrapping, Wrapping::hex);
  EXPECT_EQ(unwrapped("cafecafg").wrapping, Wrapping::base64);
}

TEST(Envelope, UrFile) {
  const Bytes message(500, 0x17);
  auto parts = *ur_encode("crypto-psbt", message, 100, 3);
  std::ranges::reverse(parts);
  const auto out = unwrapped("\n" + joined(parts));
  EXPECT_EQ(out.wrapping, Wrapping::ur);
  EXPECT_EQ(out.ur_type, "crypto-psbt");
  EXPECT_EQ(out.fragment, 100u);
  EXPECT_EQ(out.bytes, message);
  EXPECT_EQ(out.spoken, "UR crypto-psbt in 5 parts");
}

TEST(Envelope, UrFileWithGaps) {
  auto parts = *ur_encode("crypto-psbt", Bytes(500, 0x17), 100);
  parts.erase(parts.begin() + 1, parts.begin() + 3);
  const auto out = unwrap(view_of(joined(parts)));
  ASSERT_FALSE(out.ok());
  EXPECT_EQ(out.error().reason(), "E_PARTS_MISSING");
  EXPECT_EQ(out.error().code(), Errc::incomplete);
  EXPECT_EQ(out.error().what(), "2 more of 5 parts are needed: 2 and 3");
}

TEST(Envelope, UrFileOfTwoMessages) {
  auto parts = *ur_encode("crypto-psbt", Bytes(500, 0x17), 100);
  parts.push_back(ur_encode("crypto-psbt", Bytes(500, 0x18), 100)->front());
  const auto out = unwrap(view_of(joined(parts)));
  ASSERT_FALSE(out.ok());
  EXPECT_EQ(out.error().reason(), "E_PARTS_MIXED");
  EXPECT_EQ(out.error().where(), "line 6");
}

TEST(Envelope, OtherEncodings) {
  EXPECT_EQ(reason_of("\xef\xbb\xbf"
                      "cHNidA=="),
            "E_UNKNOWN_ENCODING");
  EXPECT_EQ(reason_of("\xff\xfe"
                      "c"),
            "E_UNKNOWN_ENCODING");
  std::string wide;
  for (const char c : std::string_view("cHNidP8BAHUCAAAAASaB")) (wide += c) += '\0';
  EXPECT_EQ(reason_of(wide), "E_UNKNOWN_ENCODING");
  EXPECT_EQ(reason_of(""), "E_EMPTY_PAYLOAD");
  EXPECT_EQ(reason_of(" \n\t"), "E_EMPTY_PAYLOAD");
}

std::string repeated(std::string_view what, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += what;
  return text;
}

std::string private_key_text(std::uint8_t version, bool compressed) {
  Bytes body(33, 0x11);
  body[0] = version;
  if (compressed) body.push_back(1);
  return base58check_encode(body);
}

std::string extended_private_text() {
  Bytes body{0x04, 0x88, 0xad, 0xe4};
  body.resize(78, 0x21);
  return base58check_encode(body);
}

// Q15: secrets are refused, and nothing of them is in the answer.
TEST(EnvelopeAttack, SecretsAreRefusedAndNotEchoed) {
  const std::vector<std::string> secrets{
      repeated("abandon ", 11) + "about",
      repeated("abandon\n", 23) + "art",
      repeated("ABANDON ", 11) + "ABOUT\n",
      "\n  " + repeated("Abandon  \t\r\n ", 11) + "about  \n\n",
      repeated("0123", 12),
      repeated("1999", 24) + "\n",
      extended_private_text(),
      "wpkh([d34db33f/84h]" + extended_private_text() + "/0/*)",
      private_key_text(0x80, true),
      private_key_text(0x80, false),
      private_key_text(0xef, true),
      "{\"key\": \"" + private_key_text(0xef, false) + "\"}",
      repeated("abandon ", 24) + "about",
      "gym, sibling, lawsuit, attitude, clap, apple, bottom, hidden, garlic, coffee, soft, please",
      ur_encode("crypto-seed", Bytes(20, 1))->front(),
      ur_encode("crypto-eckey", *from_hex("a202f5035820" + repeated("07", 32)))->front(),
      ur_encode("hdkey", *from_hex("a202f503582100" + repeated("07", 32)))->front(),
      ur_encode("crypto-bip39", Bytes(300, 1), 50)->back(),
  };
  for (const auto& secret : secrets) {
    const auto file = unwrap(view_of(secret));
    ASSERT_FALSE(file.ok()) << secret;
    EXPECT_EQ(file.error().reason(), "E_SECRET_IN_PAYLOAD");
    EXPECT_EQ(file.error().code(), Errc::refused);
    FrameCollector frames;
    const auto step = frames.put(view_of(secret));
    ASSERT_FALSE(step.ok()) << secret;
    EXPECT_EQ(step.error().reason(), "E_SECRET_IN_PAYLOAD");
    EXPECT_FALSE(frames.complete());
    for (const auto& error : {file.error(), step.error()}) {
      const std::string said = error.what() + error.where() + std::string(error.advice());
      EXPECT_EQ(said.find(secret.substr(0, 7)), std::string::npos) << said;
    }
  }
}

TEST(Envelope, NotSecrets) {
  EXPECT_EQ(reason_of(repeated("abandon ", 10) + "about"), "");  // eleven words
  EXPECT_EQ(reason_of(repeated("Lorem ", 64) + "ipsum"), "");    // sixty-five, of no list
  EXPECT_EQ(reason_of(repeated("0123", 13)), "");                // 52 digits
  EXPECT_EQ(reason_of(repeated("Abandon, the ", 12)), "");       // one in two is on the list
  EXPECT_EQ(reason_of("pay to 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"), "");
}

// A private key in pieces looks like a public one.
TEST(Envelope, PartsThatMayBeKept) {
  EXPECT_TRUE(keepable({"ur:crypto-psbt/1-2/aeadao"}).ok());
  EXPECT_TRUE(keepable({"UR:ETH-SIGN-REQUEST/1-2/AEADAO"}).ok());
  for (const char* type : {"bytes", "crypto-hdkey", "hdkey", "eckey", "crypto-output",
                           "crypto-account", "crypto-seed"}) {
    EXPECT_EQ(keepable({"ur:" + std::string(type) + "/1-2/aeadao"}).error().reason(), "E_NOT_KEPT")
        << type;
  }
}

TEST(FrameCollector, OneCode) {
  for (const std::string& code :
       {to_hex(psbt_like), base64_encode(psbt_like), std::string(text_of(psbt_like))}) {
    FrameCollector frames;
    EXPECT_EQ(frames.take().error().reason(), "E_PARTS_MISSING");
    EXPECT_EQ(*frames.put(view_of(code)), Step::accepted);
    ASSERT_TRUE(frames.complete());
    EXPECT_EQ(frames.progress().useful, 1u);
    EXPECT_EQ(*frames.put(view_of(code)), Step::duplicate);
    EXPECT_EQ(*frames.put(view_of("cafe")), Step::foreign);
    EXPECT_EQ(frames.take()->bytes, psbt_like);
    EXPECT_FALSE(frames.complete());
  }
}

TEST(FrameCollector, OtherCodesAreCountedWhileAUrIsUnderWay) {
  const Bytes message(1000, 0x17);
  const auto parts = *ur_encode("crypto-psbt", message, 200);
  FrameCollector frames;
  EXPECT_EQ(*frames.put(view_of(parts[3])), Step::accepted);
  EXPECT_EQ(*frames.put(view_of("https://example.org")), Step::foreign);
  EXPECT_EQ(*frames.put(view_of("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4")), Step::foreign);
  EXPECT_EQ(*frames.put(view_of(ur_encode("bytes", Bytes(5, 1))->front())), Step::foreign);
  EXPECT_EQ(frames.progress().foreign, 3u);
  EXPECT_EQ(frames.take().error().what(), "4 more of 5 parts are needed: 1, 2, 3 and 5");
  for (const auto& part : parts) ASSERT_TRUE(frames.put(view_of(part)).ok());
  const auto out = frames.take();
  ASSERT_TRUE(out.ok());
  EXPECT_EQ(out->bytes, message);
  EXPECT_EQ(out->fragment, 200u);
}

TEST(FrameCollector, CompactSeeds) {
  for (const std::size_t size : {16u, 32u}) {
    FrameCollector frames;
    EXPECT_EQ(frames.put(Bytes(size, 0x9a)).error().reason(), "E_SECRET_IN_PAYLOAD");
    EXPECT_TRUE(frames.put(Bytes(size + 1, 0x9a)).ok());
  }
}

}  // namespace
}  // namespace coldquill
