#include <coldquill/base/reader.h>
#include <coldquill/base/writer.h>
#include <coldquill/crypto/hash.h>
#include <coldquill/transport/fountain.h>

#include <bit>
#include <numeric>

namespace coldquill {
namespace {

// The upper 64 bits of a 128-bit product, for factors below 2^32.
std::uint64_t scaled(std::uint64_t random, std::uint64_t count) {
  const std::uint64_t low = (random & 0xffffffff) * count >> 32;
  return ((random >> 32) * count + low) >> 32;
}

// part * 2^64 / whole, rounded down; part < whole < 2^63.
std::uint64_t fraction(std::uint64_t part, std::uint64_t whole) {
  std::uint64_t quotient = 0;
  for (int bit = 0; bit < 64; ++bit) {
    part <<= 1;
    const bool fits = part >= whole;
    if (fits) part -= whole;
    quotient = quotient << 1 | (fits ? 1u : 0u);
  }
  return quotient;
}

std::vector<std::uint64_t> degree_weights(std::uint32_t seq_len) {
  std::vector<std::uint64_t> weights;
  for (std::uint64_t degree = 1; degree <= seq_len; ++degree)
    weights.push_back((std::uint64_t{1} << 50) / degree);
  return weights;
}

}  // namespace

Xoshiro256::Xoshiro256(ByteView seed) {
  const Digest32 digest = sha256(seed);
  Reader in(digest);
  for (auto& word : state_) word = in.u64be();
}

std::uint64_t Xoshiro256::next() {
  const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
  const std::uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

std::uint64_t Xoshiro256::below(std::uint64_t count) {
  return scaled(next(), count);
}

// Weights are multiplied by their number, so that their mean is the sum of the weights itself: an
// index below the mean is topped up from one above it. The order in which pairs are made is that of
// the reference, for it decides which alias an index gets.
AliasSampler::AliasSampler(const std::vector<std::uint64_t>& weights)
    : threshold_(weights.size(), ~std::uint64_t{0}), alias_(weights.size()) {
  const std::size_t size = weights.size();
  COLDQUILL_ASSERT(size > 0 && size <= ur_most_parts);
  const std::uint64_t mean = std::accumulate(weights.begin(), weights.end(), std::uint64_t{0});
  std::iota(alias_.begin(), alias_.end(), 0u);
  std::vector<std::uint64_t> left(weights);
  std::vector<std::uint32_t> poor;
  std::vector<std::uint32_t> rich;
  for (std::size_t i = size; i-- > 0;) {
    left[i] *= size;
    (left[i] < mean ? poor : rich).push_back(static_cast<std::uint32_t>(i));
  }
  while (!poor.empty() && !rich.empty()) {
    const auto to = poor.back();
    const auto from = rich.back();
    poor.pop_back();
    threshold_[to] = fraction(left[to], mean);
    alias_[to] = from;
    left[from] -= mean - left[to];
    if (left[from] < mean) {
      rich.pop_back();
      poor.push_back(from);
    }
  }
}

std::size_t AliasSampler::next(Xoshiro256& random) const {
  const std::size_t index = random.below(threshold_.size());
  return random.next() < threshold_[index] ? index : alias_[index];
}

std::vector<std::uint32_t> draw(Xoshiro256& random, std::uint32_t size, std::size_t count) {
  COLDQUILL_ASSERT(count <= size);
  std::vector<std::uint32_t> left(size);
  std::iota(left.begin(), left.end(), 0u);
  std::vector<std::uint32_t> drawn;
  while (drawn.size() < count) {
    const auto at = left.begin() + static_cast<std::ptrdiff_t>(random.below(left.size()));
    drawn.push_back(*at);
    left.erase(at);
  }
  return drawn;
}

FountainMix::FountainMix(std::uint32_t seq_len, std::uint32_t checksum)
    : seq_len_(seq_len), checksum_(checksum), degrees_(degree_weights(seq_len)) {}

std::uint32_t FountainMix::degree(Xoshiro256& random) const {
  return static_cast<std::uint32_t>(degrees_.next(random)) + 1;
}

std::vector<std::uint32_t> FountainMix::fragments(std::uint32_t seq_num) const {
  if (seq_num <= seq_len_) return {seq_num - 1};
  Xoshiro256 random(Writer().u32be(seq_num).u32be(checksum_).view());
  const std::uint32_t count = degree(random);
  return draw(random, seq_len_, count);
}

}  // namespace coldquill
