#include "print.h"

#include <coldquill/base/hex.h>
#include <coldquill/base/text.h>
#include <coldquill/codec/bytewords.h>

#include <set>
#include <sstream>

namespace coldquill::cli {
namespace {

constexpr std::string_view legend =
    "\nsigned: part of what you sign   proven: checked by hash or re-derived from your keys\n"
    "claimed: only the request says so   local: from this program's own tables   * read this "
    "first\n";

// Headlines and warnings stand out; the words are the same with and without colours.
std::string emphasised(const std::string& text) {
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = text.find('\n', at);
    const std::string line = text.substr(at, end - at);
    const bool strong = line.starts_with(" * ");
    const bool warning = line.starts_with(" ! ");
    out += strong ? "\x1b[1m" : warning ? "\x1b[1;31m" : "";
    out += line + (strong || warning ? "\x1b[0m\n" : "\n");
    at = end == std::string::npos ? text.size() : end + 1;
  }
  return out;
}

std::string id_line(std::string_view label, ByteView bytes) {
  return std::string(label) + to_hex(bytes) + "\n";
}

Json hex_or_null(const std::optional<ConsentId>& id) {
  return id ? Json(to_hex(id->bytes)) : Json(nullptr);
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
  }
  return out;
}

Json warnings_json(const Review& review) {
  Json out = Json::array();
  for (const Warning& warning : review.warnings()) {
    out.push_back(
        {{"reason", warning.reason}, {"text", warning.text}, {"acknowledge", warning.acknowledge}});
  }
  return out;
}

Json part_json(const Sitting::Part& part) {
  const Review& review = part.draft.review();
  return {{"name", part.opened.intake.name},
          {"payload", part.opened.spoken},
          {"fingerprint", to_hex(part.draft.fingerprint().bytes)},
          {"consent_id", hex_or_null(part.draft.consent_id())},
          {"family", review.family()},
          {"network", review.network()},
          {"kind", review.kind()},
          {"text", review.text()},
          {"facts", facts_json(review)},
          {"warnings", warnings_json(review)}};
}

Json machine_json(const std::vector<MachineWarning>& machine) {
  Json out = Json::array();
  for (const MachineWarning& warning : machine) {
    out.push_back({{"reason", warning.reason}, {"text", warning.text}});
  }
  return out;
}

// Sums of the facts of one name, by network and unit. Families may count in units of which 64
// bits hold too few, so the digits themselves are added.
using Sums = std::map<std::string, std::string>;

std::string sum_of(std::string_view a, std::string_view b) {
  std::string out;
  unsigned carry = 0;
  for (std::size_t i = 0; i < std::max(a.size(), b.size()) || carry > 0; ++i) {
    unsigned digit = carry;
    if (i < a.size()) digit += static_cast<unsigned>(a[a.size() - 1 - i] - '0');
    if (i < b.size()) digit += static_cast<unsigned>(b[b.size() - 1 - i] - '0');
    out.insert(out.begin(), static_cast<char>('0' + digit % 10));
    carry = digit / 10;
  }
  return out;
}

// The unit behind the first number of a value: "BTC" of "at most 0.5 BTC". Empty when there is
// none.
std::string unit_of(const std::string& value) {
  std::istringstream words(value);
  for (std::string word; words >> word;) {
    if (word.find_first_not_of("0123456789.") != word.npos) continue;
    words >> word;
    return words ? word.substr(0, word.find(',')) : std::string();
  }
  return {};
}

// Each unit of each network by itself: two tokens have no sum.
void add_up(const Review& review, std::string_view name, Sums& sums) {
  for (const Fact& fact : review.facts()) {
    const bool digits =
        !fact.raw.empty() && fact.raw.find_first_not_of("0123456789") == fact.raw.npos;
    if (fact.name != name || !digits) continue;
    const std::string unit = unit_of(fact.value);
    if (unit.empty()) continue;  // a token that we know nothing about
    std::string& sum = sums[review.family() + " " + review.network() + " " + unit];
    sum = sum_of(sum, fact.raw);
  }
}

struct Totals {
  std::size_t signatures = 0;
  Sums paid;
  Sums fees;
};

Totals totals_of(const Sitting& sitting) {
  Totals out;
  std::set<Digest32> seen;
  for (const Sitting::Part& part : sitting.parts()) {
    out.signatures += part.draft.jobs().size();
    // Copies of one request move the same coins.
    if (!seen.insert(part.draft.fingerprint().bytes).second) continue;
    add_up(part.draft.review(), "amount", out.paid);
    add_up(part.draft.review(), "value", out.paid);
    add_up(part.draft.review(), "fee", out.fees);
  }
  return out;
}

std::string totals_text(const Sitting& sitting) {
  const Totals totals = totals_of(sitting);
  std::string out = "All " + std::to_string(sitting.parts().size()) + " together, " +
                    std::to_string(totals.signatures) + " signatures\n";
  for (const auto& [place, sum] : totals.paid) {
    const auto fee = totals.fees.find(place);
    out += "   " + place + ": amounts " + sum +
           (fee == totals.fees.end() ? "" : ", fees " + fee->second) + " (smallest units)\n";
  }
  return out + "\n";
}

}  // namespace

std::string printed(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string comparison_words(const Fingerprint& fingerprint, const std::string& challenge) {
  const Digest32 digest = Sha256().put(view_of(challenge)).put(fingerprint.bytes).digest();
  return bytewords_phrase(ByteView(digest).first(6));
}

std::string review_text(const Sitting& sitting, const std::string& challenge, bool colours) {
  std::string out;
  for (const Sitting::Part& part : sitting.parts()) {
    out += part.opened.intake.name + ": " + part.opened.spoken + "\n\n";
    const std::string text = part.draft.review().text();
    out += colours ? emphasised(text) : text;
    out += id_line("\nfingerprint  ", part.draft.fingerprint().bytes);
    if (!challenge.empty()) {
      out += "compare      " + comparison_words(part.draft.fingerprint(), challenge) + "\n";
    }
    out += "\n";
  }
  if (sitting.parts().size() > 1) out += totals_text(sitting);
  if (const auto id = sitting.consent_id()) out += id_line("consent id   ", id->bytes);
  return out + std::string(legend);
}

Json totals_json(const Sitting& sitting) {
  const Totals totals = totals_of(sitting);
  return {{"payloads", sitting.parts().size()},
          {"signatures", totals.signatures},
          {"amount", totals.paid},
          {"fee", totals.fees}};
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
