// The dialects of QR codes besides UR: published texts, there and back, and hostile parts.
#include <coldquill/base/hex.h>
#include <coldquill/codec/base32.h>
#include <coldquill/codec/base43.h>
#include <coldquill/codec/base64.h>
#include <coldquill/codec/bech32.h>
#include <coldquill/codec/cbor.h>
#include <coldquill/crypto/hash.h>
#include <coldquill/qr/symbol.h>
#include <coldquill/transport/bbqr.h>
#include <coldquill/transport/deflate.h>
#include <coldquill/transport/envelope.h>
#include <coldquill/transport/specter.h>
#include <coldquill/transport/ur1.h>
#include <gtest/gtest.h>
#include <support/vectors.h>

namespace coldquill {
namespace {

using test::load_vectors;
using test::unhex;

std::vector<std::size_t> capacities(int largest_version) {
  std::vector<std::size_t> out;
  for (int version = 5; version <= largest_version; ++version) {
    out.push_back(longest_capital_text(version));
  }
  return out;
}

// What frames in this order hold.
Result<Unwrapped> collected(const std::vector<std::string>& codes) {
  FrameCollector frames;
  for (const std::string& code : codes) {
    CQ_TRY(step, frames.put(view_of(code)));
    static_cast<void>(step);
  }
  return frames.take();
}

std::string reason_of(const std::vector<std::string>& codes) {
  const auto out = collected(codes);
  return out ? "" : std::string(out.error().reason());
}

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

// ---- BBQr

TEST(Bbqr, PublishedSplitsToTheOctet) {
  const auto cases = load_vectors("gap/bbqr")["cases"];
  ASSERT_EQ(cases.size(), 45u);
  for (const auto& one : cases) {
    const Bytes payload = unhex(one["payload"]);
    const std::vector<std::string> parts = one["parts"];
    const BbqrOptions how{one["asked"].get<std::string>()[0], capacities(one["largest_version"]),
                          one["least_parts"]};
    const auto type = static_cast<BbqrType>(one["type"].get<std::string>()[0]);
    const auto ours = bbqr_encode(type, payload, how);
    ASSERT_TRUE(ours.ok());
    ASSERT_EQ(ours->size(), parts.size());
    // Compressed octets may differ between libraries; then they are compared inflated.
    if (one["used"] != "Z") {
      EXPECT_EQ(*ours, parts);
    }
    EXPECT_EQ(ours->front().substr(0, 6), parts.front().substr(0, 6));
    for (const auto& texts : {*ours, parts}) {
      const auto out = collected(texts);
      ASSERT_TRUE(out.ok());
      EXPECT_EQ(out->bytes, payload);
      EXPECT_EQ(out->wrapping, Wrapping::bbqr);
    }
  }
}

TEST(Bbqr, ARealAnimation) {
  const auto one = load_vectors("gap/bbqr-scan")["cases"][0];
  const std::vector<std::string> texts = one["texts"];
  ASSERT_EQ(texts.size(), 26u);
  const auto out = collected(texts);
  ASSERT_TRUE(out.ok());
  EXPECT_EQ(out->bytes.size(), one["size"]);
  EXPECT_EQ(to_hex(sha256(out->bytes)), one["sha256"]);
  EXPECT_EQ(out->spoken, "BBQr in 8 parts");
}

std::vector<std::string> three_parts(char encoding = '2') {
  const Bytes payload(300, 0x5A);
  return *bbqr_encode(BbqrType::psbt, payload, {encoding, {8 + 160 + 8}, 3});
}

TEST(Bbqr, AnyOrderRepeatsAndWhatIsMissing) {
  const auto parts = three_parts();
  ASSERT_GE(parts.size(), 3u);
  FrameCollector frames;
  EXPECT_EQ(*frames.put(view_of(parts[2])), Step::accepted);
  EXPECT_EQ(*frames.put(view_of(parts[2])), Step::duplicate);
  EXPECT_EQ(*frames.put(view_of("https://example.org")), Step::foreign);
  EXPECT_EQ(frames.missing().front(), 1u);
  EXPECT_EQ(frames.progress().useful, 1u);
  EXPECT_EQ(frames.progress().foreign, 1u);
  for (const auto& part : parts) EXPECT_TRUE(frames.put(view_of(part)).ok());
  EXPECT_TRUE(frames.complete());
  EXPECT_TRUE(frames.missing().empty());
  EXPECT_EQ(frames.take()->bytes, Bytes(300, 0x5A));
  EXPECT_EQ(unwrap(view_of(joined(parts)))->bytes, Bytes(300, 0x5A));
}

TEST(Bbqr, HostileParts) {
  const auto parts = three_parts();
  std::string other = parts[1];
  other[20] = other[20] == 'A' ? 'B' : 'A';
  EXPECT_EQ(reason_of({parts[0], parts[1], other}), "E_PARTS_CONTRADICT");
  EXPECT_EQ(reason_of({parts[0], parts[1]}), "E_PARTS_MISSING");
  // Two whole messages of one code each are two messages.
  FrameCollector frames;
  EXPECT_EQ(*frames.put(view_of("B$2P0100AAAAAAAA")), Step::accepted);
  EXPECT_EQ(*frames.put(view_of("B$2P0100AAAAAAAB")), Step::foreign);
  EXPECT_EQ(reason_of({"B$2P0200AAAAAAA"}), "E_BAD_PART");
  EXPECT_EQ(reason_of({"B$HP0200ABC"}), "E_BAD_PART");
  // No parts at all: notes, and texts of Electrum that begin alike.
  for (const char* note :
       {"B$QP0100AAAAAAAA", "B$2P0101AAAAAAAA", "B$2P0000AAAAAAAA", "B$2P0!00AAAAAAAA", "B$2P0100",
        "B$2P0100AAAB$2P0100AAAAA", "B$2P0100AAAAAAA1", "B$HELLO WORLD", "B$ is a note"}) {
    EXPECT_EQ(collected({note})->wrapping, Wrapping::binary) << note;
  }
  EXPECT_EQ(reason_of({"B$2P0100AAA"}), "E_BAD_BASE32");
  EXPECT_EQ(reason_of({"B$ZP0100AAAAAAAA"}), "E_BAD_DEFLATE");
  EXPECT_EQ(reason_of({"B$2X0100AAAAAAAA"}), "E_BBQR_TYPE");
  for (const char* keys : {"B$2R0100AAAAAAAA", "B$2S0100AAAAAAAA", "B$2E0100AAAAAAAA"}) {
    EXPECT_EQ(reason_of({keys}), "E_SECRET_IN_PAYLOAD") << keys;
  }
}

// A megabyte of zeros is a kilobyte: it stops at its limit.
TEST(Bbqr, ABombStops) {
  const Bytes packed = deflate_raw(Bytes(bbqr_largest + 1));
  EXPECT_LT(packed.size(), 4096u);
  EXPECT_EQ(inflate_raw(packed, bbqr_largest).error().reason(), "E_TOO_LARGE");
  EXPECT_EQ(inflate_raw(packed, bbqr_largest + 1)->size(), bbqr_largest + 1);
  EXPECT_EQ(reason_of({"B$ZP0100" + base32_encode(packed)}), "E_TOO_LARGE");
}

TEST(Deflate, ThereAndBackAndNothingBehind) {
  for (const std::size_t size : {0u, 1u, 1000u, 100'000u}) {
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(i * i >> 3);
    Bytes packed = deflate_raw(bytes);
    EXPECT_EQ(*inflate_raw(packed, size), bytes);
    for (std::size_t cut = 1; cut < std::min<std::size_t>(packed.size(), 20); ++cut) {
      EXPECT_FALSE(inflate_raw(ByteView(packed).first(packed.size() - cut), size).ok());
    }
    packed.push_back(0);
    EXPECT_EQ(inflate_raw(packed, size).error().reason(), "E_BAD_DEFLATE");
  }
}

TEST(Base32, EveryLength) {
  EXPECT_EQ(base32_encode(view_of("foobar")), "MZXW6YTBOI");  // RFC 4648, section 10
  EXPECT_EQ(base32_encode(view_of("f")), "MY");
  for (std::size_t size = 0; size < 40; ++size) {
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(i * 37 + size);
    EXPECT_EQ(*base32_decode(base32_encode(bytes)), bytes);
  }
  for (const char* bad : {"A", "ABC", "ABCDEF", "MZ", "my", "M1======"}) {
    EXPECT_FALSE(base32_decode(bad).ok()) << bad;
  }
}

// ---- Electrum

TEST(Base43, PublishedTexts) {
  const auto cases = load_vectors("gap/base43")["cases"];
  ASSERT_EQ(cases.size(), 3u);
  for (const auto& one : cases) {
    const Bytes bytes = unhex(one["hex"]);
    const std::string text = one["text"];
    EXPECT_EQ(base43_encode(bytes), text);
    EXPECT_EQ(*base43_decode(text), bytes);
    const auto out = collected({text});
    ASSERT_TRUE(out.ok());
    EXPECT_EQ(out->bytes, bytes);
    EXPECT_EQ(out->wrapping, Wrapping::base43);
  }
}

TEST(Base43, ZerosInFrontStay) {
  for (const Bytes& bytes : {Bytes{}, Bytes{0}, Bytes{0, 0, 1}, Bytes{0, 0}, Bytes{255}}) {
    EXPECT_EQ(*base43_decode(base43_encode(bytes)), bytes);
  }
  EXPECT_EQ(base43_decode("AB%").error().reason(), "E_BAD_BASE43");
  EXPECT_EQ(base43_decode(std::string(8193, 'A')).error().reason(), "E_TOO_LARGE");
}

// A link in capitals has the alphabet too, and is no transaction.
TEST(Base43, OtherTextsAreNone) {
  EXPECT_EQ(unwrap(view_of("BITCOIN:BC1QXY"))->wrapping, Wrapping::binary);
}

// ---- Specter

TEST(Specter, PartsOfABase64Text) {
  const Bytes payload(500, 0xC3);
  const std::string text = base64_encode(payload);
  const auto parts = specter_encode(text, 100);
  ASSERT_EQ(parts.size(), 7u);
  EXPECT_EQ(parts[0].substr(0, 6), "p1of7 ");
  std::vector<std::string> backwards(parts.rbegin(), parts.rend());
  const auto out = collected(backwards);
  ASSERT_TRUE(out.ok());
  EXPECT_EQ(out->bytes, payload);
  EXPECT_EQ(out->wrapping, Wrapping::specter);
  EXPECT_EQ(out->fragment, 100u);
  EXPECT_EQ(specter_encode("short", 100), std::vector<std::string>{"short"});
}

TEST(Specter, HostileParts) {
  for (const char* other :
       {"p0of3 abc", "p4of3 abc", "p1of0 abc", "p1of10000 abc", "p1of2 ", "p1of2 of my notes"}) {
    EXPECT_NE(collected({other})->wrapping, Wrapping::specter) << other;
  }
  EXPECT_EQ(reason_of({"p1of2 abcd", "p1of2 abce"}), "E_PARTS_CONTRADICT");
  EXPECT_EQ(reason_of({"p1of2 abcd", "p2of3 abcd"}), "E_PARTS_MISSING");
  // Of a message that is complete already: that it is the same one cannot be known.
  EXPECT_EQ(reason_of({"p1of2 abcd", "p2of2 abcd", "p1of2 abce"}), "E_PARTS_CONTRADICT");
  // No part at all.
  EXPECT_EQ(collected({"p1of three"})->wrapping, Wrapping::binary);
}

// The words of a seed, one a part, some in each, and with their numbers.
TEST(Specter, WordsAreNoText) {
  const std::vector<std::string> words(12, "zebra");
  std::vector<std::string> parts;
  std::string list;
  for (std::size_t i = 0; i < words.size(); ++i) {
    parts.push_back("p" + std::to_string(i + 1) + "of12 " + words[i]);
    list += std::to_string(i + 1) + ") " + words[i] + " ";
  }
  EXPECT_EQ(reason_of(parts), "E_SECRET_IN_PAYLOAD");
  EXPECT_EQ(unwrap(view_of(joined(parts))).error().reason(), "E_SECRET_IN_PAYLOAD");
  EXPECT_EQ(reason_of({list}), "E_SECRET_IN_PAYLOAD");
  EXPECT_EQ(reason_of({"p2of2 zebra zebra zebra zebra zebra zebra"}), "E_SECRET_IN_PAYLOAD");
  EXPECT_EQ(collected({"3 of 5 keys, 12.5 left"})->wrapping, Wrapping::binary);
}

// ---- UR, version 1

TEST(Bc32, PublishedTexts) {
  const auto cases = load_vectors("gap/bc32")["cases"];
  ASSERT_EQ(cases.size(), 4u);
  for (const auto& one : cases) {
    const std::string text = one["text"];
    EXPECT_EQ(bc32_encode(unhex(one["hex"])), text);
    EXPECT_EQ(*bc32_decode(text), unhex(one["hex"]));
    for (std::size_t i = 0; i < text.size(); ++i) {
      std::string wrong = text;
      wrong[i] = wrong[i] == 'q' ? 'p' : 'q';
      EXPECT_FALSE(bc32_decode(wrong).ok()) << i;
    }
  }
}

TEST(Ur1, InOnePartAndInMany) {
  const Bytes payload(300, 0x77);
  const Bytes cbor = CborWriter().bytes(payload).take();
  for (const std::size_t characters : {60u, 200u, 1000u}) {
    auto parts = ur1_encode(cbor, characters);
    for (const bool capitals : {false, true}) {
      if (capitals) {
        for (auto& part : parts) {
          std::ranges::transform(part, part.begin(),
                                 [](unsigned char c) { return std::toupper(c); });
        }
      }
      const auto out = collected(parts);
      ASSERT_TRUE(out.ok()) << out.error().what();
      EXPECT_EQ(out->wrapping, Wrapping::ur1);
      EXPECT_EQ(out->ur_type, "bytes");
      EXPECT_EQ(out->bytes, cbor);
    }
  }
}

TEST(Ur1, AnotherMessageThanAnnounced) {
  const auto parts = ur1_encode(CborWriter().bytes(Bytes(100, 1)).take(), 100);
  const auto others = ur1_encode(CborWriter().bytes(Bytes(100, 2)).take(), 100);
  ASSERT_EQ(parts.size(), 2u);
  EXPECT_EQ(reason_of({parts[0], others[1]}), "E_PARTS_MISSING");
  // The digest of the one over the text of the other.
  const auto with_text = [&](const std::string& part, const std::string& text) {
    return part.substr(0, part.rfind('/') + 1) + text.substr(text.rfind('/') + 1);
  };
  EXPECT_EQ(reason_of({with_text(parts[0], others[0]), with_text(parts[1], others[1])}),
            "E_PARTS_CONTRADICT");
  // Without a digest nothing would say that they belong together.
  const std::string text = parts[0].substr(parts[0].rfind('/'));
  EXPECT_EQ(reason_of({"ur:bytes/1of2/" + text, "ur:bytes/2of2/" + text}), "E_BAD_PART");
  EXPECT_EQ(reason_of({parts[0] + std::string(4296, 'q')}), "E_BAD_PART");
  EXPECT_EQ(reason_of({"ur:bytes/2" + std::string(2u << 20, 'q')}), "E_TOO_LARGE");
  EXPECT_EQ(reason_of({"ur:bytes/3of2/" + std::string(58, 'q') + "/qqqq"}), "E_BAD_PART");
}

}  // namespace
}  // namespace coldquill
