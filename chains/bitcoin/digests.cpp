#include "digests.h"

namespace coldquill::bitcoin {

Bytes script_code(const Digest20& key_hash) {
  return p2pkh_script(key_hash);
}

std::optional<Digest32> digest_of(Sighasher& sighasher, std::size_t input, SingleKeyForm form,
                                  ByteView code, std::span<const TxOut> spent, std::uint8_t type) {
  switch (form) {
    case SingleKeyForm::p2pkh:
      return sighasher.legacy(input, code, type);
    case SingleKeyForm::p2wpkh:
    case SingleKeyForm::p2sh_p2wpkh:
      return sighasher.segwit_v0(input, code, spent[input].value, type);
    case SingleKeyForm::p2tr:
      return sighasher.taproot_key_path(input, spent, type);
  }
  COLDQUILL_ASSERT(false);
}

}  // namespace coldquill::bitcoin
