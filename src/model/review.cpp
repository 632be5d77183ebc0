#include <coldquill/base/text.h>
#include <coldquill/model/review.h>

namespace coldquill {
namespace {

std::string padded(std::string_view text, std::size_t width) {
  std::string out(text);
  if (out.size() < width) out.append(width - out.size(), ' ');
  return out;
}

// Free text in lines of at most 40 octets between bars: wherever a terminal wraps, no part of it
// stands at the start of a line, where our own words are. Characters are not cut in two.
constexpr std::size_t free_text_line = 40;

std::string framed(std::string_view text, std::size_t indent) {
  std::string out;
  do {
    std::size_t length = std::min(free_text_line, text.size());
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80)
      --length;
    // Nor is the name of a code point, [U+202E] at the longest [U+10FFFF].
    const auto name = text.substr(0, length).rfind('[');
    const bool open = name != std::string_view::npos &&
                      text.substr(name, length - name).find(']') == std::string_view::npos;
    if (length < text.size() && open && name > 0 && length - name < 10) length = name;
    out += (out.empty() ? "|" : "\n" + std::string(indent, ' ') + "|");
    out += std::string(text.substr(0, length)) + "|";
    text.remove_prefix(length);
  } while (!text.empty());
  return out;
}

// A label that is longer than a column should be (a member of typed data) stands out of it.
std::size_t widest_label(const std::vector<Fact>& facts) {
  constexpr std::size_t widest_column = 24;
  std::size_t width = 0;
  for (const Fact& fact : facts) width = std::max(width, fact.label.size());
  return std::min(width, widest_column);
}

std::optional<Money> escaped(std::optional<Money> money) {
  if (!money) return {};
  money->party = escape_text(money->party);
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
                    escape_text(fact.value), escape_text(fact.raw), fact.source, fact.headline,
                    fact.free_text, escaped(std::move(fact.money)), fact.address});
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
  const std::size_t width = widest_label(facts_);
  const std::string* heading = nullptr;
  for (const Fact& fact : facts_) {
    if (heading == nullptr || *heading != fact.group) out += "\n" + fact.group + "\n";
    heading = &fact.group;
    out += fact.headline ? " * " : "   ";
    out += padded(name_of(fact.source), 8) + padded(fact.label, width) + "  ";
    out += (fact.free_text ? framed(fact.value, 3 + 8 + width + 2) : fact.value) + "\n";
  }
  if (!warnings_.empty()) out += "\nWarnings\n";
  for (const Warning& warning : warnings_) {
    out += " ! " + warning.reason + (warning.acknowledge ? " (to be acknowledged)" : "") + "\n   " +
           warning.text + "\n";
  }
  return out;
}

Result<void> check_review_length(std::string_view text) {
  const auto lines = static_cast<std::size_t>(std::ranges::count(text, '\n'));
  if (lines <= most_review_lines) return {};
  return Error(E_REVIEW_TOO_LONG, "its review has " + std::to_string(lines) + " lines, more than " +
                                      std::to_string(most_review_lines));
}

}  // namespace coldquill
