#include <coldquill/evm/build.h>
#include <coldquill/evm/family.h>
#include <coldquill/evm/pairing.h>
#include <coldquill/evm/payment_link.h>

namespace coldquill::evm {
namespace {

std::optional<Error> other_text(std::string_view text) {
  if (!is_payment_link(text)) return {};
  return Error(E_PAYMENT_LINK, "this is a payment link (ethereum:)");
}

}  // namespace

Facets Evm::facets() {
  return {build_options(), recipe_paths, build, pairing_apps(), pairing_paths, pair, other_text};
}

}  // namespace coldquill::evm
