#include <coldquill/base/text.h>
#include <coldquill/codec/crc32.h>
#include <coldquill/transport/schedule.h>
#include <coldquill/transport/specter.h>
#include <gtest/gtest.h>

#include <set>

#include "readers.h"

namespace coldquill {
namespace {

Bytes message_of(std::size_t size, std::string_view seed = "schedule") {
  Xoshiro256 random(view_of(seed));
  Bytes message;
  while (message.size() < size) message.push_back(static_cast<std::uint8_t>(random.below(256)));
  return message;
}

std::vector<std::string> parts_of(std::size_t size) {
  return *ur_encode("bytes", message_of(size), 100);
}

// The number that stands in a part's own text.
std::string number_in(const std::string& text) {
  const auto from = text.find('/') + 1;
  return text.substr(from, text.find('-') - from);
}

TEST(Schedule, RoundsOfPartsAndOfFreshMixedOnesInTurn) {
  const Schedule schedule(parts_of(400));
  const std::uint32_t expected[] = {1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 9, 10, 11, 12, 1};
  std::uint64_t at = 0;
  for (const auto number : expected) {
    const auto frame = schedule.frame(at++);
    EXPECT_EQ(frame.number, number);
    EXPECT_EQ(number_in(frame.text), std::to_string(number));
  }
}

TEST(Schedule, MixedPartsAreThoseOfTheSpecification) {
  const Bytes cbor = message_of(1000);
  const Schedule schedule(*ur_encode("bytes", cbor, 100));
  const auto encoder = UrEncoder::make("bytes", cbor, 100);
  for (std::uint64_t at = 0; at < 100; ++at) {
    EXPECT_EQ(schedule.frame(at).text, encoder->part(schedule.frame(at).number));
  }
}

TEST(Schedule, CapitalsStayCapitals) {
  auto parts = parts_of(300);
  for (auto& part : parts) part = to_upper(part);
  const Schedule schedule(parts);
  for (std::uint64_t at = 0; at < 12; ++at) {
    EXPECT_EQ(schedule.frame(at).text, to_upper(schedule.frame(at).text));
  }
}

TEST(Schedule, NumbersBeginAgain) {
  const Schedule schedule(parts_of(5000));
  const auto last = std::stoul(number_in(schedule.last_mixed()));
  std::uint32_t largest = 0;
  for (std::uint64_t at = 0; at < 30'000; at += 50)
    largest = std::max(largest, schedule.frame(at + 49).number);
  EXPECT_EQ(largest, last);
  EXPECT_LT(last, 10'000u);
  EXPECT_EQ(schedule.frame(~std::uint64_t{0} / 100 * 100).number, 1u);
}

TEST(Schedule, OnlyWholeUrsAreMixed) {
  auto some = parts_of(400);
  some.pop_back();
  EXPECT_FALSE(Schedule(some).mixes());
  auto turned = parts_of(400);
  std::swap(turned[0], turned[1]);
  EXPECT_FALSE(Schedule(turned).mixes());
  EXPECT_FALSE(Schedule({"hello"}).mixes());
  EXPECT_FALSE(Schedule(parts_of(50)).mixes());
  const Schedule text(specter_encode(std::string(500, 'a'), 100));
  EXPECT_FALSE(text.mixes());
  EXPECT_EQ(text.bounded(), text.parts());
  EXPECT_EQ(text.frame(text.parts()).number, 1u);
}

TEST(Schedule, ABoundedFilmHasMixedParts) {
  EXPECT_EQ(Schedule(parts_of(5200)).bounded(), 4u * 52);
  EXPECT_EQ(Schedule(parts_of(20'000)).bounded(), 2u * 200);
}

// Frames shown until a reader that takes parts to pieces is complete, a hundred times the parts.
// Three in ten are lost; it joins somewhere in the first four rounds. period: of the film.
std::size_t hundredths_needed(std::uint64_t period) {
  constexpr std::size_t runs = 200;
  constexpr std::uint32_t parts = 52;
  std::size_t shown = 0;
  for (std::size_t run = 0; run < runs; ++run) {
    const Bytes message = message_of(parts * 100, "run " + std::to_string(run));
    const FountainMix mix(parts, crc32(message));
    const Schedule schedule(*ur_encode("bytes", message, 100));
    Xoshiro256 random(view_of("loss " + std::to_string(run)));
    test::PeelingReader reader(parts);
    for (std::uint64_t at = random.below(4 * parts); !reader.complete(); ++at, ++shown) {
      if (random.below(10) >= 3) reader.put(mix.fragments(schedule.frame(at % period).number));
    }
  }
  return shown * 100 / parts / runs;
}

TEST(Schedule, OtherReadersNeedNoMoreThanOneAndNineTenthsOfTheParts) {
  constexpr std::uint64_t endless = std::uint64_t{1} << 60;
  EXPECT_LE(hundredths_needed(endless), 195u);
  EXPECT_LE(hundredths_needed(4 * 52), 195u);  // as a GIF
}

}  // namespace
}  // namespace coldquill
