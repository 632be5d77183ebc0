// The laws over requests that are made by chance: from a seed that stands in the source, and from
// one that is another each time. A family gives a function that makes a case and has all laws from
// one line: CQ_GENERATED_LAWS(Bitcoin, bitcoin_generated, "change", "own", "path", "net").
//
// COLDQUILL_GENERATED  how many requests of each family from each seed; 200 when it is not set
// COLDQUILL_SEED       the seed in the place of the random one, to see a failure again: request i
// of
//                      a seed is the same whatever the number of requests (with another compiler it
//                      may be another one: operands are evaluated in no fixed order)
#pragma once

#include <iostream>
#include <map>
#include <random>

#include "sight.h"

namespace coldquill::laws {

// Chance that repeats itself.
class Dice {
 public:
  Dice(std::uint64_t seed, std::uint64_t index) : source_(seed + index * 0x9E3779B97F4A7C15u) {}

  std::uint64_t number() { return source_(); }
  std::uint64_t below(std::uint64_t n) { return source_() % n; }  // n > 0
  bool one_in(std::uint64_t n) { return below(n) == 0; }
  std::uint8_t octet() { return static_cast<std::uint8_t>(number()); }
  std::uint32_t word() { return static_cast<std::uint32_t>(number()); }
  Bytes octets(std::size_t size) {
    Bytes out(size);
    for (std::uint8_t& octet : out) octet = this->octet();
    return out;
  }
  template <std::size_t N>
  ByteArray<N> array() {
    return array_of<N>(octets(N));
  }
  template <class Row>
  const auto& one_of(const Row& row) {
    return row[below(std::size(row))];
  }
  template <class T>
  T pick(std::initializer_list<T> of) {
    return *(of.begin() + below(of.size()));
  }

 private:
  std::mt19937_64 source_;
};

using Generator = std::function<Case(Dice&)>;

// What there was to check, so that a generator that makes nothing worth checking is noticed.
struct Tally {
  std::size_t requests = 0, to_sign = 0, variants = 0, money = 0, signed_ = 0;
  std::map<std::string, std::size_t> refused;  // by reason
};

inline std::string hex_of(const Payload& payload) {
  std::string out = payload.kind + " " + to_hex(payload.bytes);
  for (const Bytes& more : payload.more) out += " beside it " + to_hex(more);
  return out;
}

// Few of the bits, and all changes of fields.
inline void for_some_variants(const Case& c, Dice& dice,
                              const std::function<void(const Payload&)>& f) {
  constexpr int bits = 3;
  for (int i = 0; i < bits; ++i) {
    Payload variant = c.payload;
    const std::size_t part = dice.below(variant.more.size() + 1);
    Bytes& bytes = part == 0 ? variant.bytes : variant.more[part - 1];
    bytes[dice.below(bytes.size())] ^= static_cast<std::uint8_t>(1u << dice.below(8));
    f(variant);
  }
  for (const Payload& mutant : c.mutants) f(mutant);
}

template <FamilyOf F>
Verdict visibility_of_some(const Case& c, const Seen& seen, Dice& dice, const Lens& lens = {}) {
  if (seen.jobs.empty()) return {};
  Baseline baseline(seen, lens);
  for_some_variants(c, dice, [&](const Payload& variant) {
    const auto other = see<F>(variant, c.context);
    if (other) baseline.compare(*other, hex_of(variant));
  });
  return baseline.verdict();
}

// As fidelity, with few of the prefixes.
template <FamilyOf F>
Verdict fidelity_of_some(const Case& c, Dice& dice) {
  const auto tx = F::decode(c.payload);
  if (!tx) return {};
  Verdict verdict;
  const auto refuse = [&](const Payload& variant) {
    ++verdict.checked;
    if (F::decode(variant)) verdict.broken.push_back("fidelity: taken as well: " + hex_of(variant));
  };
  if (F::encode(*tx) != c.payload.bytes) verdict.broken.push_back("fidelity: written differently");
  if (!c.self_delimiting) return verdict;
  Payload variant = c.payload;
  variant.bytes.push_back(0);
  refuse(variant);
  for (const std::size_t more : {std::size_t{0}, c.payload.bytes.size() - 1}) {
    variant.bytes.resize(more + (more == 0 ? dice.below(c.payload.bytes.size()) : 0));
    refuse(variant);
    variant.bytes = c.payload.bytes;
  }
  return verdict;
}

// Signatures of our own cost more than all the rest: few requests get them.
inline constexpr std::uint64_t signed_requests = 16;  // one in so many

// Every law over one request; what is broken.
template <FamilyOf F>
Lines all_laws(const Case& c, const std::set<std::string>& facts_of_ours, Dice& dice,
               Tally& tally) {
  Lines broken;
  const auto note = [&](const Verdict& verdict) {
    broken.insert(broken.end(), verdict.broken.begin(), verdict.broken.end());
    return verdict.checked;
  };
  ++tally.requests;
  note(fidelity_of_some<F>(c, dice));
  const auto seen = see<F>(c.payload, c.context);
  if (!seen) {
    ++tally.refused[std::string(seen.error().reason())];
    return broken;
  }
  tally.to_sign += seen->jobs.empty() ? 0 : 1;
  tally.variants += note(visibility_of_some<F>(c, *seen, dice));
  tally.money += note(money<F>(c));
  note(scope<F>(c));
  note(one_signature_a_job<F>(c));
  note(claims_are_acknowledged<F>(c));
  note(sight_of(review_of(*seen)));
  note(ours<F>(c, facts_of_ours));
  if (dice.one_in(signed_requests)) tally.signed_ += note(worth<F>(c));
  return broken;
}

template <FamilyOf F>
Tally run_generated(const Generator& make, std::uint64_t seed, std::size_t count,
                    const std::set<std::string>& facts_of_ours) {
  constexpr int most_told = 5;
  Tally tally;
  int told = 0;
  for (std::size_t index = 0; index < count && told < most_told; ++index) {
    Dice dice(seed, index);
    const Case c = make(dice);
    for (const std::string& broken : all_laws<F>(c, facts_of_ours, dice, tally)) {
      ++told;
      ADD_FAILURE() << "seed " << seed << ", request " << index << " (" << c.name << "): " << broken
                    << "\n  of " << hex_of(c.payload);
    }
  }
  return tally;
}

inline void tell(const char* family, std::uint64_t seed, const Tally& tally) {
  std::cout << family << ", seed " << seed << ": " << tally.requests << " requests, "
            << tally.to_sign << " to be signed, " << tally.variants << " variants prepared, "
            << tally.money << " changes of money, " << tally.signed_ << " signed; refused:";
  for (const auto& [reason, count] : tally.refused) std::cout << ' ' << reason << ' ' << count;
  std::cout << std::endl;
  test::tally("laws generated", tally.requests);
  test::tally("laws mutations", tally.variants + tally.money);
}

// The number in an environment variable.
inline std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::stoull(text);
}

inline std::uint64_t random_seed() {
  std::random_device device;
  return number_from("COLDQUILL_SEED", std::uint64_t{device()} << 32 | device());
}

template <FamilyOf F>
void expect_generated(const char* family, const Generator& make, std::uint64_t seed,
                      const std::set<std::string>& facts_of_ours) {
  std::cout << family << ", seed " << seed << std::endl;  // known even when the program dies
  const std::size_t count = number_from("COLDQUILL_GENERATED", 200);
  const Tally tally = run_generated<F>(make, seed, count, facts_of_ours);
  tell(family, seed, tally);
  if (count < 200) return;
  // Most of them are such that there is something to check.
  EXPECT_GT(tally.to_sign, tally.requests * 3 / 4);
  EXPECT_GT(tally.variants, tally.requests);
  EXPECT_GT(tally.money, tally.requests / 4);
  EXPECT_GT(tally.signed_, tally.requests / 256);
}

// The laws fail here too: requests in which one fact is not shown, until that is noticed.
template <FamilyOf F>
void expect_noticed(const Generator& make, const std::string& fact) {
  const Lens lens{[&](std::vector<Fact>& facts) {
                    std::erase_if(facts, [&](const Fact& f) { return f.name == fact; });
                  },
                  {}};
  constexpr std::uint64_t seed = 1;
  constexpr std::size_t enough = 2'000;
  for (std::size_t index = 0; index < enough; ++index) {
    Dice dice(seed, index);
    const Case c = make(dice);
    const auto seen = see<F>(c.payload, c.context);
    if (seen && !visibility_of_some<F>(c, *seen, dice, lens).broken.empty()) return;
  }
  ADD_FAILURE() << "nobody noticed that this is not shown: " << fact;
}

}  // namespace coldquill::laws

// make: a Generator; then the names of facts that only our own keys can prove.
#define CQ_GENERATED_LAWS(Family, make, ...)                                                     \
  TEST(Family##GeneratedLaws, FixedSeed) {                                                       \
    ::coldquill::laws::expect_generated<Family>(#Family, make, 2'026, {__VA_ARGS__});            \
  }                                                                                              \
  TEST(Family##GeneratedLaws, RandomSeed) {                                                      \
    ::coldquill::laws::expect_generated<Family>(#Family, make, ::coldquill::laws::random_seed(), \
                                                {__VA_ARGS__});                                  \
  }
