// Finished inputs: scriptSig and witness out of signatures (BIP-0174, Input Finalizer).
#pragma once

#include <coldquill/bitcoin/tx.h>
#include <coldquill/script/sighash.h>

namespace coldquill::bitcoin {

// What each input spends, where the request says so; the full previous transaction goes first.
// Nothing is checked here: resolve does that.
std::vector<std::optional<TxOut>> spent_outputs(const Tx& tx);

// The finished form of an input that one key spends.
FinalInput finish(SingleKeyForm form, const PublicKey& key, const Bytes& signature);

// The finished form of each input that has a good signature of the one key that spends it, or that
// came finished. Others are empty.
Tx::Finished finalize(const Tx& tx);

// The network transaction, when every input is finished.
std::optional<Transaction> final_transaction(const Tx& tx);

// Checks signatures that came along. What inputs share is hashed once for all of them.
class SignatureChecker {
 public:
  // spent: what each input spends, as far as that is known. The transaction must outlive this.
  SignatureChecker(const Transaction& tx, std::vector<std::optional<TxOut>> spent);

  // DER with its sighash octet, by a key for an input that it spends in that form.
  bool is_good(std::size_t input, SingleKeyForm form, const PublicKey& key, ByteView signature);
  // 64 or 65 octets for a P2TR input. False also when it is not known what every input spends.
  bool is_good_taproot(std::size_t input, ByteView signature);

  [[nodiscard]] const std::optional<TxOut>& spent(std::size_t input) const { return known_[input]; }

 private:
  Sighasher sighasher_;
  std::vector<std::optional<TxOut>> known_;
  std::vector<TxOut> spent_;  // the same, empty outputs for unknown ones
  bool all_known_ = true;
};

// True when the input carries a signature by this key. Fails with E_BAD_SIGNATURE when it is not
// over this transaction.
Result<bool> is_signed_by(SignatureChecker& checker, const InputFields& fields, std::size_t input,
                          const OwnKey& own);

}  // namespace coldquill::bitcoin
