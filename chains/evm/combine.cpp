#include <coldquill/evm/family.h>
#include <coldquill/model/request.h>

namespace coldquill::evm {

// One key signs: whichever copy has the signature.
Result<Tx> Evm::combine(const Tx& a, const Tx& b) {
  if (a.signature() && b.signature() && *a.signature() != *b.signature()) {
    return Error(E_DIFFERENT_REQUESTS, "two copies carry different signatures");
  }
  return a.signature() ? a : b;
}

}  // namespace coldquill::evm
