// The laws must be able to fail: every fact of a family's reviews is left out once, and every part
// of a job is altered once; each fault is to be caught. A family gets this from one line:
// CQ_LAWS_CAN_FAIL(Bitcoin, bitcoin_cases(), "bitcoin/reviews", 16, "fee_rate", ...).
#pragma once

#include <iostream>
#include <map>

#include "golden.h"

namespace coldquill::laws {

struct Fault {
  std::string name;
  Lens lens;
};

inline Fault without(const std::string& fact) {
  return {fact,
          {[fact](std::vector<Fact>& facts) {
             std::erase_if(facts, [&](const Fact& f) { return f.name == fact; });
           },
           {}}};
}

inline Fault altered(const std::string& name, const std::function<void(SigningJob&)>& alter) {
  return {name,
          {{}, [alter](std::vector<SigningJob>& jobs) { std::ranges::for_each(jobs, alter); }}};
}

inline std::vector<Fault> altered_jobs() {
  return {
      altered("digest, the same for all", [](SigningJob& job) { job.digest = {}; }),
      altered("digest, another one", [](SigningJob& job) { job.digest[31] ^= 1; }),
      altered("scheme, another kind",
              [](SigningJob& job) {
                const bool ecdsa = job.scheme.kind == SchemeKind::ecdsa;
                job.scheme.kind = ecdsa ? SchemeKind::taproot_key_path : SchemeKind::ecdsa;
              }),
      altered("key path", [](SigningJob& job) { job.key.origin.path.back() ^= 1; }),
      altered("key fingerprint", [](SigningJob& job) { job.key.origin.fingerprint = {}; }),
      altered("public key",
              [](SigningJob& job) {
                const ByteArray<32> one{1};
                job.key.public_key = *job.key.public_key.plus(one);
              }),
      {"a job left out", {{}, [](std::vector<SigningJob>& jobs) { jobs.clear(); }}},
      {"a job twice",
       {{},
        [](std::vector<SigningJob>& jobs) {
          if (!jobs.empty()) jobs.push_back(SigningJob(jobs.front()));
        }}},
  };
}

// Every name of a fact that any case shows.
template <FamilyOf F>
std::vector<Fault> missing_facts(const std::vector<Case>& cases) {
  std::set<std::string> names;
  for (const Case& c : cases) {
    const auto seen = see<F>(c.payload, c.context);
    for (const Fact& fact : seen->facts) names.insert(fact.name);
  }
  std::vector<Fault> out;
  for (const std::string& name : names) out.push_back(without(name));
  return out;
}

// The laws that catch each fault, by the first word of what they say.
using Caught = std::map<std::string, std::set<std::string>>;

inline void note(Caught& caught, const std::string& fault, const Verdict& verdict) {
  for (const std::string& broken : verdict.broken) {
    caught[fault].insert(broken.substr(0, broken.find(':')));
  }
}

template <FamilyOf F>
void look_at_each_case(const std::vector<Case>& cases, const std::vector<Fault>& faults,
                       Caught& caught) {
  for (const Fault& fault : faults) {
    caught[fault.name];
    for (const Case& c : cases) {
      note(caught, fault.name, scope<F>(c, fault.lens));
      note(caught, fault.name, money<F>(c, fault.lens));
      note(caught, fault.name, worth<F>(c, fault.lens));
    }
  }
}

// Flipping every bit takes long: what was caught already is left out.
template <FamilyOf F>
void look_at_each_bit(const std::vector<Case>& cases, const std::vector<Fault>& faults,
                      Caught& caught) {
  for (const Case& c : cases) {
    std::vector<Fault> open;
    std::vector<Lens> lenses;
    for (const Fault& fault : faults) {
      if (!caught[fault.name].empty()) continue;
      open.push_back(fault);
      lenses.push_back(fault.lens);
    }
    if (open.empty()) return;
    const auto verdicts = visibility_and_honesty<F>(c, lenses);
    for (std::size_t i = 0; i < open.size(); ++i) note(caught, open[i].name, verdicts[i]);
  }
}

template <FamilyOf F>
void look_at_golden(const std::vector<Case>& cases, const std::string& file,
                    const std::vector<Fault>& faults, Caught& caught) {
  const auto golden = test::load_vectors(file)["cases"];
  for (const Fault& fault : faults) {
    caught[fault.name];
    for (const Case& c : cases) {
      note(caught, fault.name, golden_law<F>(c, golden, fault.lens));
    }
  }
}

template <FamilyOf F>
Caught catch_all(const std::vector<Case>& cases, const std::string& golden,
                 const std::vector<Fault>& faults) {
  Caught caught;
  look_at_each_case<F>(cases, faults, caught);
  look_at_each_bit<F>(cases, faults, caught);
  look_at_golden<F>(cases, golden, faults, caught);
  return caught;
}

// How many are caught, and how many by more than the golden reviews.
inline std::pair<std::size_t, std::size_t> tell(const Caught& caught) {
  std::size_t all = 0;
  std::size_t beyond_golden = 0;
  for (const auto& [fault, laws] : caught) {
    all += laws.empty() ? 0 : 1;
    beyond_golden += laws.size() > laws.count("golden") ? 1 : 0;
    std::cout << "  " << fault << ": ";
    for (const std::string& law : laws) std::cout << law << ' ';
    std::cout << '\n';
  }
  std::cout << all << " of " << caught.size() << " caught, " << beyond_golden
            << " by laws other than golden\n";
  test::tally("faults planted", caught.size());
  test::tally("faults caught", all);
  return {all, beyond_golden};
}

// derived: facts that follow from others which are shown too, or stand beside what is signed. To
// lose one of them hides nothing that is signed, and the golden reviews notice it.
template <FamilyOf F>
void expect_facts_missed(const std::vector<Case>& cases, const std::string& golden,
                         std::size_t essential, const std::set<std::string>& derived) {
  std::vector<Fault> essential_ones;
  std::vector<Fault> derived_ones;
  for (const Fault& fault : missing_facts<F>(cases)) {
    (derived.contains(fault.name) ? derived_ones : essential_ones).push_back(fault);
  }
  const Caught caught = catch_all<F>(cases, golden, essential_ones);
  EXPECT_EQ(tell(caught), std::pair(essential, essential));
  Caught noticed;
  look_at_golden<F>(cases, golden, derived_ones, noticed);
  EXPECT_EQ(tell(noticed).first, derived.size());
}

template <FamilyOf F>
void expect_jobs_missed(const std::vector<Case>& cases, const std::string& golden,
                        const std::vector<Fault>& faults) {
  EXPECT_EQ(tell(catch_all<F>(cases, golden, faults)), std::pair(faults.size(), faults.size()));
}

}  // namespace coldquill::laws

// essential: how many names of facts there are beyond the derived ones, which follow.
#define CQ_LAWS_CAN_FAIL(Family, cases, golden, essential, ...)                              \
  TEST(Family##LawsCanFail, EveryFactLeftOut) {                                              \
    ::coldquill::laws::expect_facts_missed<Family>(cases, golden, essential, {__VA_ARGS__}); \
  }                                                                                          \
  TEST(Family##LawsCanFail, EveryPartOfAJobAltered) {                                        \
    ::coldquill::laws::expect_jobs_missed<Family>(cases, golden,                             \
                                                  ::coldquill::laws::altered_jobs());        \
  }
