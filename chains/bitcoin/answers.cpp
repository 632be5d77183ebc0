#include <coldquill/bitcoin/family.h>
#include <coldquill/bitcoin/finalize.h>

namespace coldquill::bitcoin {

Result<std::vector<Answer>> Bitcoin::answers(const Tx& tx) {
  const auto done = final_transaction(tx);
  const Answer psbt{"psbt", serialize_psbt(tx.psbt()), done.has_value(), false};
  if (!done) return std::vector<Answer>{psbt};
  const Answer raw{"bitcoin-tx", serialize(*done, WitnessForm::allowed), true, true};
  if (tx.form() == Form::raw) return std::vector<Answer>{raw, psbt};
  return std::vector<Answer>{psbt, raw};
}

}  // namespace coldquill::bitcoin
