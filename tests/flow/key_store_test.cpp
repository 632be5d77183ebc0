// What the requests of one sitting share: the keys that were derived, and the time.
#include <coldquill/flow/key_store.h>
#include <gtest/gtest.h>
#include <vault_testing.h>

namespace coldquill {
namespace {

using namespace std::chrono_literals;

KeyStore store() {
  return KeyStore(*Vault::from_words(vault_testing::secret_of(
      "legal winner thank year wave sausage worth useful legal winner thank yellow")));
}

KeyPath path_of(std::initializer_list<std::uint32_t> steps) {
  return KeyPath(steps);
}

TEST(KeyStore, TheRequestsOfASittingShareTheirTime) {
  KeyStore keys = store();
  const KeyStore::Clock::time_point begin(1000s);
  EXPECT_TRUE(keys.check_time(begin).ok());
  EXPECT_TRUE(keys.check_time(begin + 299s).ok());
  const auto late = keys.check_time(begin + 300s);
  ASSERT_FALSE(late.ok());
  EXPECT_EQ(late.error().reason(), "E_SITTING_TIME");
  EXPECT_EQ(late.error().what(),
            "the time for the requests of one sitting, 300 s, was over after 2 of them");
}

// Searched once: as many keys as the accounts of all forms have, and none of them is derived again,
// also when another account was added in between.
TEST(KeyStore, AnAccountIsSearchedOnceInASitting) {
  KeyStore keys = store();
  std::vector<KeyPath> accounts;
  for (const std::uint32_t purpose : {44u, 49u, 84u, 86u}) {
    for (const std::uint32_t coin : {0u, 1u}) {
      accounts.push_back(path_of({hardened_bit | purpose, hardened_bit | coin, hardened_bit}));
    }
  }
  ASSERT_TRUE(keys.add(accounts).ok());
  const auto search = [&] {
    const KeyRing ring = keys.ring();
    for (const KeyPath& account : accounts) {
      for (std::uint32_t i = 0; i < 2000; ++i) {
        KeyPath path = account;
        path.insert(path.end(), {i / 1000, i % 1000});
        ASSERT_TRUE(ring.key_at(path));
      }
    }
  };
  const std::clock_t begin = std::clock();
  search();
  const std::clock_t first = std::clock() - begin;
  ASSERT_TRUE(
      keys.add(std::vector<KeyPath>{path_of({hardened_bit | 44, hardened_bit | 60, hardened_bit})})
          .ok());
  const std::clock_t again = std::clock();
  search();
  EXPECT_LT(std::clock() - again, first / 3);
}

}  // namespace
}  // namespace coldquill
