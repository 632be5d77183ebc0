#include <coldquill/bitcoin/build.h>
#include <coldquill/bitcoin/family.h>
#include <coldquill/bitcoin/pairing.h>

namespace coldquill::bitcoin {
namespace {

Result<std::vector<Payload>> build(const Recipe& recipe, const Context& context) {
  CQ_TRY(psbt, build_psbt(recipe, context));
  return std::vector<Payload>{std::move(psbt)};
}

}  // namespace

Facets Bitcoin::facets() {
  return {build_options(), recipe_paths, build, pairing_apps(), pairing_paths, pair};
}

}  // namespace coldquill::bitcoin
