// The laws, over requests with so many inputs and outputs that each of them is one line. Changes of
// fields alone: to prepare one takes as long as a hundred short ones.
#include <psbt_builder.h>

#include "laws.h"

namespace coldquill::bitcoin {
namespace {

using namespace laws;
using test::Proofs;
using test::PsbtBuilder;
using test::Wallet;
using enum SingleKeyForm;

constexpr std::size_t many = 120;

const Wallet& me() {
  return Wallet::abandon();
}

std::string own_path(std::size_t branch, std::size_t index) {
  return "m/3'/" + std::to_string(branch) + "/" + std::to_string(index);
}

Bytes somebodys(std::size_t i) {
  return p2wpkh_script(hash160(view_of("somebody " + std::to_string(i))));
}

// Coins of ours and of others, proven and not.
PsbtBuilder long_request(SingleKeyForm form) {
  PsbtBuilder builder;
  for (std::size_t i = 0; i < many; ++i) {
    const Proofs proofs = i % 2 == 0 ? Proofs::both : Proofs::utxo;
    if (i % 4 < 2) {
      builder.spend(me(), own_path(0, i), form, 100'000 + i, proofs);
    } else {
      builder.foreign(form, 100'000 + i, proofs);
    }
  }
  for (std::size_t i = 0; i < many; ++i) {
    builder.pay(somebodys(i), 50'000 + i);
    builder.back(me(), own_path(1, i), form, 40'000 + i);
  }
  return builder;
}

Context context_for(const PsbtBuilder& builder) {
  return me().context(Bitcoin::key_origins(*Bitcoin::decode(builder.payload())));
}

using Change = std::function<void(PsbtBuilder&)>;

void move_paid(PsbtBuilder& b, std::size_t from, std::size_t to) {
  b.tx().outputs[from].value -= 7;
  b.tx().outputs[to].value += 7;
}

void swap_outputs(PsbtBuilder& b, std::size_t i, std::size_t j) {
  std::swap(b.tx().outputs[i], b.tx().outputs[j]);
  std::swap(b.output(i), b.output(j));
}

void swap_inputs(PsbtBuilder& b, std::size_t i, std::size_t j) {
  std::swap(b.tx().inputs[i], b.tx().inputs[j]);
  std::swap(b.input(i), b.input(j));
}

void say_less(PsbtBuilder& b, std::size_t i) {
  TxOut said = b.previous(i).outputs[1];
  said.value -= 3;
  b.set_utxo(i, said);
  b.input(i).remove(input_type::non_witness_utxo);
}

std::vector<Change> changes() {
  std::vector<Change> out{[](auto& b) { b.tx().lock_time = 800'000; },
                          [](auto& b) { b.tx().version = 3; }};
  for (const std::size_t i : {0u, 1u, 2u, 3u, 58u, 59u, 118u, 119u}) {
    const std::size_t other = (i + 4) % many;
    out.push_back([i](auto& b) { b.tx().inputs[i].sequence ^= 1; });
    out.push_back([i](auto& b) { b.tx().inputs[i].sequence = 144; });
    out.push_back([i](auto& b) { say_less(b, i); });
    out.push_back([=](auto& b) { swap_inputs(b, i, other); });
    out.push_back([=](auto& b) { swap_outputs(b, i, i + 1); });
    out.push_back([=](auto& b) { swap_outputs(b, i, other); });
    out.push_back([=](auto& b) { move_paid(b, 2 * i, 2 * other); });
    out.push_back([=](auto& b) { move_paid(b, 2 * i + 1, 2 * other + 1); });
    out.push_back([i](auto& b) { b.tx().outputs[2 * i].script = somebodys(1'000); });
    out.push_back([i](auto& b) { b.output(2 * i + 1).fields.clear(); });
  }
  return out;
}

// What is broken, by a review from which facts of this name are left out.
Verdict compared(SingleKeyForm form, const std::string& left_out = {}) {
  const Lens lens{[&](std::vector<Fact>& facts) {
                    std::erase_if(facts, [&](const Fact& f) { return f.name == left_out; });
                  },
                  {}};
  const PsbtBuilder honest = long_request(form);
  const Context context = context_for(honest);
  const auto base = see<Bitcoin>(honest.payload(), context);
  if (!base) return {{base.error().what()}, 0};
  Baseline baseline(*base, lens);
  int number = 0;
  for (const Change& change : changes()) {
    PsbtBuilder other = honest;
    change(other);
    const auto seen = see<Bitcoin>(other.payload(), context);
    if (seen) baseline.compare(*seen, "change " + std::to_string(number));
    ++number;
  }
  return baseline.verdict();
}

TEST(BitcoinLongLaws, VisibilityAndHonesty) {
  for (const SingleKeyForm form : {p2wpkh, p2tr}) {
    const Verdict verdict = compared(form);
    EXPECT_EQ(verdict.broken, Lines()) << name_of(form);
    EXPECT_GT(verdict.checked, changes().size() * 3 / 4);
  }
}

TEST(BitcoinLongLaws, CanFail) {
  for (const char* fact : {"input", "payment", "change"}) {
    EXPECT_FALSE(compared(p2wpkh, fact).broken.empty()) << fact;
  }
}

TEST(BitcoinLongLaws, EachIsOneLineAndHasItsMoney) {
  const PsbtBuilder builder = long_request(p2wpkh);
  const auto seen = see<Bitcoin>(builder.payload(), context_for(builder));
  ASSERT_TRUE(seen.ok());
  const auto count = [&](std::string_view name) {
    return std::ranges::count(seen->facts, name, &Fact::name);
  };
  EXPECT_EQ(count("input"), many);
  EXPECT_EQ(count("input_said"), many / 4);  // amounts of others without proof
  EXPECT_EQ(count("payment"), many);
  EXPECT_EQ(count("change"), many);
  EXPECT_EQ(std::ranges::count_if(seen->facts, [](const Fact& f) { return !!f.money; }),
            2 * many + 1);
  EXPECT_LT(seen->facts.size(), 4 * many);
  for (const Fact& fact : seen->facts) {
    EXPECT_EQ(fact.headline, fact.money || fact.name == "network" || fact.name == "net")
        << fact.name;
  }
}

// What nodes relay is within the limit of a review.
std::size_t lines_of_review(const PsbtBuilder& builder) {
  const auto draft = RequestOf<Bitcoin>(*Bitcoin::decode(builder.payload())).prepare({});
  EXPECT_TRUE(draft.ok()) << draft.error().what();
  const std::string text = draft->review().text();
  return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

TEST(BitcoinLongLaws, TheLargestTransactionsFitIntoAReview) {
  constexpr std::size_t limit = most_review_lines;
  PsbtBuilder inputs;
  for (int i = 0; i < 1'450; ++i) inputs.foreign(p2wpkh, 1'000, Proofs::utxo);
  inputs.pay(1'000);
  EXPECT_LT(lines_of_review(inputs), limit);
  PsbtBuilder outputs;
  outputs.foreign(p2wpkh, 100'000'000);
  for (std::size_t i = 0; i < 3'200; ++i) outputs.pay(somebodys(i), 1'000);
  EXPECT_LT(lines_of_review(outputs), limit);
}

}  // namespace
}  // namespace coldquill::bitcoin
