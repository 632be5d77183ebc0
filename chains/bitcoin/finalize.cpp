#include <coldquill/bitcoin/finalize.h>
#include <coldquill/bitcoin/reasons.h>
#include <coldquill/script/compact_size.h>

#include "digests.h"

namespace coldquill::bitcoin {
namespace {

Bytes push(ByteView data) {
  COLDQUILL_ASSERT(data.size() <= 75);
  return Writer().u8(static_cast<std::uint8_t>(data.size())).bytes(data).take();
}

constexpr SingleKeyForm ecdsa_forms[] = {SingleKeyForm::p2wpkh, SingleKeyForm::p2sh_p2wpkh,
                                         SingleKeyForm::p2pkh};

class Finalizer {
 public:
  explicit Finalizer(const Tx& tx) : tx_(tx) {}

  std::optional<FinalInput> input(std::size_t i) {
    const InputFields& fields = tx_.fields().inputs[i];
    if (tx_.finished(i)) return tx_.finished(i);
    if (fields.is_final()) return as_it_came(fields);
    if (!checker().spent(i)) return {};
    if (fields.tap_key_sig != nullptr) return taproot(i, *fields.tap_key_sig);
    for (const PartialSignature& partial : fields.partial_signatures) {
      if (auto done = ecdsa(i, partial)) return done;
    }
    return {};
  }

 private:
  static FinalInput as_it_came(const InputFields& fields) {
    FinalInput done;
    if (fields.final_script_sig != nullptr) done.script_sig = *fields.final_script_sig;
    if (fields.final_witness != nullptr) {
      Reader in(*fields.final_witness);
      done.witness = read_witness(in);
    }
    return done;
  }
  std::optional<FinalInput> taproot(std::size_t i, const Bytes& signature) {
    if (!checker().is_good_taproot(i, signature)) return {};
    return FinalInput{{}, {signature}};
  }
  std::optional<FinalInput> ecdsa(std::size_t i, const PartialSignature& partial) {
    const auto key = PublicKey::parse(partial.key);
    if (!key) return {};
    for (const SingleKeyForm form : ecdsa_forms) {
      if (!equal(single_key_script(form, *key), checker().spent(i)->script)) continue;
      if (!checker().is_good(i, form, *key, partial.signature)) return {};
      return finish(form, *key, partial.signature);
    }
    return {};
  }

  // Reads what every input spends: not before somebody's signature has to be checked.
  SignatureChecker& checker() {
    if (!checker_) checker_.emplace(tx_.unsigned_tx(), spent_outputs(tx_));
    return *checker_;
  }

  const Tx& tx_;
  std::optional<SignatureChecker> checker_;
};

Error bad_signature() {
  return {E_BAD_SIGNATURE, "the signature by your key does not fit this transaction"};
}

}  // namespace

std::vector<std::optional<TxOut>> spent_outputs(const Tx& tx) {
  std::vector<std::optional<TxOut>> out;
  for (std::size_t i = 0; i < tx.fields().inputs.size(); ++i) {
    const InputFields& fields = tx.fields().inputs[i];
    const OutPoint& point = tx.unsigned_tx().inputs[i].previous;
    out.push_back(fields.witness_utxo);
    if (fields.previous_tx == nullptr) continue;
    auto previous = read_previous_output(*fields.previous_tx, point.index);
    if (previous && previous->txid == point.txid) out.back() = std::move(previous->output);
  }
  return out;
}

FinalInput finish(SingleKeyForm form, const PublicKey& key, const Bytes& signature) {
  if (form == SingleKeyForm::p2tr) return {{}, {signature}};
  const Bytes key_bytes = to_bytes(key.bytes());
  if (form == SingleKeyForm::p2pkh) {
    return {Writer().bytes(push(signature)).bytes(push(key_bytes)).take(), {}};
  }
  const bool nested = form == SingleKeyForm::p2sh_p2wpkh;
  return {nested ? push(p2wpkh_script(key.hash160())) : Bytes{}, {signature, key_bytes}};
}

Tx::Finished finalize(const Tx& tx) {
  Finalizer finalizer(tx);
  Tx::Finished out;
  for (std::size_t i = 0; i < tx.fields().inputs.size(); ++i) out.push_back(finalizer.input(i));
  return out;
}

std::optional<Transaction> final_transaction(const Tx& tx) {
  Transaction done = tx.unsigned_tx();
  auto inputs = finalize(tx);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    if (!inputs[i]) return {};
    done.inputs[i].script_sig = std::move(inputs[i]->script_sig);
    done.inputs[i].witness = std::move(inputs[i]->witness);
  }
  return done;
}

SignatureChecker::SignatureChecker(const Transaction& tx, std::vector<std::optional<TxOut>> spent)
    : sighasher_(tx), known_(std::move(spent)) {
  for (const auto& output : known_) {
    all_known_ = all_known_ && output.has_value();
    spent_.push_back(output.value_or(TxOut{}));
  }
}

bool SignatureChecker::is_good(std::size_t input, SingleKeyForm form, const PublicKey& key,
                               ByteView signature) {
  const auto compact = compact_of_der(signature.first(signature.size() - 1));
  if (!known_[input] || !compact) return false;
  const auto digest =
      digest_of(sighasher_, input, form, script_code(key.hash160()), spent_, signature.back());
  return digest && verify_ecdsa(key, *digest, *compact);
}

bool SignatureChecker::is_good_taproot(std::size_t input, ByteView signature) {
  const OutputScript output = classify(spent_[input].script);
  if (!all_known_ || output.form != ScriptForm::p2tr) return false;
  const std::uint8_t type = signature.size() == 65 ? signature[64] : sighash::default_;
  const auto digest = sighasher_.taproot_key_path(input, spent_, type);
  return digest && verify_schnorr(array_of<32>(output.program), *digest, signature.first(64));
}

Result<bool> is_signed_by(SignatureChecker& checker, const InputFields& fields, std::size_t input,
                          const OwnKey& own) {
  if (own.form == SingleKeyForm::p2tr) {
    if (fields.tap_key_sig == nullptr) return false;
    if (!checker.is_good_taproot(input, *fields.tap_key_sig)) return bad_signature();
    return true;
  }
  const PublicKey& key = own.key.public_key;
  for (const PartialSignature& partial : fields.partial_signatures) {
    if (!equal(partial.key, key.bytes())) continue;
    if (!checker.is_good(input, own.form, key, partial.signature)) return bad_signature();
    return true;
  }
  return false;
}

}  // namespace coldquill::bitcoin
