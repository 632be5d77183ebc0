// What is spent, and the rest of a review.
#include <coldquill/base/hex.h>
#include <coldquill/crypto/hash.h>

#include "describer.h"
#include "locktime.h"

namespace coldquill::bitcoin {
namespace {

// Fields that are told one by one: more push the payments off the screen.
constexpr std::size_t most_unknown = 16;

std::string signature_text(const InputPlan& input) {
  switch (input.state) {
    case InputState::signed_:
      return "already signed by you";
    case InputState::final_:
      return "already finalized";
    case InputState::unsigned_:
      break;
  }
  return std::string("yours, over everything (sighash ") +
         (input.sighash == 0 ? "DEFAULT)" : "ALL)");
}

std::string own_key_text(const OwnKey& own) {
  return to_string(own.key.origin.path) + " (" + std::string(name_of(own.form)) + ")";
}

bool is_reliable(Source source) {
  return source == Source::signed_ || source == Source::proven;
}

// Over the place, key and value of each field, each behind its length (32 bits).
Digest32 hash_of(const std::vector<UnknownField>& fields) {
  Sha256 hash;
  const auto put = [&](ByteView part) {
    hash.put_u32le(static_cast<std::uint32_t>(part.size())).put(part);
  };
  for (const UnknownField& unknown : fields) {
    put(view_of(unknown.place));
    put(unknown.field->key);
    put(unknown.field->value);
  }
  return hash.digest();
}

}  // namespace

// A signature of ours commits to the amount of its own input, and a taproot one to all of them.
// That proves nothing about the fee, whose source is judged by itself.
Source Describer::source_of_spent(const InputPlan& input) const {
  if (input.proof == Proof::previous_tx) return Source::proven;
  const bool ours = input.own && input.state == InputState::unsigned_;
  if (input.proof == Proof::committed) return Source::signed_;
  return ours || plan_.any_taproot_job ? by_our_keys(Source::signed_) : Source::claimed;
}

// A finalized input is believed to be one: nobody here runs its scripts.
Source Describer::source_of_signature(InputState state) const {
  switch (state) {
    case InputState::unsigned_:
      return by_our_keys(Source::signed_);
    case InputState::signed_:
      return by_our_keys(Source::proven);
    case InputState::final_:
      return Source::claimed;
  }
  COLDQUILL_ASSERT(false);
}

void Describer::coins() {
  for (const TxIn& input : tx_.inputs) review_.uses("the coin " + input.previous.text());
}

void Describer::inputs() {
  const std::size_t count = tx_.inputs.size();
  const bool in_full = count <= most_in_full;
  if (!in_full) review_.group(std::to_string(count) + " inputs");
  for (std::size_t i = 0; i < count; ++i) in_full ? input(i) : input_lines(i);
}

void Describer::input(std::size_t i) {
  const InputPlan& input = plan_.inputs[i];
  review_.group(plan_.message ? "From" : numbered("Input", i + 1, tx_.inputs.size()));
  review_.add({.name = "outpoint",
               .label = "spends",
               .value = tx_.inputs[i].previous.text(),
               .source = Source::signed_});
  if (input.spent) spent(input);
  owner(input);
  review_.add({.name = "sequence",
               .label = "sequence",
               .value = sequence_text(tx_, i),
               .source = Source::signed_,
               .raw = std::to_string(tx_.inputs[i].sequence),
               .headline = input.locked});
}

void Describer::spent(const InputPlan& input) {
  const Source source = source_of_spent(input);
  if (!plan_.message) {  // which spends nothing
    review_.add({.name = "input_amount",
                 .label = "holds",
                 .value = format_btc(input.spent->value),
                 .source = source,
                 .raw = std::to_string(input.spent->value)});
  }
  review_.add({.name = "from",
               .label = "from",
               .value = destination(input.spent->script),
               .source = source,
               .raw = to_hex(input.spent->script),
               .headline = plan_.message.has_value(),
               .address = true});
}

void Describer::owner(const InputPlan& input) {
  if (!input.own) {
    review_.add({.name = "owner",
                 .label = "owner",
                 .value = plan_.keys_known ? "somebody else" : "not known without your keys",
                 .source = Source::local});
    return;
  }
  review_.add({.name = "path",
               .label = "your key",
               .value = own_key_text(*input.own),
               .source = by_our_keys(Source::proven)});
  review_.add({.name = "signature",
               .label = "signature",
               .value = signature_text(input),
               .source = source_of_signature(input.state)});
}

std::vector<Describer::Part> Describer::parts_of(std::size_t i) const {
  const InputPlan& input = plan_.inputs[i];
  std::vector<Part> out{{tx_.inputs[i].previous.text(), Source::signed_},
                        {"sequence " + sequence_text(tx_, i), Source::signed_}};
  if (input.spent) {
    out.push_back({format_btc(input.spent->value) + " from " + destination(input.spent->script),
                   source_of_spent(input)});
  }
  if (input.own) {
    out.push_back({"your key " + own_key_text(*input.own), by_our_keys(Source::proven)});
    out.push_back({"signature " + signature_text(input), source_of_signature(input.state)});
  }
  return out;
}

// One line, and a second one for what only the request says, if it says anything: what can be
// relied upon must not take the weakest source of the whole.
void Describer::input_lines(std::size_t i) {
  const auto parts = parts_of(i);
  input_line(i, parts, true);
  input_line(i, parts, false);
}

void Describer::input_line(std::size_t i, const std::vector<Part>& parts, bool reliable) {
  std::string text;
  Source source = Source::signed_;
  for (const Part& part : parts) {
    if (is_reliable(part.source) != reliable) continue;
    text += (text.empty() ? std::to_string(i) + ": " : ", ") + part.text;
    source = weakest(source, part.source);
  }
  if (text.empty()) return;
  review_.add({.name = reliable ? "input" : "input_said",
               .label = reliable ? "input" : "said of it",
               .value = std::move(text),
               .source = source,
               .headline = reliable && plan_.inputs[i].locked,
               .address = true});
}

void Describer::details() {
  review_.group("Details");
  review_.add({.name = "version",
               .label = "version",
               .value = std::to_string(tx_.version),
               .source = Source::signed_});
  review_.add({.name = "locktime",
               .label = "locktime",
               .value = lock_time_text(tx_),
               .source = Source::signed_,
               .raw = std::to_string(tx_.lock_time),
               .headline = plan_.locked});
  if (!plan_.message) {
    review_.add({.name = "rbf",
                 .label = "replaceable",
                 .value = signals_replacement(tx_)
                              ? "yes, with a higher fee"
                              : "not signalled; nodes may replace it all the same",
                 .source = Source::signed_});
  }
  unknown_fields();
}

void Describer::unknown_fields() {
  const auto& fields = plan_.tx.fields().unknown;
  const std::size_t told = std::min(fields.size(), most_unknown);
  for (std::size_t i = 0; i < told; ++i) unknown(fields[i]);
  if (told == fields.size()) return;
  review_.add({.name = "unknown_field",
               .label = "unknown",
               .value = std::to_string(fields.size() - told) + " more; SHA-256 of all " +
                        std::to_string(fields.size()) + " " + to_hex(hash_of(fields)),
               .source = Source::bulk});
}

// Whole when short; a long one by its hash, so that it cannot push the payments off the screen.
void Describer::unknown(const UnknownField& field) {
  constexpr std::size_t longest_shown = 256;
  const Bytes& value = field.field->value;
  const bool bulk = value.size() > longest_shown || field.field->key.size() > longest_shown;
  const std::string shown = bulk ? std::to_string(field.field->key.size()) + " and " +
                                       std::to_string(value.size()) +
                                       " bytes, SHA-256 of the value " + to_hex(sha256(value))
                                 : to_hex(field.field->key) + " = " + to_hex(value);
  review_.add({.name = "unknown_field",
               .label = "unknown",
               .value = field.place + ": " + shown,
               .source = bulk ? Source::bulk : Source::claimed});
}

}  // namespace coldquill::bitcoin
