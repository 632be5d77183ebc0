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

inline constexpr std::size_t question = 5;
struct Size {
  std::size_t columns, rows;
};
inline constexpr Size sizes[] = {{80, 24}, {60, 16}, {132, 50}};

inline bool moves(const Fact& fact) {
  return fact.money && (fact.headline || fact.money->unlimited || !fact.money->amount.zero());
}

inline bool leaves(const Fact& fact) {
  return moves(fact) && fact.money->role != MoneyRole::receives &&
         fact.money->role != MoneyRole::fee;
}

// Every amount that leaves and who gets it, the fee, and what comes back as a sum.
inline Lines money_of(const Review& review) {
  Lines out;
  Totals totals;
  totals.add(review);
  for (const UnitTotals& unit : totals.units()) {
    const Total& back = unit.of(MoneyRole::receives);
    if (back.count > 0 && unit.has_sums()) out.push_back(amount_text(back.sum, unit.unit));
  }
  for (const Fact& fact : review.facts()) {
    if (!moves(fact) || fact.money->role == MoneyRole::receives) continue;
    out.push_back(fact.money->unit.symbol.empty() ? fact.value : amount_text(*fact.money));
    out.push_back(fact.money->note);
    if (leaves(fact)) out.push_back(fact.money->party);
  }
  return out;
}

// What a decision that stands there whole must show: the money, what else is a headline, every
// warning.
inline Lines essential(const Review& review) {
  Lines out = money_of(review);
  for (const Fact& fact : review.facts()) {
    if (fact.headline && !fact.money) out.push_back(fact.value);
  }
  for (const Warning& warning : review.warnings()) {
    out.push_back(warning.reason);
    out.push_back(warning.text);
  }
  return out;
}

// And one that is summed up: the reasons of all warnings; up to three payments as they are, and of
// more the sums.
inline Lines essential_sums(const Review& review) {
  Lines out;
  for (const Warning& warning : review.warnings()) out.push_back(warning.reason);
  if (std::ranges::count_if(review.facts(), leaves) <= 3) {
    const Lines money = money_of(review);
    out.insert(out.end(), money.begin(), money.end());
    return out;
  }
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
inline bool can_be_skipped(const Rows& all, std::size_t rows) {
  const bool something =
      all.size() > rows && std::ranges::any_of(std::span(all).subspan(rows), &Row::must_see);
  return something && Page(all, rows - 1, true).may_leave();
}

inline void look_at(const Review& review, const Size& size, Lines& broken) {
  using test::Emulator;
  const std::string where =
      " (" + std::to_string(size.columns) + "x" + std::to_string(size.rows) + ")";
  const auto tell = [&](const std::string& what) { broken.push_back("sight: " + what + where); };
  const Decision decision =
      decide({{"x", &review}}, {}, size.columns, std::max<std::size_t>(size.rows, 16) - question);
  Emulator screen(size.columns, size.rows);
  screen.feed(painted(decision.rows, true));
  for (std::size_t i = 1; i < question; ++i) screen.feed("question\n");
  if (screen.scrolled() > 0) tell("the decision scrolls off the screen");
  if (screen.overlong() > 0) tell("a row of the decision is too long");
  const std::string shown = screen.squeezed();
  // Names of units, and what is said beside amounts, can be longer than a small window has room
  // for.
  const bool is_cut = shown.find("moreinthereviewabove") != shown.npos;
  for (const std::string& part : decision.whole ? essential(review) : essential_sums(review)) {
    if (shown.find(Emulator::squeeze(part)) == shown.npos && !is_cut) {
      tell("not on the screen: " + part);
    }
  }
  const Rows all = review_rows(review, size.columns);
  Emulator pages(size.columns, all.size() + 1);
  pages.feed(painted(all, true));
  if (pages.overlong() > 0) tell("a row of the review is too long");
  if (pages.squeezed() != Emulator::squeeze(review.text())) tell("the pages say something else");
  if (!decision.whole && can_be_skipped(all, size.rows)) {
    tell("what is not on the screen can be skipped");
  }
}

}  // namespace sight_details

inline Verdict sight_of(const Review& review) {
  Verdict verdict{{}, 1};
  for (const auto& size : sight_details::sizes) {
    sight_details::look_at(review, size, verdict.broken);
  }
  return verdict;
}

template <FamilyOf F>
Verdict sight(const Case& c, const Lens& lens = {}) {
  const auto seen = see<F>(c.payload, c.context, lens);
  return seen ? sight_of(review_of(*seen)) : Verdict{};
}

}  // namespace coldquill::laws
