#include <coldquill/base/columns.h>
#include <coldquill/screen/decision.h>
#include <coldquill/screen/review_rows.h>

#include <algorithm>
#include <map>
#include <set>

namespace coldquill {
namespace {

constexpr std::size_t most_payments = 3;  // that stand there whole
constexpr std::size_t most_names = 4;     // of requests, in one sentence
// Columns of labels; an address in groups of four has room beside the widest.
constexpr std::size_t narrowest_label = 12, widest_label = 16;

std::string counted(std::size_t count, std::string_view one, std::string_view several) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : several);
}

std::string_view label_of(MoneyRole role) {
  switch (role) {
    case MoneyRole::pays:
      return "pays";
    case MoneyRole::receives:
      return "comes back";
    case MoneyRole::fee:
      return "fee";
    case MoneyRole::allowance:
      return "may take";
    case MoneyRole::burns:
      return "burns";
  }
  COLDQUILL_ASSERT(false);
}

std::string noun_of(MoneyRole role, std::size_t count) {
  switch (role) {
    case MoneyRole::pays:
      return counted(count, "payment", "payments");
    case MoneyRole::receives:
      return counted(count, "output", "outputs");
    case MoneyRole::fee:
      return counted(count, "fee", "fees");
    case MoneyRole::allowance:
      return counted(count, "allowance", "allowances");
    case MoneyRole::burns:
      return counted(count, "output", "outputs");
  }
  COLDQUILL_ASSERT(false);
}

bool leaves(MoneyRole role) {
  return role == MoneyRole::pays || role == MoneyRole::burns || role == MoneyRole::allowance;
}

// What moves nothing and is no headline is the zero beside a call or a note on the chain.
bool is_shown(const Fact& fact) {
  return fact.headline || fact.money->unlimited || !fact.money->amount.zero();
}

std::string with_note(std::string text, const Money& money) {
  return money.note.empty() ? text : text + ", " + money.note;
}

std::string marked(std::string text, Source source) {
  return source == Source::claimed ? text + " (claimed)" : text;
}

// What a money row says already: the "to" or "spender" beside an amount.
bool is_told_with_money(const Review& review, const Fact& fact) {
  if (fact.label != "to" && fact.label != "spender") return false;
  return std::ranges::any_of(review.facts(), [&](const Fact& other) {
    return other.money && other.group == fact.group && is_shown(other) &&
           leaves(other.money->role) && other.money->party == fact.value;
  });
}

// One thing that a person decides about.
struct Item {
  Rows rows{};
  bool money = false;
};

// Everything of one request that stands above the question, item by item.
class Items {
 public:
  Items(const Review& review, std::size_t columns) : review_(review), columns_(columns) {
    totals_.add(review_);
    for (const Fact& fact : review_.facts()) {
      if (fact.headline) labels_ = std::max(labels_, most_columns(fact.label));
    }
    labels_ = std::min(labels_, widest_label);
  }

  std::vector<Item> run() {
    for (const Fact& fact : review_.facts()) {
      if (fact.money) {
        if (is_shown(fact)) money(fact);
      } else if (fact.headline && !is_told_with_money(review_, fact)) {
        headline(fact);
      }
    }
    return std::move(items_);
  }

 private:
  void put(Item& item, const Fact& fact, std::string_view label, std::string value, bool address) {
    add_labelled(item.rows,
                 {.before = " ",
                  .label = label,
                  .value = marked(std::move(value), fact.source),
                  .label_columns = labels_,
                  .tone = Tone::strong,
                  .must_see = true,
                  .address = address,
                  .free_text = fact.free_text},
                 columns_);
  }

  void headline(const Fact& fact) {
    items_.emplace_back();
    put(items_.back(), fact, fact.label, fact.value, fact.address);
  }

  void money(const Fact& fact) {
    const Money& money = *fact.money;
    if (money.role == MoneyRole::receives) return comes_back(fact);
    std::string text = money.unit.symbol.empty() ? fact.value : amount_text(money);
    items_.push_back({.money = true});
    put(items_.back(), fact, label_of(money.role), with_note(std::move(text), money), false);
    if (!leaves(money.role) || money.party.empty()) return;
    put(items_.back(), fact, money.role == MoneyRole::allowance ? "  spender" : "  to", money.party,
        true);
  }

  // All that comes back in one unit is one line.
  void comes_back(const Fact& fact) {
    const UnitTotals& unit =
        *std::ranges::find(totals_.units(), fact.money->unit, &UnitTotals::unit);
    if (!come_back_.insert(unit.unit.network + unit.unit.asset + unit.unit.symbol).second) return;
    const Total& total = unit.of(MoneyRole::receives);
    const bool one = total.count + total.maybe_ids == 1;
    std::string text = one && !unit.has_sums() ? fact.value : amount_text(total.sum, unit.unit);
    if (!one) text += " in " + noun_of(MoneyRole::receives, total.count);
    Fact shown = fact;
    if (total.claimed) shown.source = Source::claimed;
    items_.push_back({.money = true});
    put(items_.back(), shown, label_of(MoneyRole::receives),
        one ? with_note(std::move(text), *fact.money) : text, false);
  }

  const Review& review_;
  std::size_t columns_;
  std::size_t labels_ = narrowest_label;
  Totals totals_;
  std::set<std::string> come_back_;
  std::vector<Item> items_;
};

// Of one fee what is said beside it; of several their share of all that leaves.
std::string with_fee_words(std::string text, const UnitTotals& unit) {
  const Total& fees = unit.of(MoneyRole::fee);
  if (fees.count == 1) return with_note(std::move(text), *fees.largest);
  const bool pays = !unit.of(MoneyRole::pays).sum.zero() || !unit.of(MoneyRole::burns).sum.zero();
  const auto share = Totals::fee_share(unit);
  if (!pays || !share) return text;
  return text + ", " + share_text(*share) + " of all payments and fees";
}

// One role of one unit: what it sums up to, of how many, and which is the largest.
std::string sum_text(const UnitTotals& unit, MoneyRole role) {
  const Total& total = unit.of(role);
  std::string out;
  const std::size_t numbers = total.maybe_ids + (unit.has_sums() ? 0 : total.count);
  if (numbers > 0) {
    out =
        counted(numbers, "number", "numbers") + ", not summed: amounts or NFTs, nobody knows here";
  }
  if (unit.has_sums() && total.count > 0) {
    out = total.overflow ? "more than can be counted"
                         : (total.at_most ? "at most " : "") + amount_text(total.sum, unit.unit);
    if (total.count > 1) out += " in " + noun_of(role, total.count);
    if (role == MoneyRole::fee) out = with_fee_words(std::move(out), unit);
  }
  if (total.unlimited > 0) {
    out += (out.empty() ? "" : "; ") + amount_text({.unit = unit.unit, .unlimited = true}) +
           " in " + noun_of(role, total.unlimited);
  }
  if (total.count > 1 && leaves(role) && unit.has_sums()) {
    out += "; the largest " + amount_text(*total.largest);
    if (!total.largest->party.empty()) out += " to " + total.largest->party;
  }
  return total.claimed ? out + " (partly claimed)" : out;
}

void sum_rows(Rows& rows, const UnitTotals& unit, std::size_t columns) {
  for (const MoneyRole role : {MoneyRole::pays, MoneyRole::burns, MoneyRole::allowance,
                               MoneyRole::fee, MoneyRole::receives}) {
    const Total& total = unit.of(role);
    if (total.empty()) continue;
    add_labelled(rows,
                 {.before = " ",
                  .label = label_of(role),
                  .value = sum_text(unit, role),
                  .tone = Tone::strong,
                  .must_see = true,
                  .address = true},
                 columns);
  }
}

void unit_rows(Rows& rows, const UnitTotals& unit, std::size_t columns) {
  add_text(
      rows,
      unit.unit.network + ", " + (unit.has_sums() ? unit.unit.symbol : "a unit that is not known"),
      0, columns, Tone::plain, true);
  if (!unit.unit.asset.empty()) {
    add_labelled(rows,
                 {.before = " ",
                  .label = "contract",
                  .value = unit.unit.asset,
                  .must_see = true,
                  .address = true},
                 columns);
  }
  sum_rows(rows, unit, columns);
}

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < std::min(names.size(), most_names); ++i) {
    out += (i == 0 ? "" : ", ") + names[i];
  }
  if (names.size() > most_names) {
    out += " and " + std::to_string(names.size() - most_names) + " more";
  }
  return out;
}

std::vector<std::string> without_money(const std::vector<NamedReview>& reviews) {
  std::vector<std::string> out;
  for (const NamedReview& named : reviews) {
    if (!Totals().add(*named.review)) out.push_back(named.name);
  }
  return out;
}

std::string session_title(const std::vector<NamedReview>& reviews) {
  std::size_t signatures = 0;
  for (const NamedReview& named : reviews) signatures += named.signatures;
  return counted(reviews.size(), "request", "requests") + ", " +
         counted(signatures, "signature", "signatures");
}

// "! 5 warnings: E_FEE_HIGH 3 times, E_UNKNOWN_TOKEN"
void warning_counts(Rows& rows, const std::vector<NamedReview>& reviews, std::size_t columns) {
  std::map<std::string, std::size_t> counts;
  std::size_t all = 0;
  for (const NamedReview& named : reviews) {
    for (const Warning& warning : named.review->warnings()) {
      ++counts[warning.reason];
      ++all;
    }
  }
  std::string out = "! " + counted(all, "warning", "warnings") + ": ";
  for (const auto& [reason, count] : counts) {
    out += (out.ends_with(": ") ? "" : ", ") + reason;
    if (count > 1) out += " " + std::to_string(count) + " times";
  }
  add_text(rows, out, 1, columns, Tone::warning, true);
}

void add_remarks(Rows& rows, const std::vector<std::string>& remarks, std::size_t columns) {
  for (const std::string& remark : remarks) {
    add_text(rows, "! " + remark, 1, columns, Tone::warning, true);
  }
}

Rows warnings_of(const std::vector<NamedReview>& reviews, std::size_t columns) {
  Rows out;
  for (const NamedReview& named : reviews) {
    for (const Warning& warning : named.review->warnings()) add_warning(out, warning, columns);
  }
  return out;
}

bool has_warnings(const std::vector<NamedReview>& reviews) {
  return std::ranges::any_of(reviews, [](const auto& n) { return !n.review->warnings().empty(); });
}

void append_rows(Rows& rows, Rows more) {
  std::ranges::move(more, std::back_inserter(rows));
}

std::size_t payments_of(const std::vector<NamedReview>& reviews) {
  std::size_t out = 0;
  for (const NamedReview& named : reviews) {
    out +=
        static_cast<std::size_t>(std::ranges::count_if(named.review->facts(), [](const Fact& fact) {
          return fact.money && leaves(fact.money->role) && is_shown(fact);
        }));
  }
  return out;
}

Rows title_rows(const NamedReview& named, std::size_t number, std::size_t columns) {
  Rows out;
  std::string title = named.review->title();
  if (number > 0) title = std::to_string(number) + ". " + named.name + ": " + title;
  add_text(out, title, 0, columns, Tone::strong, true);
  return out;
}

// The items of all requests, each below its title; of money alone, or everything.
Rows request_rows(const std::vector<NamedReview>& reviews, std::size_t columns, bool everything) {
  Rows out;
  for (std::size_t i = 0; i < reviews.size(); ++i) {
    append_rows(out, title_rows(reviews[i], reviews.size() > 1 ? i + 1 : 0, columns));
    for (Item& item : Items(*reviews[i].review, columns).run()) {
      if (everything || item.money) append_rows(out, std::move(item.rows));
    }
    if (everything) append_rows(out, warnings_of({reviews[i]}, columns));
  }
  return out;
}

// Rows that count what is left out, for a screen that has no room for it.
Rows cut(Rows rows, std::size_t room) {
  if (rows.size() <= room) return rows;
  const std::size_t more = rows.size() - room + 1;
  rows.resize(room - 1);
  rows.push_back(
      {"   and " + counted(more, "row", "rows") + " more in the review above", Tone::strong, true});
  return rows;
}

// What is no money, as much of it as there is room for; of a long text the beginning. Returns how
// many items are left out or cut.
std::size_t add_headlines(Rows& rows, const std::vector<NamedReview>& reviews, std::size_t columns,
                          std::size_t room) {
  constexpr std::size_t most_rows = 3;  // of one item
  std::size_t missing = 0;
  for (const NamedReview& named : reviews) {
    std::vector<Item> items = Items(*named.review, columns).run();
    std::erase_if(items, &Item::money);
    std::size_t left = items.size();
    // The last one says whose key signs: it has its place before those in the middle.
    const std::size_t last = items.empty() || reviews.size() > 1 ? 0 : items.back().rows.size();
    const bool keeps_last = last > 0 && last <= std::min(room, most_rows);
    if (keeps_last) room -= last;
    for (Item& item : items) {
      const bool is_last = --left == 0;
      const bool whole = item.rows.size() <= most_rows;
      if (is_last && keeps_last) {
        append_rows(rows, std::move(item.rows));
        continue;
      }
      Rows shown = cut(std::move(item.rows), most_rows);
      if (!whole || shown.size() > room) ++missing;
      if (shown.size() > room) {
        room = 0;
        continue;
      }
      room -= shown.size();
      append_rows(rows, std::move(shown));
    }
  }
  return missing;
}

// For what does not stand there whole: money first, then warnings, then everything else.
Rows summed_up(const std::vector<NamedReview>& reviews, const std::vector<std::string>& remarks,
               std::size_t columns, std::size_t room) {
  constexpr std::size_t note_rows = 2;
  Rows rows;
  const bool few = payments_of(reviews) <= most_payments;
  if (few) {
    rows = request_rows(reviews, columns, false);
    add_remarks(rows, remarks, columns);
  } else {
    const std::string title =
        reviews.size() == 1 ? reviews.front().review->title() : session_title(reviews);
    add_text(rows, title, 0, columns, Tone::strong, true);
    append_rows(rows, totals_rows(reviews, remarks, columns));
  }
  Rows warnings;
  if (has_warnings(reviews)) warning_counts(warnings, reviews, columns);
  warnings = cut(std::move(warnings), room / 2);
  rows = cut(std::move(rows), room - warnings.size() - note_rows);
  Rows whole_warnings = warnings_of(reviews, columns);
  if (rows.size() + note_rows + whole_warnings.size() <= room) warnings = std::move(whole_warnings);
  const std::size_t left = room - rows.size() - note_rows - warnings.size();
  const std::size_t missing = add_headlines(rows, reviews, columns, left);
  if (missing > 0) {
    add_text(rows,
             counted(missing, "more line", "more lines") +
                 " marked * in the review above: read them too",
             1, columns, Tone::strong, true);
  }
  append_rows(rows, std::move(warnings));
  return rows;
}

}  // namespace

Rows totals_rows(const std::vector<NamedReview>& reviews, const std::vector<std::string>& remarks,
                 std::size_t columns) {
  Rows rows;
  Totals totals;
  for (const NamedReview& named : reviews) totals.add(*named.review);
  for (const UnitTotals& unit : totals.units()) unit_rows(rows, unit, columns);
  const auto others = reviews.size() > 1 ? without_money(reviews) : std::vector<std::string>();
  if (!others.empty()) {
    add_text(rows, "In no sum, since no amount is known: " + listed(others), 0, columns,
             Tone::strong, true);
  }
  add_remarks(rows, remarks, columns);
  return rows;
}

Decision decide(const std::vector<NamedReview>& reviews, const std::vector<std::string>& remarks,
                std::size_t columns, std::size_t room) {
  Rows whole = request_rows(reviews, columns, true);
  add_remarks(whole, remarks, columns);
  if (payments_of(reviews) <= most_payments && whole.size() <= room)
    return {std::move(whole), true};
  return {summed_up(reviews, remarks, columns, room), false};
}

}  // namespace coldquill
