// Finished inputs: scriptSig and witness out of signatures (BIP-0174, Input Finalizer).
#pragma once

#include <coldquill/bitcoin/tx.h>

namespace coldquill::bitcoin {

struct FinalInput {
  Bytes script_sig;
  std::vector<Bytes> witness;
};

// What each input spends, where the request says so; the full previous transaction goes first.
// Nothing is checked here: resolve does that.
std::vector<std::optional<TxOut>> spent_outputs(const Tx& tx);

// The finished form of each input that has a good signature of the one key that spends it, or that
// came finished. Others are empty.
std::vector<std::optional<FinalInput>> finalize(const Tx& tx);

// The network transaction, when every input is finished.
std::optional<Transaction> final_transaction(const Tx& tx);

// True when the input carries a good signature by this key over the whole transaction.
Result<bool> is_signed_by(const Tx& tx, std::size_t input, const OwnKey& own, const TxOut& spent);

}  // namespace coldquill::bitcoin
