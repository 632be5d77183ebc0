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

// Whoever gets or may take something, as the money that is shown names them.
std::set<std::string> parties_of(const Review& review) {
  std::set<std::string> out;
  for (const Fact& fact : review.facts()) {
    if (fact.money && is_shown(fact) && leaves(fact.money->role)) out.insert(fact.money->party);
  }
  return out;
}

// The rows of one request, everything whole.
class Whole {
 public:
  // number: of several requests, from 1; 0 for a single one.
  Whole(const NamedReview& named, std::size_t number, std::size_t columns)
      : review_(*named.review), columns_(columns), parties_(parties_of(review_)) {
    totals_.add(review_);
    std::string title = review_.title();
    if (number > 0) title = std::to_string(number) + ". " + named.name + ": " + title;
    add_text(rows_, title, 0, columns_, Tone::strong, true);
    for (const Fact& fact : review_.facts()) {
      if (fact.headline) labels_ = std::max(labels_, most_columns(fact.label));
    }
    labels_ = std::min(labels_, widest_label);
  }

  Rows run() {
    for (const Fact& fact : review_.facts()) {
      if (fact.money) {
        if (is_shown(fact)) money(fact);
      } else if (fact.headline && !parties_.contains(fact.value)) {
        headline(fact);
      }
    }
    return std::move(rows_);
  }

  [[nodiscard]] std::size_t payments() const { return payments_; }

 private:
  void headline(const Fact& fact) {
    add_labelled(rows_,
                 {.before = " ",
                  .label = fact.label,
                  .value = marked(fact.value, fact.source),
                  .label_columns = labels_,
                  .tone = Tone::strong,
                  .must_see = true,
                  .address = fact.address,
                  .free_text = fact.free_text},
                 columns_);
  }

  void line(std::string_view label, std::string value, Source source, bool address = false) {
    add_labelled(rows_,
                 {.before = " ",
                  .label = label,
                  .value = marked(std::move(value), source),
                  .label_columns = labels_,
                  .tone = Tone::strong,
                  .must_see = true,
                  .address = address},
                 columns_);
  }

  void money(const Fact& fact) {
    const Money& money = *fact.money;
    if (money.role == MoneyRole::receives) return comes_back(fact);
    std::string text = money.unit.symbol.empty() ? fact.value : amount_text(money);
    line(label_of(money.role), with_note(std::move(text), money), fact.source);
    if (!leaves(money.role)) return;
    ++payments_;
    if (!money.party.empty()) {
      line(money.role == MoneyRole::allowance ? "  spender" : "  to", money.party, Source::signed_,
           true);
    }
  }

  // All that comes back in one unit is one line.
  void comes_back(const Fact& fact) {
    const UnitTotals& unit = *unit_of(fact.money->unit);
    if (!come_back_.insert(unit.unit.network + unit.unit.asset).second) return;
    const Total& total = unit.of(MoneyRole::receives);
    std::string text = amount_text(total.sum, unit.unit);
    if (total.count > 1) text += " in " + noun_of(MoneyRole::receives, total.count);
    line(label_of(MoneyRole::receives), std::move(text),
         total.claimed ? Source::claimed : fact.source);
  }

  [[nodiscard]] const UnitTotals* unit_of(const Unit& unit) const {
    return &*std::ranges::find(totals_.units(), unit, &UnitTotals::unit);
  }

  const Review& review_;
  std::size_t columns_;
  std::size_t labels_ = narrowest_label;
  std::set<std::string> parties_;
  Totals totals_;
  std::set<std::string> come_back_;
  std::size_t payments_ = 0;
  Rows rows_;
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

void unit_rows(Rows& rows, const UnitTotals& unit, std::size_t columns) {
  std::string heading = unit.unit.network + ", ";
  heading += unit.has_sums() ? unit.unit.symbol : "a unit that is not known";
  if (!unit.unit.asset.empty()) heading += " " + in_groups(unit.unit.asset);
  add_text(rows, heading, 0, columns, Tone::plain, true);
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

// Headlines that no sum holds; who gets the money is told with it.
std::size_t unsummed_headlines(const Review& review) {
  const std::set<std::string> parties = parties_of(review);
  return static_cast<std::size_t>(std::ranges::count_if(review.facts(), [&](const Fact& fact) {
    return fact.headline && !fact.money && !parties.contains(fact.value);
  }));
}

std::size_t unsummed_headlines(const std::vector<NamedReview>& reviews) {
  std::size_t out = 0;
  for (const NamedReview& named : reviews) out += unsummed_headlines(*named.review);
  return out;
}

void append_rows(Rows& rows, Rows more) {
  std::ranges::move(more, std::back_inserter(rows));
}

Decision whole(const std::vector<NamedReview>& reviews, const std::vector<std::string>& remarks,
               std::size_t columns) {
  Decision out{{}, true};
  std::size_t payments = 0;
  for (std::size_t i = 0; i < reviews.size(); ++i) {
    const NamedReview& named = reviews[i];
    Whole request(named, reviews.size() > 1 ? i + 1 : 0, columns);
    append_rows(out.rows, request.run());
    payments += request.payments();
    append_rows(out.rows, warnings_of({named}, columns));
  }
  add_remarks(out.rows, remarks, columns);
  out.whole = payments <= most_payments;
  return out;
}

// Rows that count what is left out, for a screen that has no room for it.
Rows cut(Rows rows, std::size_t room) {
  if (rows.size() <= room) return rows;
  const std::size_t more = rows.size() - room + 1;
  rows.resize(room - 1);
  rows.push_back(
      {" and " + counted(more, "row", "rows") + " more in the review above", Tone::strong, true});
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
  Decision out = whole(reviews, remarks, columns);
  if (out.whole && out.rows.size() <= room) return out;
  out = {{}, false};
  add_text(out.rows, reviews.size() == 1 ? reviews.front().review->title() : session_title(reviews),
           0, columns, Tone::strong, true);
  Rows warnings = warnings_of(reviews, columns);
  Rows sums = totals_rows(reviews, remarks, columns);
  const std::size_t others = unsummed_headlines(reviews);
  const std::string note =
      counted(others, "more line", "more lines") + " marked * in the review above: read them too";
  if (out.rows.size() + sums.size() + 2 + warnings.size() > room) {
    warnings.clear();
    if (has_warnings(reviews)) warning_counts(warnings, reviews, columns);
  }
  const std::size_t kept = out.rows.size() + warnings.size() + (others > 0 ? 2 : 0);
  append_rows(out.rows, cut(std::move(sums), room - std::min(room - 2, kept)));
  if (others > 0) add_text(out.rows, note, 1, columns, Tone::strong, true);
  append_rows(out.rows, std::move(warnings));
  out.rows = cut(std::move(out.rows), room);
  return out;
}

}  // namespace coldquill
