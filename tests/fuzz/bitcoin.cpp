// Any bytes as a PSBT or a raw transaction.
#include <coldquill/bitcoin/family.h>

#include "requests.h"

using namespace coldquill;

namespace {

// Some inputs with a record of a key of ours and some without: among our addresses those others are
// looked for.
bool hides_inputs(const bitcoin::Tx& tx) {
  const auto ours = fuzz::wallet_for(bitcoin::Bitcoin::key_origins(tx)).fingerprint();
  const auto is_ours = [&](const auto& record) {
    return record.origin.fingerprint == ours || record.origin.fingerprint.unknown();
  };
  const auto& inputs = tx.fields().inputs;
  const auto named = std::ranges::count_if(inputs, [&](const bitcoin::InputFields& input) {
    return std::ranges::any_of(input.keys, is_ours) || std::ranges::any_of(input.tap_keys, is_ours);
  });
  return named > 0 && named < std::ssize(inputs);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::request_laws<bitcoin::Bitcoin>({data, size}, hides_inputs);
  return 0;
}
