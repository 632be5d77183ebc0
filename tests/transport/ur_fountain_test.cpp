#include <coldquill/base/hex.h>
#include <coldquill/base/writer.h>
#include <coldquill/codec/crc32.h>
#include <coldquill/transport/fountain.h>
#include <gtest/gtest.h>
#include <support/vectors.h>

namespace coldquill {
namespace {

const nlohmann::json& core() {
  static const auto cases = test::load_vectors("ur/core").at("cases");
  return cases;
}

// The pseudo-random messages of the published tests.
Bytes message_of(std::size_t size) {
  Xoshiro256 random(view_of("Wolf"));
  Bytes message;
  while (message.size() < size) message.push_back(static_cast<std::uint8_t>(random.below(256)));
  return message;
}

TEST(Xoshiro, PublishedNumbers) {
  Xoshiro256 of_text(view_of("Wolf"));
  for (const auto& n : core().at("xoshiro_of_text")) EXPECT_EQ(of_text.next() % 100, n);
  Xoshiro256 of_checksum(Writer().u32be(crc32(view_of("Wolf"))).view());
  for (const auto& n : core().at("xoshiro_of_crc32")) EXPECT_EQ(of_checksum.next() % 100, n);
  Xoshiro256 ranged(view_of("Wolf"));
  for (const auto& n : core().at("xoshiro_1_to_10")) EXPECT_EQ(ranged.below(10) + 1, n);
}

// BlockchainCommons/bc-ur test/test.cpp: 500 draws with the weights 1, 2, 4, 8.
TEST(Sampler, PublishedDraws) {
  constexpr std::string_view expected =
      "33333330233331221332331121131312021033313333132322333323303333123322212212313032"
      "33333333231332022311232333323333323121131322333133333333232331233132333231303211"
      "31323333203313021331131233302320133322233333233332332023333211121333223312303233"
      "33022322333313233333223130213333333313333222311322032121033322321200332332333332"
      "22333331132231101323323323322223222221233222233202133330333322313332333233332321"
      "33332201232033333313323223333322332221333312323323233323123211332332330013323333"
      "13303233133333330332";
  const AliasSampler sampler({1, 2, 4, 8});
  Xoshiro256 random(view_of("Wolf"));
  for (const char digit : expected)
    EXPECT_EQ(sampler.next(random), static_cast<std::size_t>(digit - '0'));
}

TEST(Shuffle, PublishedOrders) {
  Xoshiro256 random(view_of("Wolf"));
  for (const auto& order : core().at("shuffle")) {
    auto drawn = draw(random, 10, 10);
    for (auto& n : drawn) ++n;
    EXPECT_EQ(drawn, order.get<std::vector<std::uint32_t>>());
  }
}

TEST(Fountain, FragmentSizes) {
  for (const auto& c : core().at("fragment_size"))
    EXPECT_EQ(fragment_size(c.at("message"), c.at("min"), c.at("max")), c.at("result"));
  EXPECT_EQ(fragment_size(5, 10, 10), 5u);
  EXPECT_EQ(fragment_size(15, 10, 10), 15u);  // no two fragments of ten
  EXPECT_EQ(fragment_size(20, 10, 10), 10u);
  EXPECT_EQ(fragment_size(201, 10, 200), 101u);
}

TEST(Fountain, Partition) {
  const Bytes message = message_of(1024);
  const FountainEncoder encoder(message, fragment_size(1024, 10, 100));
  const auto fragments = core().at("partition");
  ASSERT_EQ(encoder.seq_len(), fragments.size());
  for (std::uint32_t i = 0; i < fragments.size(); ++i)
    EXPECT_EQ(to_hex(encoder.part(i + 1).data), fragments[i]);
}

TEST(Fountain, DegreesAndFragments) {
  const FountainMix mix(11, crc32(message_of(1024)));
  std::size_t nonce = 0;
  for (const auto& degree : core().at("degrees")) {
    const std::string seed = "Wolf-" + std::to_string(++nonce);
    Xoshiro256 random(view_of(seed));
    EXPECT_EQ(mix.degree(random), degree);
  }
  EXPECT_EQ(nonce, 200u);
  std::uint32_t seq_num = 0;
  for (const auto& expected : core().at("fragments")) {
    auto fragments = mix.fragments(++seq_num);
    std::ranges::sort(fragments);
    EXPECT_EQ(fragments, expected.get<std::vector<std::uint32_t>>());
  }
  EXPECT_EQ(seq_num, 30u);
}

TEST(Fountain, PublishedParts) {
  const FountainEncoder encoder(message_of(256), fragment_size(256, 10, 30));
  for (const auto& c : core().at("parts")) {
    const auto part = encoder.part(c.at("seq_num"));
    EXPECT_EQ(part.seq_len, c.at("seq_len"));
    EXPECT_EQ(part.message_len, c.at("message_len"));
    EXPECT_EQ(part.checksum, c.at("checksum"));
    EXPECT_EQ(to_hex(part.data), c.at("data"));
    EXPECT_EQ(to_hex(part.cbor()), c.at("cbor"));
    const auto back = FountainPart::parse(part.cbor());
    ASSERT_TRUE(back.ok());
    EXPECT_EQ(back->data, part.data);
  }
}

// Mixed parts only, in an order of their own, are enough; progress never falls and ends at total.
TEST(Fountain, MixedPartsAlone) {
  for (const std::size_t size : {1u, 9u, 100u, 1000u, 5000u}) {
    const Bytes message = message_of(size);
    const FountainEncoder encoder(message, fragment_size(size, 10, 30));
    FountainDecoder decoder(encoder.part(1));
    std::uint32_t fed = 0;
    while (!decoder.complete()) {
      const auto before = decoder.useful();
      const auto news = decoder.put(encoder.part(100000 - ++fed));
      ASSERT_TRUE(news.ok());
      EXPECT_EQ(decoder.useful(), before + (*news ? 1 : 0));
      ASSERT_LT(fed, encoder.seq_len() * 20 + 50);
    }
    EXPECT_EQ(*std::move(decoder).solve(), message);
  }
}

// The largest message that is accepted, from mixed parts: bounded memory and time.
TEST(Fountain, LargestMessage) {
  const Bytes message = message_of(ur_largest_message);
  const FountainEncoder encoder(message, ur_largest_message / ur_most_parts);
  ASSERT_EQ(encoder.seq_len(), ur_most_parts);
  FountainDecoder decoder(encoder.part(1));
  for (std::uint32_t k = 1; k <= ur_most_parts; ++k) {
    if (k % 8 == 0) continue;
    ASSERT_TRUE(decoder.put(encoder.part(k)).ok());
  }
  for (std::uint32_t k = ur_most_parts + 1; !decoder.complete(); ++k) {
    ASSERT_TRUE(decoder.put(encoder.part(k)).ok());
    ASSERT_LT(k, ur_most_parts * 4);
  }
  EXPECT_EQ(*std::move(decoder).solve(), message);
}

std::string reason_of(const FountainPart& part) {
  const auto parsed = FountainPart::parse(part.cbor());
  return parsed ? "" : std::string(parsed.error().reason());
}

// Q01: what a part announces is judged before anything is kept for it.
TEST(FountainPart, LimitsOnTheFirstPart) {
  const Bytes ten(10);
  EXPECT_EQ(reason_of({1, 10, 100, 0, ten}), "");
  EXPECT_EQ(reason_of({1, 0xffffffff, 1u << 31, 0, ten}), "E_UR_TOO_LARGE");
  EXPECT_EQ(reason_of({1, ur_most_parts + 1, 10 * (ur_most_parts + 1), 0, ten}), "E_UR_TOO_LARGE");
  EXPECT_EQ(reason_of({1, 2, ur_largest_message + 1, 0, ten}), "E_UR_TOO_LARGE");
  EXPECT_EQ(reason_of({1, ur_most_parts, 10 * ur_most_parts, 0, ten}), "");
  EXPECT_EQ(reason_of({0, 10, 100, 0, ten}), "E_BAD_UR");
  EXPECT_EQ(reason_of({1, 0, 100, 0, ten}), "E_BAD_UR");
  EXPECT_EQ(reason_of({1, 10, 101, 0, ten}), "E_BAD_UR");  // more than ten tens
  EXPECT_EQ(reason_of({1, 10, 90, 0, ten}), "E_BAD_UR");   // nine would do
  EXPECT_EQ(reason_of({1, 10, 0, 0, ten}), "E_BAD_UR");
  EXPECT_EQ(reason_of({1, 10, 100, 0, {}}), "E_BAD_UR");
}

TEST(FountainPart, BrokenItems) {
  for (const char* hex : {"00", "80", "8401020300", "860102030400", "850102030400",
                          "8561610203044100", "85010203044101ff", "8501021b0000000100000000044100"})
    EXPECT_FALSE(FountainPart::parse(test::unhex(hex)).ok()) << hex;
}

}  // namespace
}  // namespace coldquill
