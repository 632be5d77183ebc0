#include "consent.h"

#include <coldquill/base/hex.h>
#include <coldquill/codec/bytewords.h>
#include <coldquill/crypto/random.h>

#include "say.h"
#include "terminal.h"

namespace coldquill::cli {
namespace {

constexpr Reason E_BAD_CONSENT{
    "E_BAD_CONSENT", Errc::usage,
    "Copy the 64 hexadecimal digits of the consent id from `coldquill review --json`."};

Result<ConsentId> parse_consent(const std::string& text) {
  const auto bytes = from_hex(text);
  if (!bytes || bytes->size() != 32) return Error(E_BAD_CONSENT, "this is no consent id");
  return ConsentId{array_of<32>(*bytes)};
}

// One question for each risk that is not acknowledged yet.
Result<void> ask_acknowledgements(const Sitting& sitting, std::vector<std::string>& given) {
  for (const std::string& reason : sitting.acknowledgements()) {
    if (std::ranges::find(given, reason) != given.end()) continue;
    CQ_TRY(typed, ask_line("To accept this risk, type its name, " + reason + ": "));
    if (typed != reason) return Error(E_DECLINED, "the risk was not acknowledged");
    given.push_back(reason);
  }
  return {};
}

// A pair of words, other ones each time: a yes that no habit can type.
std::pair<std::string, std::string> random_pair() {
  ByteArray<2> random{};
  while (random[0] == random[1]) fill_random(random);
  const std::string words = bytewords_phrase(random);
  const auto space = words.find(' ');
  return {words.substr(0, space), words.substr(space + 1)};
}

}  // namespace

Result<void> check_consent(const SignOptions& how) {
  if (!how.approve) return {};
  CQ_CHECK(parse_consent(*how.approve));
  return {};
}

Result<Consent> ask_consent(const Sitting& sitting, const SignOptions& how,
                            const std::string& review) {
  const auto id = sitting.consent_id();
  if (!id) return Error(E_NO_KEY_ASKED, "no signature of these keys is asked for");
  if (how.approve) {
    CQ_TRY(named, parse_consent(*how.approve));
    return Consent{named, how.acknowledge};
  }
  CQ_CHECK(sitting.nothing_unasked(how.acknowledge));
  CQ_CHECK(show_on_terminal(review));
  std::vector<std::string> acknowledged = how.acknowledge;
  CQ_CHECK(ask_acknowledgements(sitting, acknowledged));
  const auto [first, second] = random_pair();
  CQ_TRY(typed, ask_line("To sign, type the first of these two words: " + first + " " + second +
                         "\nAnything else signs nothing: "));
  if (typed != first) return Error(E_DECLINED, "you did not say yes");
  return Consent{*id, std::move(acknowledged)};
}

}  // namespace coldquill::cli
