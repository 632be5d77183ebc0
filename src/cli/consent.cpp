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
constexpr Reason E_DECLINED{"E_DECLINED", Errc::declined, "Nothing was signed."};

Result<ConsentId> parse_consent(const std::string& text) {
  const auto bytes = from_hex(text);
  if (!bytes || bytes->size() != 32) return Error(E_BAD_CONSENT, "this is no consent id");
  return ConsentId{array_of<32>(*bytes)};
}

Result<std::vector<std::string>> ask_acknowledgements(const Sitting& sitting) {
  std::vector<std::string> out;
  for (const std::string& reason : sitting.acknowledgements()) {
    CQ_TRY(typed, ask_line("To accept this risk, type its name, " + reason + ": "));
    if (typed != reason) return Error(E_DECLINED, "the risk was not acknowledged");
    out.push_back(reason);
  }
  return out;
}

// A pair of words, other ones each time: a yes that no habit can type.
std::pair<std::string, std::string> random_pair() {
  ByteArray<2> random{};
  fill_random(random);
  const std::string words = bytewords_phrase(random);
  const auto space = words.find(' ');
  return {words.substr(0, space), words.substr(space + 1)};
}

}  // namespace

Result<Consent> ask_consent(const Sitting& sitting, const SignOptions& how) {
  const auto id = sitting.consent_id();
  if (!id) return Error(E_NO_KEY_ASKED, "no signature of these keys is asked for");
  if (!how.approve.empty()) {
    CQ_TRY(named, parse_consent(how.approve));
    return Consent{named, how.acknowledge};
  }
  CQ_TRY(acknowledged, ask_acknowledgements(sitting));
  const auto [first, second] = random_pair();
  CQ_TRY(typed, ask_line("To sign, type the first of these two words: " + first + " " + second +
                         "\nAnything else signs nothing: "));
  if (typed != first) return Error(E_DECLINED, "you did not say yes");
  return Consent{*id, std::move(acknowledged)};
}

}  // namespace coldquill::cli
