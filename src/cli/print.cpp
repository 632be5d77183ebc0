#include "print.h"

#include <coldquill/base/hex.h>
#include <coldquill/base/text.h>
#include <coldquill/codec/bytewords.h>

#include <coldquill/screen/review_rows.h>

#include <functional>
#include <set>

namespace coldquill::cli {
namespace {

const Row legend[] = {
    {},
    {"signed: part of what you sign   proven: checked by hash or re-derived from keys"},
    {"claimed: only the request says so   local: from our own tables   * read first"}};

Json hex_or_null(const std::optional<ConsentId>& id) {
  return id ? Json(to_hex(id->bytes)) : Json(nullptr);
}

Json amount_json(const Uint256& amount, const Unit& unit) {
  return {{"raw", amount.text()}, {"text", amount_text(amount, unit)}};
}

Json unit_json(const Unit& unit) {
  return {{"network", unit.network},
          {"asset", unit.asset},
          {"symbol", unit.symbol},
          {"decimals", unit.decimals},
          {"source", name_of(unit.source)}};
}

Json money_json(const Money& money) {
  return {{"role", name_of(money.role)},   {"amount", money.amount.text()},
          {"unit", unit_json(money.unit)}, {"party", money.party},
          {"unlimited", money.unlimited},  {"at_most", money.at_most},
          {"maybe_id", money.maybe_id},    {"note", money.note}};
}

Json facts_json(const Review& review) {
  Json out = Json::array();
  for (const Fact& fact : review.facts()) {
    out.push_back({{"group", fact.group},
                   {"name", fact.name},
                   {"label", fact.label},
                   {"value", fact.value},
                   {"raw", fact.raw},
                   {"source", name_of(fact.source)},
                   {"headline", fact.headline}});
    if (fact.money) out.back()["money"] = money_json(*fact.money);
  }
  return out;
}

Json warnings_json(const Draft& draft) {
  Json out = Json::array();
  const Digest32 jobs = hash_of(draft.jobs());
  for (const Warning& warning : draft.review().warnings()) {
    out.push_back(
        {{"reason", warning.reason}, {"text", warning.text}, {"acknowledge", warning.acknowledge}});
    const std::string token = token_of(draft.fingerprint(), jobs, warning).text();
    out.back()["token"] = warning.acknowledge ? Json(token) : Json(nullptr);
  }
  return out;
}

// Copies of one request move the same coins.
std::vector<NamedReview> distinct_reviews(const Sitting& sitting) {
  std::vector<NamedReview> out;
  std::set<Digest32> seen;
  for (const Sitting::Part& part : sitting.parts()) {
    if (!seen.insert(part.draft.fingerprint().bytes).second) continue;
    out.push_back({part.opened.intake.name, &part.draft.review(), part.draft.jobs().size()});
  }
  return out;
}

Json part_json(const Sitting::Part& part) {
  const Review& review = part.draft.review();
  return {{"name", whole_name(part.opened.intake)},
          {"payload", part.opened.spoken},
          {"fingerprint", to_hex(part.draft.fingerprint().bytes)},
          {"consent_id", hex_or_null(part.draft.consent_id())},
          {"family", review.family()},
          {"network", review.network()},
          {"kind", review.kind()},
          {"text", review.text()},
          {"facts", facts_json(review)},
          {"warnings", warnings_json(part.draft)}};
}

Json machine_json(const std::vector<MachineWarning>& machine) {
  Json out = Json::array();
  for (const MachineWarning& warning : machine) {
    out.push_back({{"reason", warning.reason}, {"text", warning.text}});
  }
  return out;
}

Json total_json(const Total& total, const Unit& unit) {
  Json out{{"count", total.count}, {"unlimited", total.unlimited}, {"maybe_ids", total.maybe_ids}};
  const bool has_sum = !unit.symbol.empty() && !total.overflow;
  out["sum"] = has_sum ? amount_json(total.sum, unit) : Json(nullptr);
  out["largest"] = total.largest ? money_json(*total.largest) : Json(nullptr);
  out["at_most"] = total.at_most;
  out["claimed"] = total.claimed;
  return out;
}

// A row a unit; roles that do not occur are left out.
Json sums_json(const std::vector<NamedReview>& reviews) {
  Totals totals;
  for (const NamedReview& named : reviews) totals.add(*named.review);
  Json out = Json::array();
  for (const UnitTotals& unit : totals.units()) {
    Json row = unit_json(unit.unit);
    for (const MoneyRole role : money_roles) {
      const Total& total = unit.of(role);
      if (total.empty()) continue;
      row[std::string(name_of(role))] = total_json(total, unit.unit);
    }
    out.push_back(std::move(row));
  }
  return out;
}

std::size_t signatures_of(const Sitting& sitting) {
  std::size_t out = 0;
  for (const Sitting::Part& part : sitting.parts()) out += part.draft.jobs().size();
  return out;
}

Json totals_json(const Sitting& sitting) {
  return {{"payloads", sitting.parts().size()},
          {"signatures", signatures_of(sitting)},
          {"sums", sums_json(distinct_reviews(sitting))},
          {"remarks", sitting.remarks()}};
}

// What stands around the reviews is the same as canonical text and on a screen.
std::string heading_of(const Sitting::Part& part) {
  return part.opened.intake.name + ": " + part.opened.spoken;
}

void add_ids(Rows& rows, const Sitting::Part& part, const std::string& challenge) {
  rows.insert(rows.end(), {Row{}, Row{"fingerprint  " + to_hex(part.draft.fingerprint().bytes)}});
  if (challenge.empty()) return;
  rows.push_back({"compare      " + comparison_words(part.draft.fingerprint(), challenge)});
}

void add_totals(Rows& rows, const Sitting& sitting, std::size_t columns) {
  if (sitting.parts().size() < 2) return;
  add_text(rows,
           "All " + std::to_string(sitting.parts().size()) + " together, " +
               std::to_string(signatures_of(sitting)) + " signatures",
           0, columns);
  Rows sums = totals_rows(distinct_reviews(sitting), sitting.remarks(), columns);
  std::ranges::move(sums, std::back_inserter(rows));
  rows.push_back({});
}

using ReviewRows = std::function<void(Rows&, const Review&)>;

Rows all_rows(const Sitting& sitting, const std::string& challenge, std::size_t columns,
              const ReviewRows& add_review) {
  Rows rows;
  for (const Sitting::Part& part : sitting.parts()) {
    add_text(rows, heading_of(part), 0, columns);
    rows.push_back({});
    add_review(rows, part.draft.review());
    add_ids(rows, part, challenge);
    rows.push_back({});
  }
  add_totals(rows, sitting, columns);
  if (const auto id = sitting.consent_id()) rows.push_back({"consent id   " + to_hex(id->bytes)});
  rows.insert(rows.end(), std::begin(legend), std::end(legend));
  return rows;
}

}  // namespace

std::string printed(const Json& json) {
  return json.text() + "\n";
}

std::string comparison_words(const Fingerprint& fingerprint, const std::string& challenge) {
  const Digest32 digest = Sha256().put(view_of(challenge)).put(fingerprint.bytes).digest();
  return bytewords_phrase(ByteView(digest).first(6));
}

std::vector<NamedReview> named_reviews(const Sitting& sitting) {
  std::vector<NamedReview> out;
  for (const Sitting::Part& part : sitting.parts()) {
    out.push_back({part.opened.intake.name, &part.draft.review(), part.draft.jobs().size()});
  }
  return out;
}

std::string review_text(const Sitting& sitting, const std::string& challenge) {
  constexpr std::size_t unbroken = ~std::size_t{0} / 2;
  const auto lines_of = [](Rows& rows, const Review& review) {
    const std::string text = review.text();
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = text.find('\n', at);
      rows.push_back({text.substr(at, end - at)});
      at = end + 1;
    }
  };
  return painted(all_rows(sitting, challenge, unbroken, lines_of), false);
}

Rows sitting_rows(const Sitting& sitting, const std::string& challenge, std::size_t columns) {
  return all_rows(sitting, challenge, columns, [&](Rows& rows, const Review& review) {
    std::ranges::move(review_rows(review, columns), std::back_inserter(rows));
  });
}

Json review_json(const Sitting& sitting, const std::vector<MachineWarning>& machine,
                 const std::string& challenge) {
  Json payloads = Json::array();
  for (const Sitting::Part& part : sitting.parts()) {
    payloads.push_back(part_json(part));
    if (challenge.empty()) continue;
    payloads.back()["compare"] = comparison_words(part.draft.fingerprint(), challenge);
  }
  Json out;
  if (payloads.size() == 1) {
    out = payloads.front();
  } else {
    out["consent_id"] = hex_or_null(sitting.consent_id());
    out["totals"] = totals_json(sitting);
    out["payloads"] = std::move(payloads);
  }
  out["machine"] = machine_json(machine);
  return out;
}

}  // namespace coldquill::cli
