#include "print.h"

#include <coldquill/base/hex.h>
#include <coldquill/base/text.h>
#include <coldquill/codec/bytewords.h>
#include <coldquill/vault/secret.h>

#include "terminal.h"

namespace coldquill::cli {
namespace {

constexpr std::string_view legend =
    "\nsigned: part of what you sign   proven: checked by hash or re-derived from your keys\n"
    "claimed: only the request says so   local: from this program's own tables   * read this first\n";

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
    out.push_back({{"reason", warning.reason},
                   {"text", warning.text},
                   {"acknowledge", warning.acknowledge}});
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

// Sums of the facts of one name, by network.
void add_up(const Review& review, std::string_view name, std::map<std::string, std::uint64_t>& sums) {
  for (const Fact& fact : review.facts()) {
    if (fact.name != name || fact.raw.empty()) continue;
    sums[review.family() + " " + review.network()] += std::strtoull(fact.raw.c_str(), nullptr, 10);
  }
}

}  // namespace

std::vector<MachineWarning> machine_warnings() {
  std::vector<MachineWarning> out = network_warnings();
  if (!memory_report().locked) {
    out.push_back({"E_MEMORY_NOT_LOCKED",
                   "memory for secrets cannot be locked: it might be written to swap"});
  }
  return out;
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
  if (const auto id = sitting.consent_id()) out += id_line("consent id   ", id->bytes);
  return out + std::string(legend);
}

Json totals_json(const Sitting& sitting) {
  std::size_t signatures = 0;
  std::map<std::string, std::uint64_t> paid;
  std::map<std::string, std::uint64_t> fees;
  for (const Sitting::Part& part : sitting.parts()) {
    signatures += part.draft.jobs().size();
    add_up(part.draft.review(), "amount", paid);
    add_up(part.draft.review(), "fee", fees);
  }
  return {{"payloads", sitting.parts().size()},
          {"signatures", signatures},
          {"amount", paid},
          {"fee", fees}};
}

Json review_json(const Sitting& sitting, const std::vector<MachineWarning>& machine) {
  if (sitting.parts().size() == 1) {
    Json one = part_json(sitting.parts().front());
    one["machine"] = machine_json(machine);
    return one;
  }
  Json payloads = Json::array();
  for (const Sitting::Part& part : sitting.parts()) payloads.push_back(part_json(part));
  return {{"consent_id", hex_or_null(sitting.consent_id())},
          {"totals", totals_json(sitting)},
          {"payloads", payloads},
          {"machine", machine_json(machine)}};
}

}  // namespace coldquill::cli
