// The laws: what must hold for every family and every request (docs/architecture.md, "Laws").
//
// Generic code over the family contract. A family gives its cases (requests with everything they
// need) and has all laws from one line: CQ_LAWS(Bitcoin, bitcoin_cases()).
#pragma once

#include <coldquill/base/hex.h>
#include <coldquill/model/request.h>
#include <gtest/gtest.h>
#include <support/tally.h>

#include <functional>
#include <set>

namespace coldquill::laws {

// A change of a request that a person must see at the top: another recipient, amount, fee, network.
struct MoneyChange {
  std::string fact;  // the name of the headline that must change
  Payload payload;
  std::optional<std::string> network{};  // asked for, when it is another one
};

struct Case {
  std::string name;
  Payload payload;
  Context context{};
  // Changes beyond single bits that alter what is signed: parts swapped, amounts shifted.
  std::vector<Payload> mutants{};
  std::vector<MoneyChange> money{};
  // Real signatures for jobs, or an error of the vault; and an answer without them. A case without
  // these is left out of the law of worth.
  std::function<Result<std::vector<Signature>>(const std::vector<SigningJob>&)> sign{};
  std::function<Bytes(const Bytes& answer)> without_signatures{};
  // False for a text that ends where its container does: shorter and longer ones are requests, too.
  bool self_delimiting = true;
};

// How the laws see a draft. A test that proves that they can fail puts a faulty one here.
struct Lens {
  std::function<void(std::vector<Fact>&)> facts{};
  std::function<void(std::vector<SigningJob>&)> jobs{};
};

// A request, prepared and seen.
struct Seen {
  std::vector<Fact> facts;
  std::vector<Warning> warnings;
  std::vector<SigningJob> jobs;
  Fingerprint fingerprint;
  std::string family, network, kind;
};

inline Seen through(const Lens& lens, Seen seen) {
  if (lens.facts) lens.facts(seen.facts);
  if (lens.jobs) lens.jobs(seen.jobs);
  return seen;
}

template <FamilyOf F>
Result<Seen> see(const Payload& payload, const Context& context, const Lens& lens = {}) {
  CQ_TRY(tx, F::decode(payload));
  CQ_TRY(plan, F::resolve(tx, context));
  const Review review = F::describe(plan);
  return through(lens, Seen{review.facts(),
                            review.warnings(),
                            plan.jobs,
                            {sha256(view_of(F::content(tx)))},
                            review.family(),
                            review.network(),
                            review.kind()});
}

// What the screen shows of a fact; its raw value is for scripts alone and proves nothing to a
// person.
inline std::string line_of(const Fact& fact) {
  return fact.group + " | " + fact.name + " | " + std::string(name_of(fact.source)) + " | " +
         (fact.headline ? "* " : "") + fact.value;
}

using Lines = std::vector<std::string>;

inline Lines lines_of(const Seen& seen, const std::set<Source>& sources) {
  Lines out;
  for (const Fact& fact : seen.facts) {
    if (sources.contains(fact.source)) out.push_back(line_of(fact));
  }
  return out;
}

// What a person can rely on: signed, proven, and bulk by its hash.
inline Lines reliable(const Seen& seen) {
  return lines_of(seen, {Source::signed_, Source::proven, Source::bulk});
}

// Violations of one law, each told; empty when it holds.
struct Verdict {
  Lines broken;
  std::size_t checked = 0;  // variants in which there was something to compare
};

// Every single bit flipped, in the payload and in what lies beside it; then the family's mutants.
// Parts beyond 8 KiB are left as they are.
inline void for_each_variant(const Case& c,
                             const std::function<void(const Payload&, const std::string&)>& f) {
  constexpr std::size_t most_octets = 8'192;
  Payload variant = c.payload;
  const auto flip_all = [&](Bytes& bytes, const std::string& part) {
    for (std::size_t bit = 0; bit < std::min(bytes.size(), most_octets) * 8; ++bit) {
      bytes[bit / 8] = static_cast<std::uint8_t>(bytes[bit / 8] ^ 1u << bit % 8);
      f(variant, part + ", bit " + std::to_string(bit));
      bytes[bit / 8] = static_cast<std::uint8_t>(bytes[bit / 8] ^ 1u << bit % 8);
    }
  };
  flip_all(variant.bytes, "payload");
  for (std::size_t i = 0; i < variant.more.size(); ++i) {
    flip_all(variant.more[i], "beside " + std::to_string(i));
  }
  for (std::size_t i = 0; i < c.mutants.size(); ++i) {
    f(c.mutants[i], "mutant " + std::to_string(i));
  }
}

// One request, to be compared with its variants.
class Baseline {
 public:
  Baseline(const Seen& seen, Lens lens) : lens_(std::move(lens)), base_(through(lens_, seen)) {
    reliable_ = reliable(base_);
    signed_ = lines_of(base_, {Source::signed_});
    proven_ = lines_of(base_, {Source::proven});
  }

  // Visibility: if any job changed, something that a person can rely on changed.
  // Honesty: when no job changed, nor anything that was proven, then no signed fact changed. (What
  // proves may differ without the jobs, a key path of the change, say; then a proven fact does.)
  void compare(const Seen& seen, const std::string& what) {
    const Seen other = through(lens_, seen);
    ++verdict_.checked;
    const bool same_jobs = other.jobs == base_.jobs;
    if (!same_jobs && reliable(other) == reliable_) {
      verdict_.broken.push_back("visibility: a job changed unseen (" + what + ")");
    }
    if (same_jobs && lines_of(other, {Source::proven}) == proven_ &&
        lines_of(other, {Source::signed_}) != signed_) {
      verdict_.broken.push_back("honesty: a signed fact changed and no job did (" + what + ")");
    }
  }
  [[nodiscard]] const Verdict& verdict() const { return verdict_; }

 private:
  Lens lens_;
  Seen base_;
  Lines reliable_, signed_, proven_;
  Verdict verdict_;
};

// Visibility and honesty, through many lenses at once: each variant is prepared once. A lens
// through which a fault was seen is not looked through again.
template <FamilyOf F>
std::vector<Verdict> visibility_and_honesty(const Case& c, const std::vector<Lens>& lenses) {
  const auto base = see<F>(c.payload, c.context);
  if (!base || base->jobs.empty()) return std::vector<Verdict>(lenses.size());
  std::vector<Baseline> baselines;
  for (const Lens& lens : lenses) baselines.emplace_back(*base, lens);
  for_each_variant(c, [&](const Payload& variant, const std::string& what) {
    const auto other = see<F>(variant, c.context);
    if (!other) return;
    for (Baseline& baseline : baselines) {
      if (baseline.verdict().broken.empty()) baseline.compare(*other, what);
    }
  });
  std::vector<Verdict> out;
  for (const Baseline& baseline : baselines) out.push_back(baseline.verdict());
  return out;
}

template <FamilyOf F>
Verdict visibility_and_honesty(const Case& c) {
  return visibility_and_honesty<F>(c, {Lens{}}).front();
}

// What is decoded is written back byte for byte, and nothing shorter or longer is taken.
template <FamilyOf F>
Verdict fidelity(const Case& c) {
  Verdict verdict;
  const auto tx = F::decode(c.payload);
  if (!tx) return {{"fidelity: it does not decode"}, 1};
  if (F::encode(*tx) != c.payload.bytes) verdict.broken.push_back("fidelity: written differently");
  ++verdict.checked;
  if (!c.self_delimiting) return verdict;
  Payload variant = c.payload;
  variant.bytes.push_back(0);
  if (F::decode(variant)) verdict.broken.push_back("fidelity: a trailing byte is taken");
  variant.bytes.pop_back();
  while (!variant.bytes.empty()) {
    variant.bytes.pop_back();
    ++verdict.checked;
    if (F::decode(variant)) {
      verdict.broken.push_back("fidelity: a prefix is taken: " +
                               std::to_string(variant.bytes.size()));
    }
  }
  return verdict;
}

// Octets that have the shape of a signature: nobody checks them in attach.
inline Signature stand_in(SchemeKind kind) {
  return Signature(kind == SchemeKind::ecdsa_recoverable ? 65 : 64, 1);
}

// Each job is for a key of ours, has one signature, and none is asked for twice.
template <FamilyOf F>
Verdict scope(const Case& c, const Lens& lens = {}) {
  Verdict verdict;
  const auto seen = see<F>(c.payload, c.context, lens);
  if (!seen) return verdict;
  for (const SigningJob& job : seen->jobs) {
    ++verdict.checked;
    const auto key = c.context.keys.key_at(job.key.origin.path);
    const bool ours =
        job.key.origin.fingerprint == c.context.keys.master() && key && *key == job.key.public_key;
    if (!ours) verdict.broken.push_back("scope: a job for a key that is not ours");
    if (std::ranges::count(seen->jobs, job) != 1) {
      verdict.broken.push_back("scope: the same job twice");
    }
  }
  return verdict;
}

template <FamilyOf F>
Verdict one_signature_a_job(const Case& c) {
  Verdict verdict;
  const auto tx = F::decode(c.payload);
  if (!tx) return verdict;
  const auto plan = F::resolve(*tx, c.context);
  if (!plan || plan->jobs.empty()) return verdict;
  ++verdict.checked;
  std::vector<Signature> signatures;
  for (const SigningJob& job : plan->jobs) signatures.push_back(stand_in(job.scheme.kind));
  if (F::carried(*plan, signatures).size() != plan->jobs.size()) {
    verdict.broken.push_back("scope: not one signature for each job");
  }
  const auto attached = F::attach(*plan, signatures);
  if (!attached || F::content(*attached) != F::content(*tx)) {
    verdict.broken.push_back("fidelity: signing changed the content of the request");
  }
  return verdict;
}

// Signatures for the jobs make a request in which nothing is left for us to sign, and an answer
// which is the request and those signatures.
template <FamilyOf F>
Verdict worth(const Case& c, const Lens& lens = {}) {
  const auto tx = F::decode(c.payload);
  if (!c.sign || !tx) return {};
  const auto plan = F::resolve(*tx, c.context);
  if (!plan || plan->jobs.empty()) return {};
  auto jobs = plan->jobs;
  if (lens.jobs) lens.jobs(jobs);
  const auto signatures = c.sign(jobs);
  if (!signatures) return {{"worth: the vault refuses: " + signatures.error().what()}, 1};
  if (signatures->size() != plan->jobs.size()) return {{"worth: a signature for each job"}, 1};
  const auto signed_tx = F::attach(*plan, *signatures);
  if (!signed_tx) return {{"worth: the signatures do not go in"}, 1};
  const auto answers = F::answers(*signed_tx);
  if (!answers || answers->empty()) return {{"worth: there is no answer"}, 1};
  const auto again = F::resolve(*signed_tx, c.context);
  if (!again || !again->jobs.empty()) return {{"worth: it does not count as signed"}, 1};
  const Answer& answer = answers->front();
  if (c.without_signatures && c.without_signatures(answer.bytes) != c.payload.bytes) {
    return {{"fidelity: the answer is more than the request and signatures"}, 1};
  }
  return {{}, 1};
}

inline Lines headlines(const Seen& seen, const std::string& name) {
  Lines out;
  for (const Fact& fact : seen.facts) {
    if (fact.headline && fact.name == name) out.push_back(line_of(fact));
  }
  return out;
}

// Another recipient, amount, fee or network changes the headline that names it.
template <FamilyOf F>
Verdict money(const Case& c, const Lens& lens = {}) {
  Verdict verdict;
  const auto base = see<F>(c.payload, c.context, lens);
  for (const MoneyChange& change : c.money) {
    ++verdict.checked;
    Context context = c.context;
    if (change.network) context.network = change.network;
    const auto other = see<F>(change.payload, context, lens);
    if (!base || !other) {
      verdict.broken.push_back("money: it cannot be prepared: " + change.fact);
    } else if (headlines(*base, change.fact) == headlines(*other, change.fact)) {
      verdict.broken.push_back("money: the same headline: " + change.fact);
    }
  }
  return verdict;
}

// A headline that only the request claims stands beside an acknowledgement.
template <FamilyOf F>
Verdict claims_are_acknowledged(const Case& c, const Lens& lens = {}) {
  Verdict verdict;
  const auto seen = see<F>(c.payload, c.context, lens);
  if (!seen) return verdict;
  const bool asks = std::ranges::any_of(seen->warnings, &Warning::acknowledge);
  for (const Fact& fact : seen->facts) {
    verdict.checked += fact.headline ? 1 : 0;
    if (fact.headline && fact.source == Source::claimed && !asks) {
      verdict.broken.push_back("claim: a headline nobody proved or asks about: " + fact.name);
    }
  }
  return verdict;
}

// Without our keys nothing is ours, whatever the request says: no job, no change, and the same
// fingerprint.
template <FamilyOf F>
Verdict ours(const Case& c, const std::set<std::string>& facts_of_ours, const Lens& lens = {}) {
  Verdict verdict;
  const auto with = see<F>(c.payload, c.context, lens);
  const auto without = see<F>(c.payload, {}, lens);
  if (!without) return verdict;
  ++verdict.checked;
  if (!without->jobs.empty()) verdict.broken.push_back("ours: a job without keys");
  for (const Fact& fact : without->facts) {
    if (facts_of_ours.contains(fact.name)) {
      verdict.broken.push_back("ours: believed without keys: " + fact.name);
    }
  }
  if (with && with->fingerprint != without->fingerprint) {
    verdict.broken.push_back("ours: another fingerprint without keys");
  }
  return verdict;
}

// ---- The line that a family has them all from

// Runs a law over all cases; at least one of them must have had something to check.
inline void expect_law(const std::vector<Case>& cases,
                       const std::function<Verdict(const Case&)>& law) {
  std::size_t checked = 0;
  for (const Case& c : cases) {
    const Verdict verdict = law(c);
    checked += verdict.checked;
    for (std::size_t i = 0; i < std::min<std::size_t>(verdict.broken.size(), 5); ++i) {
      ADD_FAILURE() << c.name << ": " << verdict.broken[i];
    }
  }
  EXPECT_GT(checked, 0u);
  const std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
  test::tally("law " + name + " requests", cases.size());
  test::tally("law " + name + " checked", checked);
}

}  // namespace coldquill::laws

// cases: a std::vector<Case>; golden: the vectors with their reviews (golden.h); then the names of
// facts that only our own keys can prove.
#define CQ_LAWS(Family, cases, golden, ...)                                              \
  using namespace ::coldquill::laws;                                                     \
  TEST(Family##Laws, VisibilityAndHonesty) {                                             \
    expect_law(cases, [](const Case& c) { return visibility_and_honesty<Family>(c); });  \
  }                                                                                      \
  TEST(Family##Laws, Fidelity) {                                                         \
    expect_law(cases, fidelity<Family>);                                                 \
  }                                                                                      \
  TEST(Family##Laws, Scope) {                                                            \
    expect_law(cases, [](const Case& c) { return scope<Family>(c); });                   \
  }                                                                                      \
  TEST(Family##Laws, OneSignatureAJob) {                                                 \
    expect_law(cases, one_signature_a_job<Family>);                                      \
  }                                                                                      \
  TEST(Family##Laws, Worth) {                                                            \
    expect_law(cases, [](const Case& c) { return worth<Family>(c); });                   \
  }                                                                                      \
  TEST(Family##Laws, Money) {                                                            \
    expect_law(cases, [](const Case& c) { return money<Family>(c); });                   \
  }                                                                                      \
  TEST(Family##Laws, Claims) {                                                           \
    expect_law(cases, [](const Case& c) { return claims_are_acknowledged<Family>(c); }); \
  }                                                                                      \
  TEST(Family##Laws, Sight) {                                                            \
    expect_law(cases, [](const Case& c) { return sight<Family>(c); });                   \
  }                                                                                      \
  TEST(Family##Laws, Golden) {                                                           \
    expect_golden<Family>(cases, golden);                                                \
  }                                                                                      \
  TEST(Family##Laws, Ours) {                                                             \
    expect_law(cases, [](const Case& c) { return ours<Family>(c, {__VA_ARGS__}); });     \
  }
