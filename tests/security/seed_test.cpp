// K02, K04: new words have all the randomness that they claim, whatever else is the same.
#include <coldquill/vault/mnemonic.h>
#include <gtest/gtest.h>
#include <vault_testing.h>

#include <cstdio>
#include <set>
#include <sstream>

#include "output_of.h"
#include "sanitized.h"

namespace coldquill {
namespace {

// A source of 32 bits would repeat about 116 times here, one of 20 bits nearly always.
TEST(Seeds, AMillionWithoutARepeat) {
  constexpr std::size_t count = sanitized ? 100'000 : 1'000'000;
  std::vector<std::string> seen;
  seen.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    seen.push_back(vault_testing::text_of_secret(create_mnemonic(128)));
  }
  std::ranges::sort(seen);
  EXPECT_EQ(std::ranges::adjacent_find(seen), seen.end());
}

// The first process of a namespace of its own has number 1 each time; addresses are not random
// either (setarch -R), and the second hand of the clock moves on no more than once or twice.
TEST(Seeds, OfProcessesThatAreTheSame) {
  const std::string alike =
      std::system("unshare --map-root-user --pid --fork setarch -R true 2>/dev/null") == 0
          ? "unshare --map-root-user --pid --fork setarch -R "
          : "setarch -R ";
  std::set<std::string> seen;
  for (int i = 0; i < 20; ++i) seen.insert(output_of(alike + "'" PROBE "' seed"));
  EXPECT_EQ(seen.size(), 20u);
}

TEST(Seeds, OfTwoHalvesOfAFork) {
  std::istringstream both(output_of("'" PROBE "' seed-after-fork"));
  std::string one;
  std::string other;
  std::getline(both, one);
  std::getline(both, other);
  EXPECT_EQ(std::ranges::count(one, ' '), 11);
  EXPECT_EQ(std::ranges::count(other, ' '), 11);
  EXPECT_NE(one, other);
}

}  // namespace
}  // namespace coldquill
