#include <coldquill/base/columns.h>
#include <coldquill/base/text.h>
#include <coldquill/model/review.h>

namespace coldquill {
namespace {

std::string padded(std::string_view text, std::size_t width) {
  std::string out(text);
  if (out.size() < width) out.append(width - out.size(), ' ');
  return out;
}

// Rows begin with a mark, an indent or a bar of ours, and end before the terminal's last column:
// wherever one wraps, no part of a value stands where our own words are.
constexpr std::size_t mark_columns = 3;
constexpr std::size_t source_columns = 8;
constexpr std::size_t before_label = mark_columns + source_columns;
constexpr std::size_t widest_column = 24;  // of labels
constexpr std::size_t free_text_columns = 40;
constexpr std::string_view label_goes_on = "> ";

// The columns that all labels share. One that is longer (a member of typed data) has rows of its
// own.
std::size_t label_columns(const std::vector<Fact>& facts) {
  std::size_t width = 0;
  for (const Fact& fact : facts) {
    const std::size_t columns = most_columns(fact.label);
    if (columns <= widest_column) width = std::max(width, columns);
  }
  return width;
}

std::string joined(const std::vector<std::string_view>& rows, const std::string& between) {
  std::string out;
  for (const std::string_view row : rows) out += (out.empty() ? "" : between) + std::string(row);
  return out;
}

std::string new_row(std::size_t indent, std::string_view mark = {}) {
  return "\n" + std::string(indent, ' ') + std::string(mark);
}

std::string value_text(const Fact& fact, std::size_t indent) {
  if (!fact.free_text) {
    return joined(lines_of_words(fact.value, screen_columns - indent), new_row(indent));
  }
  return "|" + joined(rows_of(fact.value, free_text_columns), "|" + new_row(indent, "|")) + "|";
}

// Up to where the value begins.
std::string label_text(const Fact& fact, std::size_t width, std::size_t indent) {
  const std::size_t columns = most_columns(fact.label);
  if (columns <= width) return fact.label + std::string(width - columns + 2, ' ');
  constexpr std::size_t room = screen_columns - before_label - label_goes_on.size();
  return joined(rows_of(fact.label, room), new_row(before_label, label_goes_on)) + new_row(indent);
}

std::string warning_text(const Warning& warning) {
  const auto rows = lines_of_words(warning.text, screen_columns - mark_columns);
  return " ! " + warning.reason + (warning.acknowledge ? " (to be acknowledged)" : "") +
         new_row(mark_columns) + joined(rows, new_row(mark_columns)) + "\n";
}

std::optional<Money> escaped(std::optional<Money> money) {
  if (!money) return {};
  money->party = escape_text(money->party);
  money->note = escape_text(money->note);
  money->unit.symbol = escape_text(money->unit.symbol);
  money->unit.asset = escape_text(money->unit.asset);
  return money;
}

}  // namespace

Review::Review(std::string family, std::string network, std::string kind)
    : family_(std::move(family)), network_(std::move(network)), kind_(std::move(kind)) {}

void Review::group(std::string heading) {
  group_ = escape_text(heading);
}

void Review::add(NewFact fact) {
  facts_.push_back({group_, std::string(fact.name), escape_text(fact.label),
                    fact.free_text ? escape_free_text(fact.value) : escape_text(fact.value),
                    escape_text(fact.raw), fact.source, fact.headline, fact.free_text,
                    escaped(std::move(fact.money)), fact.address});
}

void Review::warn(PlanWarning warning) {
  warnings_.push_back({std::string(warning.reason->id), escape_text(warning.text),
                       warning.acknowledge, escape_text(warning.subject),
                       escaped(std::move(warning.money))});
}

void Review::warn(const std::vector<PlanWarning>& warnings) {
  for (const PlanWarning& warning : warnings) warn(warning);
}

void Review::add_asker(const std::optional<std::string>& asked_by) {
  if (!asked_by) return;
  group("Request");
  add({.name = "asked_by",
       .label = "asked by",
       .value = *asked_by,
       .source = Source::claimed,
       .free_text = true});
}

std::string Review::title() const {
  return family_ + " " + kind_ + (network_.empty() ? "" : " on " + network_);
}

bool Review::has(std::string_view name) const {
  return std::ranges::find(facts_, name, &Fact::name) != facts_.end();
}

std::string Review::text() const {
  constexpr std::size_t usual_line = 96;
  std::string out;
  out.reserve((facts_.size() + 2) * usual_line);
  out += title() + "\n";
  const std::size_t width = label_columns(facts_);
  const std::size_t indent = before_label + width + 2;
  const std::string* heading = nullptr;
  for (const Fact& fact : facts_) {
    if (heading == nullptr || *heading != fact.group) out += "\n" + fact.group + "\n";
    heading = &fact.group;
    out += fact.headline ? " * " : "   ";
    out += padded(name_of(fact.source), source_columns) + label_text(fact, width, indent) +
           value_text(fact, indent) + "\n";
  }
  if (!warnings_.empty()) out += "\nWarnings\n";
  for (const Warning& warning : warnings_) out += warning_text(warning);
  return out;
}

Result<void> check_review_length(std::string_view text) {
  const auto lines = static_cast<std::size_t>(std::ranges::count(text, '\n'));
  if (lines <= most_review_lines) return {};
  return Error(E_REVIEW_TOO_LONG, "its review has " + std::to_string(lines) + " lines, more than " +
                                      std::to_string(most_review_lines));
}

}  // namespace coldquill
