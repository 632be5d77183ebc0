// No reader can be complete before the parts that it saw have the rank of the message; ours is
// complete with that very part, whatever was lost.
#include <coldquill/codec/crc32.h>
#include <coldquill/transport/fountain.h>
#include <gtest/gtest.h>

#include "readers.h"

namespace coldquill {
namespace {

struct Stream {
  std::size_t message;  // octets
  std::size_t part;     // octets
  std::uint64_t loss;   // frames in a hundred
};

Bytes message_of(std::size_t size, std::string_view seed) {
  Xoshiro256 random(view_of(seed));
  Bytes message;
  while (message.size() < size) message.push_back(static_cast<std::uint8_t>(random.below(256)));
  return message;
}

// From the middle of the first round on, in the usual order. True when both are complete at once.
void expect_rank_bound(const Stream& stream) {
  const std::string seed =
      std::to_string(stream.message + stream.part) + "-" + std::to_string(stream.loss);
  const Bytes message = message_of(stream.message, seed);
  const FountainEncoder encoder(message,
                                fragment_size(stream.message, ur_least_fragment, stream.part));
  const FountainMix mix(encoder.seq_len(), crc32(message));
  FountainDecoder ours(encoder.part(1));
  test::RankBound bound(encoder.seq_len());
  Xoshiro256 random(view_of(seed));
  for (std::uint32_t number = encoder.seq_len() / 2 + 1; !bound.complete(); ++number) {
    if (random.below(100) < stream.loss) continue;
    bound.put(test::fragments_of(mix.fragments(number)));
    ASSERT_TRUE(ours.put(encoder.part(number)).ok());
    ASSERT_EQ(ours.complete(), bound.complete()) << seed << " at " << number;
  }
  EXPECT_EQ(*std::move(ours).solve(), message);
}

TEST(FountainDecoder, IsCompleteAtTheRankBoundEveryTime) {
  for (const std::size_t message : {1'000u, 10'000u, 100'000u}) {
    for (const std::size_t part : {100u, 200u, 400u}) {
      for (const std::uint64_t loss : {0u, 10u, 30u, 50u}) expect_rank_bound({message, part, loss});
    }
  }
}

}  // namespace
}  // namespace coldquill
