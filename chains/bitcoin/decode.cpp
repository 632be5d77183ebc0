#include <coldquill/bitcoin/family.h>
#include <coldquill/bitcoin/reasons.h>

namespace coldquill::bitcoin {
namespace {

bool is_unsigned(const Transaction& tx) {
  return !tx.has_witness() &&
         std::ranges::all_of(tx.inputs, [](const TxIn& input) { return input.script_sig.empty(); });
}

// Every input gets a copy of its previous transaction: a small request must not become gigabytes.
constexpr std::size_t most_copied = 32u << 20;

// Puts each previous transaction to the inputs that spend from it; one that none spends from is
// refused, since every byte of a request must have a meaning.
Result<void> put_previous(Psbt& psbt, ByteView previous, std::size_t& copied) {
  CQ_TRY(found, read_previous_output(previous, 0));
  bool used = false;
  for (std::size_t i = 0; i < psbt.inputs.size(); ++i) {
    if (psbt.tx.inputs[i].previous.txid != found.txid) continue;
    copied += previous.size();
    if (copied > most_copied) return Error(E_TOO_LARGE, "previous transactions of too many inputs");
    psbt.inputs[i].set({input_type::non_witness_utxo}, to_bytes(previous));
    used = true;
  }
  if (used) return {};
  return Error(E_PREVIOUS_TX_MISMATCH, "no input spends from the transaction " + found.txid.text());
}

Result<void> put_all_previous(Psbt& psbt, const Payload& payload) {
  std::size_t copied = 0;
  for (const Bytes& previous : payload.more) {
    CQ_CHECK(put_previous(psbt, previous, copied).in("previous transaction"));
  }
  return {};
}

Result<Tx> decode_raw(const Payload& payload) {
  CQ_CHECK(check_size(payload.bytes));
  CQ_TRY(tx, parse_transaction(payload.bytes, WitnessForm::allowed));
  if (!is_unsigned(tx)) return Error(E_ALREADY_SIGNED, "this transaction carries signatures");
  Psbt psbt = psbt_of(std::move(tx));
  CQ_CHECK(put_all_previous(psbt, payload));
  return Tx::of(std::move(psbt), Form::raw);
}

}  // namespace

Result<Tx> Tx::of(Psbt psbt, Form form) {
  CQ_TRY(tx, read(std::move(psbt), form, {}));
  CQ_CHECK(check_keys(tx.psbt()));
  return tx;
}

Result<Tx> Tx::with(Psbt psbt, Finished finished) const {
  return read(std::move(psbt), form(), std::move(finished));
}

Result<Tx> Tx::read(Psbt psbt, Form form, Finished finished) {
  auto held = std::make_shared<Held>(Held{std::move(psbt), {}, form, std::move(finished)});
  CQ_TRY(fields, read_fields(held->psbt));
  held->fields = std::move(fields);
  return Tx(std::move(held));
}

Result<Tx> Bitcoin::decode(const Payload& payload) {
  if (payload.kind == "bitcoin-tx") return decode_raw(payload);
  CQ_TRY(psbt, parse_psbt(payload.bytes));
  CQ_CHECK(put_all_previous(psbt, payload));
  return Tx::of(std::move(psbt), Form::psbt);
}

Bytes Bitcoin::encode(const Tx& tx) {
  return tx.form() == Form::raw ? serialize(tx.unsigned_tx(), WitnessForm::never)
                                : serialize_psbt(tx.psbt());
}

}  // namespace coldquill::bitcoin
