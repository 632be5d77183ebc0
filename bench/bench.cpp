// Every work of docs/performance.md twice: its floor, and ours from the bytes of the request to the
// bytes of the answer. scripts/bench runs this and divides one by the other.
#include <benchmark/benchmark.h>
#include <coldquill/base/file.h>
#include <coldquill/bitcoin/family.h>
#include <coldquill/evm/family.h>

#include "bitcoin.h"
#include "evm.h"

namespace coldquill::bench {
namespace {

using benchmark::State;
using bitcoin::Bitcoin;
using evm::Evm;

void add(const std::string& name, std::size_t items, std::function<void()> work) {
  benchmark::RegisterBenchmark(name.c_str(), [=](State& state) {
    for (auto _ : state) work();
    state.counters["items"] = static_cast<double>(items);
  })->Unit(benchmark::kMicrosecond);
}

// What was signed must be what the floor signed: else the two did not do the same work.
void compare(const PsbtWork& work) {
  const auto outcome = sign(opened({work.request()}));
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
void add_review(const std::string& name, std::size_t items, std::vector<Opened> requests) {
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
  add(name + "/review", items, [seen] {
    for (const Seen& one : *seen) {
      benchmark::DoNotOptimize(F::describe(one.plan).text());
      benchmark::DoNotOptimize(sha256(view_of(F::content(one.tx))));
    }
  });
}

void add_psbt(const std::string& name, SingleKeyForm form, std::size_t inputs,
              std::size_t padding = 0) {
  const auto work = std::make_shared<PsbtWork>(form, inputs, padding);
  compare(*work);
  add(name + "/floor", inputs, [work] { benchmark::DoNotOptimize(work->floor()); });
  add(name + "/ours", inputs,
      [work] { benchmark::DoNotOptimize(sign(opened({work->request()}))); });
  add_review<Bitcoin>(name, inputs, opened({work->request()}));
}

// at_once: how many are reviewed and consented to together.
void add_evm(const std::string& name, const std::vector<Bytes>& requests, std::size_t at_once,
             EvmFloor floor) {
  const auto count = static_cast<std::uint32_t>(requests.size());
  add(name + "/floor", count, [floor, count]() mutable {
    for (std::uint32_t i = 0; i < count; ++i) benchmark::DoNotOptimize(floor.sign(i));
  });
  std::vector<std::vector<Bytes>> sittings;
  for (std::size_t i = 0; i < requests.size(); i += at_once) {
    const auto from = requests.begin() + static_cast<std::ptrdiff_t>(i);
    sittings.emplace_back(from, from + static_cast<std::ptrdiff_t>(at_once));
  }
  add(name + "/ours", count, [sittings] {
    for (const auto& one : sittings) benchmark::DoNotOptimize(sign(opened(one)));
  });
  add_review<Evm>(name, count, opened(requests));
}

void add_keys() {
  add("seed/floor", 1, [] {
    ByteArray<64> out{};
    seed_of_words(words, out);
    benchmark::DoNotOptimize(out);
  });
  add("seed/ours", 1, [] { benchmark::DoNotOptimize(seed_again()); });
  constexpr std::uint32_t count = 1000;
  const Branch branch = branch_of(seed(), path("m/84'/0'/0'/0"));
  add("address/floor", count, [branch] {
    for (std::uint32_t i = 0; i < count; ++i) {
      benchmark::DoNotOptimize(key_hash(child(branch, i).bytes));
    }
  });
  const ExtendedPublicKey account_key = account(path("m/84'/0'/0'"));
  add("address/ours", count, [account_key] {
    const std::uint32_t receive[] = {0};
    const auto receiving = account_key.descendant(receive);
    for (std::uint32_t i = 0; i < count; ++i) {
      benchmark::DoNotOptimize(Bitcoin::address(receiving->child(i)->key, "mainnet", "p2wpkh"));
    }
  });
}

struct Work {
  std::string_view name;
  std::function<void(const std::string&)> add;
};

const Work all_works[] = {
    {"keys", [](const std::string&) { add_keys(); }},
    {"p2wpkh-1000", [](const auto& name) { add_psbt(name, SingleKeyForm::p2wpkh, 1000); }},
    {"p2wpkh-100", [](const auto& name) { add_psbt(name, SingleKeyForm::p2wpkh, 100); }},
    {"p2pkh-1000", [](const auto& name) { add_psbt(name, SingleKeyForm::p2pkh, 1000); }},
    {"p2pkh-100", [](const auto& name) { add_psbt(name, SingleKeyForm::p2pkh, 100); }},
    {"p2pkh-fat-100", [](const auto& name) { add_psbt(name, SingleKeyForm::p2pkh, 100, 31'000); }},
    {"p2tr-1000", [](const auto& name) { add_psbt(name, SingleKeyForm::p2tr, 1000); }},
    {"eip1559", [](const auto& name) { add_evm(name, payments(10'000), 500, EvmFloor(1, 115)); }},
    {"eip712", [](const auto& name) { add_evm(name, permits(1'000), 1, EvmFloor(4, 128)); }},
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
