#include <coldquill/evm/build.h>
#include <coldquill/evm/family.h>
#include <coldquill/evm/pairing.h>

namespace coldquill::evm {

Facets Evm::facets() {
  return {build_options(), recipe_paths, build, pairing_apps(), pairing_paths, pair};
}

}  // namespace coldquill::evm
