#include <coldquill/evm/family.h>

namespace coldquill::evm {
namespace {

// Nothing is signed yet: the request as it is.
Answer unsigned_answer(const Tx& tx) {
  constexpr std::string_view kinds[] = {"eth-sign-request", "evm-tx", "evm-json"};
  return {std::string(kinds[static_cast<std::size_t>(tx.form())]), Evm::encode(tx), false, false};
}

}  // namespace

Result<std::vector<Answer>> Evm::answers(const Tx& tx) {
  if (!tx.signature()) return std::vector<Answer>{unsigned_answer(tx)};
  std::vector<Answer> out;
  const Bytes signature = signature_bytes(tx.content(), *tx.signature());
  if (tx.form() == Form::sign_request) {
    out.push_back({"eth-signature", write_eth_signature(tx.claims().id, signature), true, false});
  }
  if (const Transaction* transaction = tx.transaction()) {
    out.push_back({"evm-tx", serialize_signed(*transaction, *tx.signature()), true, true});
  } else {
    out.push_back({"evm-signature", signature, true, false});
  }
  return out;
}

}  // namespace coldquill::evm
