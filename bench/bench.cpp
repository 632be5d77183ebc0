// Every work of docs/performance.md twice: its floor, and ours from the bytes of the request to the
// bytes of the answer. scripts/bench runs this and divides one by the other.
#include <benchmark/benchmark.h>
#include <coldquill/base/file.h>
#include <coldquill/base/parallel.h>
#include <coldquill/base/writer.h>
#include <coldquill/bitcoin/family.h>
#include <coldquill/evm/family.h>
#include <sched.h>

#include <chrono>

#include "bitcoin.h"
#include "evm.h"

namespace coldquill::bench {
namespace {

using benchmark::State;
using bitcoin::Bitcoin;
using evm::Evm;

// One side of a comparison, and how many items one run of it is.
struct Side {
  std::function<void()> run;
  std::size_t items = 1;
};

double microseconds_of(const Side& side) {
  if (!side.run) return 0;
  forget_derived_keys();
  const auto start = std::chrono::steady_clock::now();
  side.run();
  const std::chrono::duration<double, std::micro> passed = std::chrono::steady_clock::now() - start;
  return passed.count() / static_cast<double>(side.items);
}

double median(std::vector<double> all) {
  const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
  std::ranges::nth_element(all, middle);
  return *middle;
}

// Runs the sides in turns and compares each turn by itself: a machine that is slower for a moment
// is so for all of them. part: what `ours` does besides, and is taken off.
void compare(const std::string& name, const Side& floor, const Side& ours, const Side& part = {}) {
  const auto measure = [=](State& state) {
    std::vector<double> floors, all, parts, ratios, shares;
    for (auto _ : state) {
      floors.push_back(microseconds_of(floor));
      all.push_back(microseconds_of(ours));
      parts.push_back(microseconds_of(part));
      const double rest = all.back() - parts.back();
      ratios.push_back(rest / floors.back());
      shares.push_back(parts.back() / rest);
    }
    state.counters["floor"] = median(floors);
    state.counters["ours"] = median(all);
    state.counters["part"] = median(parts);
    state.counters["ratio"] = median(ratios);
    state.counters["share"] = median(shares);
  };
  benchmark::RegisterBenchmark(name.c_str(), measure)->UseRealTime();
}

// What was signed must be what the floor signed: else the two did not do the same work.
void expect_same_signatures(const PsbtWork& work) {
  const auto outcome = sign(opened({&work.request(), 1}));
  const auto floor = work.floor();
  COLDQUILL_ASSERT(outcome.front().signatures.size() == floor.size());
  for (std::size_t i = 0; i < floor.size(); ++i) {
    const Bytes& ours = outcome.front().signatures[i].bytes;
    const bool der = ours.front() == 0x30 && ours.size() > 65;
    const auto compact = der ? compact_of_der(ByteView(ours).first(ours.size() - 1)) : std::nullopt;
    COLDQUILL_ASSERT(equal(compact ? ByteView(*compact) : ByteView(ours), floor[i]));
  }
}

// Describing alone: what a signer that shows nothing would save.
template <class F>
std::function<void()> review_of(std::vector<Opened> requests) {
  struct Seen {
    typename F::Tx tx;
    typename F::Plan plan;
  };
  auto seen = std::make_shared<std::vector<Seen>>();
  for (const Opened& one : requests) {
    const auto context = context_for(keys(), *one.family, *one.request, {});
    const auto& tx = dynamic_cast<const RequestOf<F>&>(*one.request).tx();
    seen->push_back({tx, *F::resolve(tx, *context)});
  }
  return [seen] {
    for (const Seen& one : *seen) {
      benchmark::DoNotOptimize(F::describe(one.plan).text());
      benchmark::DoNotOptimize(sha256(view_of(F::content(one.tx))));
    }
  };
}

// This thread on the last processor that it may use, for as long as this lives.
class OneProcessor {
 public:
  OneProcessor() {
    COLDQUILL_ASSERT(::sched_getaffinity(0, sizeof before_, &before_) == 0);
    int last = 0;
    for (int i = 0; i < CPU_SETSIZE; ++i) {
      if (CPU_ISSET(i, &before_)) last = i;
    }
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(last, &one);
    COLDQUILL_ASSERT(::sched_setaffinity(0, sizeof one, &one) == 0);
  }
  ~OneProcessor() { COLDQUILL_ASSERT(::sched_setaffinity(0, sizeof before_, &before_) == 0); }
  OneProcessor(const OneProcessor&) = delete;
  OneProcessor& operator=(const OneProcessor&) = delete;

 private:
  cpu_set_t before_{};
};

using SharedWork = std::shared_ptr<const PsbtWork>;

SharedWork psbt_work(SingleKeyForm form, std::size_t inputs, std::size_t padding = 0) {
  return std::make_shared<const PsbtWork>(form, inputs, padding);
}

Side signing(const SharedWork& work) {
  return {[work] {
            benchmark::DoNotOptimize(sign(opened({&work->request(), 1})));
          },
          work->inputs()};
}

void add_psbt(const std::string& name, SingleKeyForm form, std::size_t inputs,
              std::size_t padding = 0) {
  const auto work = psbt_work(form, inputs, padding);
  expect_same_signatures(*work);
  const Side floor{[work] { benchmark::DoNotOptimize(work->floor()); }, inputs};
  compare(name, floor, signing(work), {review_of<Bitcoin>(opened({&work->request(), 1})), inputs});
}

// An input of a thousand beside one of a hundred.
void add_growth(const std::string& name, SingleKeyForm form) {
  compare(name, signing(psbt_work(form, 100)), signing(psbt_work(form, 1000)));
}

// All processors beside one. Threads may run where the one that starts them may.
void compare_processors(const std::string& name, const Side& all) {
  const auto alone = [all] {
    const OneProcessor here;
    all.run();
  };
  compare(name, {alone, all.items}, all);
}

void add_threads() {
  compare_processors("threads", signing(psbt_work(SingleKeyForm::p2wpkh, 1000)));
  constexpr std::size_t count = 1000;
  const auto bare = [key = branch_of(seed(), path("m/84'/0'/0'/0/0")).key] {
    in_parallel(count, 16, [&](std::size_t begin, std::size_t end) {
      for (; begin < end; ++begin) {
        benchmark::DoNotOptimize(ecdsa_checked(key, sha256_twice(Writer().u64le(begin).view())));
      }
    });
  };
  compare_processors("threads-bare", {bare, count});
}

// A part of the requests at a time, all in turn. at_once: how many are reviewed and consented to
// together.
void add_evm(const std::string& name, const std::vector<Bytes>& requests, std::size_t part,
             std::size_t at_once, EvmFloor floor) {
  const auto from = std::make_shared<std::size_t>(0);
  const Side floor_side{[=]() mutable {
                          for (std::size_t i = 0; i < part; ++i) {
                            benchmark::DoNotOptimize(floor.sign(*from + i));
                          }
                        },
                        part};
  const Side ours{[=] {
                    for (std::size_t i = 0; i < part; i += at_once, *from += at_once) {
                      const auto begin =
                          requests.begin() + static_cast<std::ptrdiff_t>(*from % requests.size());
                      const auto end = begin + static_cast<std::ptrdiff_t>(at_once);
                      benchmark::DoNotOptimize(sign(opened({begin, end})));
                    }
                  },
                  part};
  const std::vector<Bytes> some(requests.begin(),
                                requests.begin() + static_cast<std::ptrdiff_t>(part));
  compare(name, floor_side, ours, {review_of<Evm>(opened(some)), part});
}

void add_keys() {
  const auto floor_seed = [] {
    ByteArray<64> out{};
    seed_of_words(words, out);
    benchmark::DoNotOptimize(out);
  };
  compare("seed", {floor_seed}, {[] { benchmark::DoNotOptimize(seed_again()); }});
  constexpr std::uint32_t count = 1000;
  const auto floor_addresses = [branch = branch_of(seed(), path("m/84'/0'/0'/0"))] {
    for (std::uint32_t i = 0; i < count; ++i) {
      benchmark::DoNotOptimize(key_hash(public_child(branch, i)));
    }
  };
  const auto addresses = [account_key = account(path("m/84'/0'/0'"))] {
    const std::uint32_t receive[] = {0};
    const auto receiving = account_key.descendant(receive);
    for (std::uint32_t i = 0; i < count; ++i) {
      benchmark::DoNotOptimize(Bitcoin::address(receiving->child(i)->key, "mainnet", "p2wpkh"));
    }
  };
  compare("address", {floor_addresses, count}, {addresses, count});
}

struct Work {
  std::string_view name;
  std::function<void(const std::string&)> add;
};

const Work all_works[] = {
    {"keys", [](const std::string&) { add_keys(); }},
    {"p2wpkh-1000", [](const auto& name) { add_psbt(name, SingleKeyForm::p2wpkh, 1000); }},
    {"p2pkh-1000", [](const auto& name) { add_psbt(name, SingleKeyForm::p2pkh, 1000); }},
    {"p2pkh-fat-100", [](const auto& name) { add_psbt(name, SingleKeyForm::p2pkh, 100, 31'000); }},
    {"p2tr-1000", [](const auto& name) { add_psbt(name, SingleKeyForm::p2tr, 1000); }},
    {"eip1559",
     [](const auto& name) { add_evm(name, payments(10'000), 500, 500, EvmFloor(1, 115)); }},
    {"eip712", [](const auto& name) { add_evm(name, permits(1'000), 100, 1, EvmFloor(4, 128)); }},
    {"p2wpkh-growth", [](const auto& name) { add_growth(name, SingleKeyForm::p2wpkh); }},
    {"p2pkh-growth", [](const auto& name) { add_growth(name, SingleKeyForm::p2pkh); }},
    {"threads", [](const std::string&) { add_threads(); }},
};

bool is_wanted(std::string_view name, std::span<char*> chosen) {
  return chosen.empty() ||
         std::ranges::any_of(chosen, [&](const char* one) { return name == one; });
}

}  // namespace
}  // namespace coldquill::bench

// A request for whole-process runs.
int write_request(std::string_view work, const char* file) {
  using namespace coldquill;
  const bool large = work == "p2pkh-fat-100";
  const auto made = large ? bench::PsbtWork(SingleKeyForm::p2pkh, 100, 31'000)
                          : bench::PsbtWork(SingleKeyForm::p2wpkh, 1);
  return write_file(file, made.request(), 0644, Existing::replace).ok() ? 0 : 1;
}

// coldquill-bench [OPTIONS OF GOOGLE BENCHMARK] [WORK...]
// coldquill-bench write p2wpkh-1|p2pkh-fat-100 FILE
int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  const std::span chosen(argv + 1, static_cast<std::size_t>(argc - 1));
  if (chosen.size() == 3 && std::string_view(chosen[0]) == "write") {
    return write_request(chosen[1], chosen[2]);
  }
  for (const auto& work : coldquill::bench::all_works) {
    if (coldquill::bench::is_wanted(work.name, chosen)) work.add(std::string(work.name));
  }
  benchmark::RunSpecifiedBenchmarks();
}
