// The fountain code of multi-part URs (BCR-2024-001, the reference implementation bc-ur).
//
// A message is cut into fragments of equal size. Parts 1 to n are the fragments themselves; every
// later part is the XOR of some of them, chosen by a generator that both sides seed with the part's
// number and the message's checksum. Whoever has collected enough parts, whichever they are, can
// solve for the fragments.
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/result.h>

#include <map>

namespace coldquill {

inline constexpr Reason E_UR_TOO_LARGE{
    "E_UR_TOO_LARGE", Errc::over_limit,
    "This is larger than any honest request in QR codes; use a file instead."};
inline constexpr Reason E_BAD_UR{"E_BAD_UR", Errc::malformed,
                                 "The code was read wrongly or is broken: scan it again."};
inline constexpr Reason E_UR_CHECKSUM{
    "E_UR_CHECKSUM", Errc::malformed,
    "The parts do not make up the message that they announce: begin the scan again."};

// Phones write 80 to 500 octets in a part: a request of 100 kB makes 1,280 parts of the smallest
// kind, and the largest message comes in 2,048 of 512. Nobody films more codes than this, and the
// work of solving grows with the square of their number.
inline constexpr std::uint32_t ur_most_parts = 2048;
inline constexpr std::uint32_t ur_largest_message = 1u << 20;  // octets
inline constexpr std::size_t ur_least_fragment = 10;           // octets, when writing

// xoshiro256** (Blackman, Vigna), seeded as URs do: SHA-256 of some octets, as four big-endian
// words.
class Xoshiro256 {
 public:
  explicit Xoshiro256(ByteView seed);
  std::uint64_t next();
  // 0 to count - 1: the integer part of count * next() / 2^64.
  std::uint64_t below(std::uint64_t count);

 private:
  std::array<std::uint64_t, 4> state_;
};

// Draws indexes with given weights in constant time (the alias method of Walker and Vose).
//
// The reference computes its table in doubles. Here the same table is made of exact integers; the
// thresholds of both are less than 2^-35 apart, so that one mixed part in some 10^10 would be
// taken differently. Such a part cannot do harm: the message's checksum would not match.
class AliasSampler {
 public:
  // 1 to ur_most_parts weights, each 1 to 2^50.
  explicit AliasSampler(const std::vector<std::uint64_t>& weights);
  std::size_t next(Xoshiro256& random) const;

 private:
  std::vector<std::uint64_t> threshold_;  // of 2^64: below it the index itself, else its alias
  std::vector<std::uint32_t> alias_;
};

// The first `count` of the numbers 0 to size - 1 in shuffled order. count <= size.
std::vector<std::uint32_t> draw(Xoshiro256& random, std::uint32_t size, std::size_t count);

// Which fragments each part of a message mixes.
class FountainMix {
 public:
  FountainMix(std::uint32_t seq_len, std::uint32_t checksum);
  // 1 to seq_len, small numbers far more often: the weight of d is 1/d.
  std::uint32_t degree(Xoshiro256& random) const;
  // Fragment numbers, from 0, in no special order. seq_num counts from 1.
  std::vector<std::uint32_t> fragments(std::uint32_t seq_num) const;

 private:
  std::uint32_t seq_len_;
  std::uint32_t checksum_;
  AliasSampler degrees_;
};

struct FountainPart {
  std::uint32_t seq_num = 0;      // from 1
  std::uint32_t seq_len = 0;      // fragments in the message, 1 to ur_most_parts
  std::uint32_t message_len = 0;  // octets, 1 to ur_largest_message
  std::uint32_t checksum = 0;     // CRC-32 of the message
  Bytes data;

  [[nodiscard]] Bytes cbor() const;
  // Fails with E_UR_TOO_LARGE when it announces too much, with E_BAD_UR or a CBOR reason when it is
  // broken or its numbers contradict one another.
  static Result<FountainPart> parse(ByteView cbor);
  // True when both announce the same message.
  [[nodiscard]] bool same_message(const FountainPart& other) const;
};

// The size of the fragments: as few of them as keep to largest, none smaller than ur_least_fragment
// while that is possible. All sizes in octets, least <= largest.
std::size_t fragment_size(std::size_t message, std::size_t least, std::size_t largest);

class FountainEncoder {
 public:
  // message: 1 to ur_largest_message octets, in at most ur_most_parts fragments.
  FountainEncoder(Bytes message, std::size_t fragment);
  [[nodiscard]] std::uint32_t seq_len() const { return seq_len_; }
  // seq_num: from 1, without end.
  [[nodiscard]] FountainPart part(std::uint32_t seq_num) const;
  [[nodiscard]] ByteView message() const { return message_; }

 private:
  Bytes message_;
  std::size_t fragment_;
  std::uint32_t seq_len_;
  std::uint32_t checksum_;
  FountainMix mix_;
};

// Solves for the fragments as parts arrive: one row for each fragment at the most, so that memory
// is bounded by the message's size whatever is fed in. Time is bounded too: every number is mixed
// once, and no more of them than twice the fragments and 64, where an honest film needs a few more
// parts than there are fragments.
class FountainDecoder {
 public:
  // first: any part of the message; it is not put in yet.
  explicit FountainDecoder(const FountainPart& first);

  // True when the part said something new: not when its number was put in before, nor when more
  // parts were put in than are ever needed. part must be of the same message.
  // Fails with E_UR_CHECKSUM when it contradicts what earlier parts said.
  Result<bool> put(FountainPart part);
  [[nodiscard]] std::uint32_t useful() const { return useful_; }
  [[nodiscard]] std::uint32_t total() const { return announced_.seq_len; }
  [[nodiscard]] bool complete() const { return useful_ == total(); }
  // Numbers, from 1, of fragments that would complete it: as few as that takes.
  [[nodiscard]] std::vector<std::uint32_t> missing() const;
  [[nodiscard]] const FountainPart& announced() const { return announced_; }
  [[nodiscard]] std::size_t fragment() const { return fragment_; }

  // The message, once complete. Fails with E_UR_CHECKSUM.
  Result<Bytes> solve() &&;

 private:
  // A sum of fragments: bit i of mask says that fragment i is in it. Kept where its lowest bit is.
  struct Row {
    std::vector<std::uint64_t> mask;
    Bytes data;
    void add(const Row& other);
    [[nodiscard]] bool has(std::uint32_t fragment) const;
  };

  Result<bool> put_row(Row row);

  FountainPart announced_;  // without data
  std::size_t fragment_;
  FountainMix mix_;
  std::vector<Row> rows_;                          // empty where no row begins yet
  std::map<std::uint32_t, std::uint32_t> put_in_;  // numbers of parts, and CRC-32 of their data
  std::uint32_t useful_ = 0;
};

}  // namespace coldquill
