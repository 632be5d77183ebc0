#include <coldquill/bitcoin/build.h>
#include <coldquill/bitcoin/family.h>
#include <coldquill/bitcoin/pairing.h>

namespace coldquill::bitcoin {

Facets Bitcoin::facets() {
  return {build_options(), recipe_paths, build_psbt, pairing_apps(), pairing_paths, pair};
}

}  // namespace coldquill::bitcoin
