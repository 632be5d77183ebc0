// The law of sight: what is decided about stands above the question, on a terminal of 80 by 24, and
// the pages before it show the same words as the canonical text.
#pragma once

#include <coldquill/screen/decision.h>
#include <coldquill/screen/page.h>
#include <coldquill/screen/review_rows.h>
#include <support/emulator.h>

#include "laws.h"

namespace coldquill::laws {

inline Review review_of(const Seen& seen) {
  Review review(seen.family, seen.network, seen.kind);
  for (const Fact& fact : seen.facts) {
    review.group(fact.group);
    review.add({fact.name, fact.label, fact.value, fact.source, fact.raw, fact.headline,
                fact.free_text, fact.money, fact.address});
  }
  for (const Warning& warning : seen.warnings) {
    const Reason reason{warning.reason, Errc::refused, ""};
    review.warn({&reason, warning.text, warning.acknowledge, warning.subject, warning.money});
  }
  return review;
}

namespace sight_details {

inline constexpr std::size_t columns = 80, rows = 24, question = 4;

// What a decision that stands there whole must show: every amount and who gets it, what else is a
// headline, every warning.
inline Lines essential(const Review& review) {
  Lines out;
  std::set<std::string> back;  // is one sum
  for (const Fact& fact : review.facts()) {
    if (!fact.money) {
      if (fact.headline) out.push_back(fact.value);
    } else if (fact.money->role != MoneyRole::receives && fact.headline) {
      out.push_back(fact.money->unit.symbol.empty() ? fact.value : amount_text(*fact.money));
      if (fact.money->role != MoneyRole::fee) out.push_back(fact.money->party);
      out.push_back(fact.money->note);
    }
  }
  for (const Warning& warning : review.warnings()) {
    out.push_back(warning.reason);
    out.push_back(warning.text);
  }
  return out;
}

// And one that is summed up: the reasons of all warnings, and the sums.
inline Lines essential_sums(const Review& review) {
  Lines out;
  for (const Warning& warning : review.warnings()) out.push_back(warning.reason);
  Totals totals;
  totals.add(review);
  if (totals.units().size() > 1) return out;  // of many units as many as there is room for
  for (const UnitTotals& unit : totals.units()) {
    for (const MoneyRole role : money_roles) {
      const Total& total = unit.of(role);
      if (total.count == 0 || !unit.has_sums() || total.overflow) continue;
      out.push_back(amount_text(total.sum, unit.unit));
    }
  }
  return out;
}

// Nobody gets past the pages without having had all of it on the screen.
inline bool can_be_skipped(const Rows& all) {
  const bool something =
      all.size() > rows && std::ranges::any_of(std::span(all).subspan(rows), &Row::must_see);
  return something && Page(all, rows - 1, true).may_leave();
}

}  // namespace sight_details

inline Verdict sight_of(const Review& review) {
  using namespace sight_details;
  using test::Emulator;
  Verdict verdict{{}, 1};
  const auto broken = [&](const std::string& what) { verdict.broken.push_back("sight: " + what); };
  const Decision decision = decide({{"x", &review}}, {}, columns, rows - question);
  Emulator screen(columns, rows);
  screen.feed(painted(decision.rows, true));
  for (std::size_t i = 1; i < question; ++i) screen.feed("question\n");
  if (screen.scrolled() > 0) broken("the decision scrolls off the screen");
  if (screen.overlong() > 0) broken("a row of the decision is too long");
  const std::string shown = screen.squeezed();
  for (const std::string& part : decision.whole ? essential(review) : essential_sums(review)) {
    if (shown.find(Emulator::squeeze(part)) == shown.npos) broken("not on the screen: " + part);
  }
  const Rows all = review_rows(review, columns);
  Emulator pages(columns, all.size() + 1);
  pages.feed(painted(all, true));
  if (pages.overlong() > 0) broken("a row of the review is too long");
  if (pages.squeezed() != Emulator::squeeze(review.text())) broken("the pages say something else");
  if (!decision.whole && can_be_skipped(all)) broken("what is not on the screen can be skipped");
  return verdict;
}

template <FamilyOf F>
Verdict sight(const Case& c, const Lens& lens = {}) {
  const auto seen = see<F>(c.payload, c.context, lens);
  return seen ? sight_of(review_of(*seen)) : Verdict{};
}

}  // namespace coldquill::laws
