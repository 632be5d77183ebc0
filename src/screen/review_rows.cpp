#include <coldquill/base/columns.h>
#include <coldquill/screen/review_rows.h>

#include <algorithm>

namespace coldquill {
namespace {

constexpr std::size_t source_columns = 8;
// Leaves room for an address in groups of four (52 columns) in a window of 80.
constexpr std::size_t widest_label = 14;

std::size_t label_columns(const Review& review) {
  std::size_t widest = 0;
  for (const Fact& fact : review.facts()) widest = std::max(widest, most_columns(fact.label));
  return std::min(widest, widest_label);
}

void add_fact(Rows& rows, const Fact& fact, std::size_t label, std::size_t columns) {
  std::string before = fact.headline ? " * " : "   ";
  before += name_of(fact.source);
  before.append(3 + source_columns - before.size(), ' ');
  add_labelled(rows,
               {.before = std::move(before),
                .label = fact.label,
                .value = fact.value,
                .label_columns = label,
                .tone = fact.headline ? Tone::strong : Tone::plain,
                .must_see = fact.headline,
                .address = fact.address,
                .free_text = fact.free_text},
               columns);
}

}  // namespace

void add_warning(Rows& rows, const Warning& warning, std::size_t columns) {
  add_text(rows, "! " + warning.reason + (warning.acknowledge ? " (to be acknowledged)" : ""), 1,
           columns, Tone::warning, true);
  for (const std::string& row : wrapped_in_groups(warning.text, columns - 3)) {
    rows.push_back({"   " + row, Tone::plain, true});
  }
}

Rows review_rows(const Review& review, std::size_t columns) {
  Rows rows;
  add_text(rows, review.title(), 0, columns, Tone::plain, true);
  const std::size_t label = label_columns(review);
  const std::string* heading = nullptr;
  for (const Fact& fact : review.facts()) {
    if (heading == nullptr || *heading != fact.group) {
      rows.push_back({});
      add_text(rows, fact.group, 0, columns);
    }
    heading = &fact.group;
    add_fact(rows, fact, label, columns);
  }
  if (!review.warnings().empty()) rows.insert(rows.end(), {Row{}, Row{"Warnings"}});
  for (const Warning& warning : review.warnings()) add_warning(rows, warning, columns);
  return rows;
}

}  // namespace coldquill
