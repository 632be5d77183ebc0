#include <coldquill/bitcoin/family.h>
#include <coldquill/bitcoin/finalize.h>

namespace coldquill::bitcoin {

Result<std::vector<Answer>> Bitcoin::answers(const Tx& tx) {
  const auto done = final_transaction(tx);
  std::vector<Answer> out;
  out.push_back({"psbt", serialize_psbt(tx.psbt()), done.has_value(), false});
  // What signs a message is no transaction of any network.
  if (!done || tx.fields().message != nullptr) return out;
  out.push_back({"bitcoin-tx", serialize(*done, WitnessForm::allowed), true, true});
  if (tx.form() == Form::raw) std::swap(out.front(), out.back());
  return out;
}

}  // namespace coldquill::bitcoin
