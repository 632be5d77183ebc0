// Two readers of fountain codes that know nothing but which fragments a part mixes: one takes parts
// to pieces, as most wallets do, one counts what mathematics allows. Neither shares a line with
// ours.
#pragma once

#include <bit>
#include <bitset>
#include <cstdint>
#include <vector>

namespace coldquill::test {

inline constexpr std::size_t most_fragments = 1024;
using Fragments = std::bitset<most_fragments>;

inline Fragments fragments_of(const std::vector<std::uint32_t>& numbers) {
  Fragments out;
  for (const auto number : numbers) out.set(number);
  return out;
}

// The rank of the parts so far: no reader can be complete before it is the number of fragments.
class RankBound {
 public:
  explicit RankBound(std::size_t fragments) : rows_(fragments) {}

  void put(Fragments part) {
    for (std::size_t i = 0; i < rows_.size() && part.any(); ++i) {
      if (!part[i]) continue;
      if (rows_[i].none()) {
        rows_[i] = part;
        ++rank_;
        return;
      }
      part ^= rows_[i];
    }
  }
  [[nodiscard]] bool complete() const { return rank_ == rows_.size(); }

 private:
  std::vector<Fragments> rows_;
  std::size_t rank_ = 0;
};

// What the reference does (bc-ur): a part loses what another one that lies within it holds. For up
// to 64 fragments.
class PeelingReader {
 public:
  explicit PeelingReader(std::size_t fragments) : fragments_(fragments) {}

  void put(const std::vector<std::uint32_t>& numbers) {
    std::uint64_t part = 0;
    for (const auto number : numbers) part |= std::uint64_t{1} << number;
    std::vector<std::uint64_t> todo{part};
    while (!todo.empty()) {
      const std::uint64_t next = reduced(todo.back());
      todo.pop_back();
      if (next != 0) learn(next, todo);
    }
  }
  [[nodiscard]] bool complete() const {
    return std::popcount(known_) == static_cast<int>(fragments_);
  }

 private:
  std::uint64_t reduced(std::uint64_t part) const {
    part &= ~known_;
    for (const auto other : mixed_) {
      if ((other & ~part) == 0) part &= ~other;
    }
    return part;
  }

  // A new part takes its fragments out of those around it.
  void learn(std::uint64_t part, std::vector<std::uint64_t>& todo) {
    std::vector<std::uint64_t> kept;
    for (const auto other : mixed_) {
      const bool holds = (part & ~other) == 0;
      (holds ? todo : kept).push_back(holds ? other & ~part : other);
    }
    mixed_ = std::move(kept);
    if (std::has_single_bit(part)) {
      known_ |= part;
    } else {
      mixed_.push_back(part);
    }
  }

  std::size_t fragments_;
  std::uint64_t known_ = 0;
  std::vector<std::uint64_t> mixed_;
};

}  // namespace coldquill::test
