// The laws must be able to fail: every fact of the Bitcoin reviews is left out once, and every part
// of a job is altered once; each fault is caught.
#include <iostream>
#include <map>

#include "bitcoin_cases.h"
#include "golden.h"

namespace coldquill::bitcoin {
namespace {

using namespace laws;

struct Fault {
  std::string name;
  Lens lens;
};

Fault without(const std::string& fact) {
  return {fact,
          {[fact](std::vector<Fact>& facts) {
             std::erase_if(facts, [&](const Fact& f) { return f.name == fact; });
           },
           {}}};
}

Fault altered(const std::string& name, const std::function<void(SigningJob&)>& alter) {
  return {name,
          {{}, [alter](std::vector<SigningJob>& jobs) { std::ranges::for_each(jobs, alter); }}};
}

// Every name of a fact that any case shows.
std::vector<Fault> missing_facts() {
  std::set<std::string> names;
  for (const Case& c : bitcoin_cases()) {
    const auto seen = see<Bitcoin>(c.payload, c.context);
    for (const Fact& fact : seen->facts) names.insert(fact.name);
  }
  std::vector<Fault> out;
  for (const std::string& name : names) out.push_back(without(name));
  return out;
}

std::vector<Fault> altered_jobs() {
  return {
      altered("digest, the same for all", [](SigningJob& job) { job.digest = {}; }),
      altered("digest, another one", [](SigningJob& job) { job.digest[31] ^= 1; }),
      altered("scheme, without its tree", [](SigningJob& job) { job.scheme.merkle_root = {}; }),
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

// The laws that catch each fault, by the first word of what they say.
using Caught = std::map<std::string, std::set<std::string>>;

void note(Caught& caught, const std::string& fault, const Verdict& verdict) {
  for (const std::string& broken : verdict.broken) {
    caught[fault].insert(broken.substr(0, broken.find(':')));
  }
}

void look_at_each_case(const std::vector<Fault>& faults, Caught& caught) {
  for (const Fault& fault : faults) {
    caught[fault.name];
    for (const Case& c : bitcoin_cases()) {
      note(caught, fault.name, scope<Bitcoin>(c, fault.lens));
      note(caught, fault.name, money<Bitcoin>(c, fault.lens));
      note(caught, fault.name, worth<Bitcoin>(c, fault.lens));
    }
  }
}

// Flipping every bit takes long: what was caught already is left out.
void look_at_each_bit(const std::vector<Fault>& faults, Caught& caught) {
  for (const Case& c : bitcoin_cases()) {
    std::vector<Fault> open;
    std::vector<Lens> lenses;
    for (const Fault& fault : faults) {
      if (!caught[fault.name].empty()) continue;
      open.push_back(fault);
      lenses.push_back(fault.lens);
    }
    if (open.empty()) return;
    const auto verdicts = visibility_and_honesty<Bitcoin>(c, lenses);
    for (std::size_t i = 0; i < open.size(); ++i) note(caught, open[i].name, verdicts[i]);
  }
}

void look_at_golden(const std::vector<Fault>& faults, Caught& caught) {
  const auto golden = coldquill::test::load_vectors("bitcoin/reviews")["cases"];
  for (const Fault& fault : faults) {
    for (const Case& c : bitcoin_cases()) {
      note(caught, fault.name, golden_law<Bitcoin>(c, golden, fault.lens));
    }
  }
}

Caught catch_all(const std::vector<Fault>& faults) {
  Caught caught;
  look_at_each_case(faults, caught);
  look_at_each_bit(faults, caught);
  look_at_golden(faults, caught);
  return caught;
}

// How many are caught, and how many by more than the golden reviews.
std::pair<std::size_t, std::size_t> tell(const Caught& caught) {
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
  return {all, beyond_golden};
}

// Facts that follow from others which are shown too, or stand beside what is signed: to lose one of
// them hides nothing that is signed, and the golden reviews notice it.
const std::set<std::string> derived{"data_text", "fee_rate", "fee_share", "owner",        "path",
                                    "rbf",       "total_in", "total_out", "unknown_field"};

TEST(LawsCanFail, EveryFactLeftOut) {
  std::vector<Fault> signed_ones;
  std::vector<Fault> derived_ones;
  for (const Fault& fault : missing_facts()) {
    (derived.contains(fault.name) ? derived_ones : signed_ones).push_back(fault);
  }
  const Caught caught = catch_all(signed_ones);
  EXPECT_EQ(tell(caught), std::pair(signed_ones.size(), signed_ones.size()));
  EXPECT_EQ(caught.size(), 16u);
  Caught noticed;
  look_at_golden(derived_ones, noticed);
  EXPECT_EQ(noticed.size(), derived.size());
}

TEST(LawsCanFail, EveryPartOfAJobAltered) {
  const auto faults = altered_jobs();
  EXPECT_EQ(tell(catch_all(faults)), std::pair(faults.size(), faults.size()));
}

}  // namespace
}  // namespace coldquill::bitcoin
