#include <coldquill/bitcoin/bip21.h>
#include <coldquill/bitcoin/build.h>
#include <coldquill/bitcoin/family.h>
#include <coldquill/bitcoin/pairing.h>

namespace coldquill::bitcoin {
namespace {

Result<std::vector<Payload>> build(const Recipe& recipe, const Context& context) {
  CQ_TRY(psbt, build_psbt(recipe, context));
  return std::vector<Payload>{std::move(psbt)};
}

// A command of Specter's (specter-diy, docs/communication.md), and what people copy.
std::optional<Error> other_text(std::string_view text) {
  if (is_payment_uri(text)) return Error(E_PAYMENT_LINK, "this is a payment link (bitcoin:)");
  if (text.starts_with("addwallet ")) {
    return Error(E_WALLET_TEXT, "this asks a signer to remember a wallet");
  }
  const auto address = Bitcoin::read_address(text, {});
  if (address && *address) return Error(E_PAYMENT_LINK, "this is an address");
  return {};
}

}  // namespace

Facets Bitcoin::facets() {
  return {build_options(), recipe_paths, build, pairing_apps(), pairing_paths, pair, other_text};
}

}  // namespace coldquill::bitcoin
