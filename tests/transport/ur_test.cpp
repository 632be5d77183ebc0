#include <coldquill/base/hex.h>
#include <coldquill/codec/bytewords.h>
#include <coldquill/codec/cbor.h>
#include <coldquill/codec/crc32.h>
#include <coldquill/transport/ur.h>
#include <gtest/gtest.h>
#include <support/vectors.h>

#include <bit>
#include <functional>

namespace coldquill {
namespace {

Bytes bytes_message(std::size_t size, std::string_view seed = "Wolf") {
  Xoshiro256 random(view_of(seed));
  Bytes message;
  while (message.size() < size) message.push_back(static_cast<std::uint8_t>(random.below(256)));
  return CborWriter().bytes(message).take();
}

std::vector<std::string> parts_of(const std::string& type, const Bytes& cbor, std::size_t largest,
                                  std::uint32_t extra = 0) {
  return *ur_encode(type, cbor, largest, extra);
}

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::toupper(c); });
  return text;
}

TEST(Ur, PublishedTexts) {
  const auto core = test::load_vectors("ur/core").at("cases");
  EXPECT_EQ(parts_of("bytes", bytes_message(50), 100).front(), core.at("single"));
  EXPECT_EQ(parts_of("bytes", bytes_message(256), 30, 11).size(), 20u);
  EXPECT_EQ(parts_of("bytes", bytes_message(256), 30, 11),
            core.at("multi").get<std::vector<std::string>>());
}

TEST(Ur, PublishedPsbts) {
  const auto cases = test::load_vectors("ur/psbt-multipart").at("cases");
  EXPECT_EQ(cases.size(), 8u);
  for (const auto& c : cases) {
    const auto parts = c.at("parts").get<std::vector<std::string>>();
    UrCollector collector;
    for (std::size_t i = c.at("skip"); i < parts.size(); ++i)
      ASSERT_TRUE(collector.put(i % 2 == 0 ? parts[i] : upper(parts[i])).ok());
    ASSERT_TRUE(collector.complete());
    EXPECT_EQ(collector.progress().total, c.at("seq_len"));
    const auto message = collector.take();
    EXPECT_EQ(message.type, "crypto-psbt");
    const auto extra =
        static_cast<std::uint32_t>(parts.size() - c.at("seq_len").get<std::size_t>());
    EXPECT_EQ(parts_of(message.type, message.cbor, c.at("largest"), extra), parts);
  }
}

// Every UR that the papers and libraries print, read and written again.
TEST(Ur, PublishedRegistryTexts) {
  std::size_t seen = 0;
  for (const char* name : {"ur/bcr-papers-urs", "ur/hummingbird-registry",
                           "ur/keystone-js-registry", "ur/keystone-rust-registry"}) {
    const auto cases = test::load_vectors(name).at("cases");
    for (const auto& c : cases) {
      const std::string text = c.value("ur", "");
      if (text.empty() || std::ranges::count(text, '/') != 1) continue;
      ++seen;
      UrCollector collector;
      ASSERT_EQ(*collector.put(text), Step::accepted) << text;
      ASSERT_TRUE(collector.complete());
      const auto message = collector.take();
      EXPECT_EQ(message.type, c.at("type"));
      EXPECT_EQ(to_hex(message.cbor), c.at("cbor"));
      EXPECT_EQ(upper(parts_of(message.type, message.cbor, 5000).front()), upper(text));
    }
  }
  EXPECT_EQ(seen, 129u);
}

TEST(Ur, AnyOrderRepeatsAndGaps) {
  const Bytes message = bytes_message(2000);
  const auto parts = parts_of("crypto-psbt", message, 50, 200);
  Xoshiro256 random(view_of("order"));
  UrCollector collector;
  std::size_t fed = 0;
  while (!collector.complete()) {
    const auto& part = parts[random.below(parts.size())];
    const auto before = collector.progress().useful;
    const auto step = collector.put(part);
    ASSERT_TRUE(step.ok());
    EXPECT_EQ(collector.progress().useful, before + (*step == Step::accepted ? 1 : 0));
    EXPECT_EQ(*collector.put(part), Step::duplicate);
    ASSERT_LT(++fed, 1000u);
  }
  EXPECT_EQ(collector.progress().useful, collector.progress().total);
  EXPECT_EQ(*collector.put(parts.front()), Step::duplicate);
  EXPECT_EQ(collector.take().cbor, message);
  EXPECT_FALSE(collector.begun());
}

// Every order in which the parts of two messages can interleave, by where the first goes.
void interleave(const std::vector<std::string>& a, const std::vector<std::string>& b,
                const std::function<void(const std::vector<std::string>&, bool)>& check) {
  for (unsigned where = 0; where < 64; ++where) {
    if (std::popcount(where) != 3) continue;
    std::vector<std::string> mixed;
    std::size_t next_a = 0;
    std::size_t next_b = 0;
    for (unsigned i = 0; i < 6; ++i)
      mixed.push_back((where >> i & 1u) != 0 ? a[next_a++] : b[next_b++]);
    check(mixed, (where & 1u) != 0);
  }
}

// Q02: two messages in view never become one. The first that is seen wins.
TEST(UrAttack, MixedStreams) {
  const Bytes message_a = bytes_message(70, "a");
  const Bytes message_b = bytes_message(70, "b");
  const auto a = parts_of("crypto-psbt", message_a, 25);
  for (const char* type : {"crypto-psbt", "bytes"}) {
    const auto b = parts_of(type, message_b, 25);
    ASSERT_EQ(a.size(), 3u);
    ASSERT_EQ(b.size(), 3u);
    std::size_t orders = 0;
    interleave(a, b, [&](const std::vector<std::string>& mixed, bool a_first) {
      ++orders;
      UrCollector collector;
      for (const auto& part : mixed) ASSERT_TRUE(collector.put(part).ok());
      ASSERT_TRUE(collector.complete());
      EXPECT_EQ(collector.progress().foreign, 3u);
      const auto message = collector.take();
      EXPECT_EQ(message.cbor, a_first ? message_a : message_b);
      EXPECT_EQ(message.type, a_first ? "crypto-psbt" : type);
    });
    EXPECT_EQ(orders, 20u);
  }
}

std::string part_text(const std::string& type, const FountainPart& part) {
  return "ur:" + type + '/' + std::to_string(part.seq_num) + '-' + std::to_string(part.seq_len) +
         '/' + bytewords_encode(BytewordsStyle::minimal, part.cbor());
}

// Two messages that announce the same length and checksum: their parts contradict one another, and
// what comes out is one of them or nothing.
TEST(UrAttack, SameHeaderOtherContent) {
  const Bytes message = bytes_message(98);
  const FountainEncoder honest(message, 25);
  UrCollector collector;
  for (std::uint32_t k = 1; k < honest.seq_len(); ++k)
    ASSERT_EQ(*collector.put(part_text("bytes", honest.part(k))), Step::accepted);
  FountainPart forged = honest.part(honest.seq_len());
  forged.data[0] ^= 1;
  EXPECT_EQ(collector.put(part_text("bytes", forged)).error().reason(), "E_UR_CHECKSUM");
  EXPECT_FALSE(collector.begun());

  ASSERT_TRUE(collector.put(part_text("bytes", honest.part(1))).ok());
  FountainPart other = honest.part(1);
  other.data[3] ^= 0x40;
  EXPECT_EQ(collector.put(part_text("bytes", other)).error().reason(), "E_UR_CHECKSUM");
  EXPECT_FALSE(collector.begun());
}

// Q01: a first frame that announces a flood.
TEST(UrAttack, LengthBombs) {
  UrCollector collector;
  const Bytes data(100);
  for (const FountainPart& part :
       {FountainPart{1, 0xffffffff, 1u << 31, 0, data}, FountainPart{7, 1000000, 5000000, 0, data},
        FountainPart{1, ur_most_parts + 1, 100 * (ur_most_parts + 1), 0, data},
        FountainPart{1, 2, 1u << 21, 0, data}}) {
    EXPECT_EQ(collector.put(part_text("bytes", part)).error().reason(), "E_UR_TOO_LARGE");
    EXPECT_FALSE(collector.begun());
  }
  EXPECT_EQ(collector.put("ur:bytes/" + std::string(3u << 20, 'a')).error().reason(),
            "E_UR_TOO_LARGE");
}

// Q04: a flipped bit with the old checksum, and a flipped checksum.
TEST(UrAttack, ChecksumMismatch) {
  const Bytes message = bytes_message(100);
  const FountainEncoder encoder(message, 25);
  for (std::size_t at = 0; at < 25; ++at) {
    std::string text = part_text("bytes", encoder.part(1));
    const std::size_t letter = text.size() - 1 - 2 * at;
    text[letter] = text[letter] == 'e' ? 'a' : 'e';
    EXPECT_EQ(UrCollector().put(text).error().reason(), "E_BAD_BYTEWORDS");
  }
  UrCollector collector;
  for (std::uint32_t k = 1; k <= encoder.seq_len(); ++k) {
    FountainPart part = encoder.part(k);
    part.checksum ^= 1;
    const auto step = collector.put(part_text("bytes", part));
    EXPECT_EQ(step.ok(), k < encoder.seq_len());
    if (!step) {
      EXPECT_EQ(step.error().reason(), "E_UR_CHECKSUM");
    }
  }
  EXPECT_FALSE(collector.begun());
}

std::string reason_of(const std::string& text) {
  const auto step = UrCollector().put(text);
  return step ? "" : std::string(step.error().reason());
}

// Parts with a character changed are refused or make no difference: what comes out is the message.
TEST(UrAttack, DamagedParts) {
  const Bytes message = bytes_message(300);
  const auto parts = parts_of("crypto-psbt", message, 40, 8);
  Xoshiro256 random(view_of("damage"));
  std::size_t refused = 0;
  for (int round = 0; round < 300; ++round) {
    UrCollector collector;
    for (std::string part : parts) {
      if (random.below(2) == 0)
        part[random.below(part.size())] ^= static_cast<char>(random.below(128));
      const auto step = collector.put(part);
      refused += step.ok() ? 0 : 1;
    }
    if (collector.complete()) {
      EXPECT_EQ(collector.take().cbor, message);
    }
  }
  EXPECT_GT(refused, 1000u);
}

TEST(Ur, Refusals) {
  const std::string good = parts_of("bytes", bytes_message(5), 100).front();
  EXPECT_EQ(reason_of(good), "");
  EXPECT_EQ(reason_of(upper(good)), "");
  std::string mixed = good;
  mixed.back() = static_cast<char>(std::toupper(mixed.back()));
  EXPECT_EQ(reason_of(mixed), "E_BAD_UR");
  EXPECT_EQ(reason_of("ur:"), "E_BAD_UR");
  EXPECT_EQ(reason_of("ur:bytes"), "E_BAD_UR");
  EXPECT_EQ(reason_of("ur:/aeadao"), "E_BAD_UR");
  EXPECT_EQ(reason_of("ur:by_tes/aeadao"), "E_BAD_UR");
  EXPECT_EQ(reason_of("ur:bytes/"), "E_BAD_BYTEWORDS");
  EXPECT_EQ(reason_of("ur:bytes/a-b/aeadao"), "E_BAD_UR");
  EXPECT_EQ(reason_of(good + "a"), "E_BAD_BYTEWORDS");
  const FountainEncoder encoder(bytes_message(100), 25);
  const std::string body = bytewords_encode(BytewordsStyle::minimal, encoder.part(1).cbor());
  const std::string total = std::to_string(encoder.seq_len());
  EXPECT_EQ(reason_of("ur:bytes/1-" + total + "/" + body), "");
  EXPECT_EQ(reason_of("ur:bytes/2-" + total + "/" + body), "E_BAD_UR");
  EXPECT_EQ(reason_of("ur:bytes/01-" + total + "/" + body), "E_BAD_UR");
  EXPECT_EQ(reason_of("ur:bytes/0-" + total + "/" + body), "E_BAD_UR");
  EXPECT_EQ(reason_of("ur:bytes/1-99999999999/" + body), "E_BAD_UR");
}

TEST(Ur, FirstVersionIsNamed) {
  const std::string digest(58, 'q');
  EXPECT_EQ(reason_of("ur:bytes/1of3/" + digest + "/tyq3wurnvf0"), "E_UNSUPPORTED_UR1");
  EXPECT_EQ(reason_of("UR:BYTES/2OF3/" + upper(digest) + "/TYQ3WURNVF0"), "E_UNSUPPORTED_UR1");
  EXPECT_EQ(reason_of("ur:bytes/" + digest + "/tyqwurnvf"), "E_UNSUPPORTED_UR1");
  EXPECT_EQ(reason_of("ur:bytes/tyq3wurnvf0"), "E_UNSUPPORTED_UR1");
}

TEST(Ur, OtherTextsAreForeign) {
  UrCollector collector;
  const auto parts = parts_of("crypto-psbt", bytes_message(200), 50);
  EXPECT_EQ(*collector.put(parts[0]), Step::accepted);
  EXPECT_EQ(*collector.put("https://example.org"), Step::foreign);
  EXPECT_EQ(*collector.put(parts_of("bytes", bytes_message(5), 100)[0]), Step::foreign);
  EXPECT_EQ(collector.progress().foreign, 2u);
  EXPECT_EQ(collector.progress().useful, 1u);
  EXPECT_EQ(collector.type(), "crypto-psbt");
  for (const auto& part : parts) ASSERT_TRUE(collector.put(part).ok());
  EXPECT_EQ(collector.take().cbor, bytes_message(200));
}

TEST(Ur, EncoderLimits) {
  EXPECT_EQ(UrEncoder::make("bytes", {}).error().reason(), "E_UR_TOO_LARGE");
  EXPECT_EQ(UrEncoder::make("bytes", Bytes(ur_largest_message + 1)).error().reason(),
            "E_UR_TOO_LARGE");
  EXPECT_EQ(UrEncoder::make("bytes", Bytes(ur_largest_message), 200).error().reason(),
            "E_UR_TOO_LARGE");
  const auto encoder = UrEncoder::make("bytes", bytes_message(500), 100);
  ASSERT_TRUE(encoder.ok());
  EXPECT_EQ(encoder->parts(), 6u);
  EXPECT_NE(encoder->part(4000000000), encoder->part(4000000001));
}

}  // namespace
}  // namespace coldquill
