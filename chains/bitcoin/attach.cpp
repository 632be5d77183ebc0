#include <coldquill/bitcoin/family.h>
#include <coldquill/bitcoin/finalize.h>
#include <coldquill/script/sighash.h>

namespace coldquill::bitcoin {
namespace {

// As PSBTs and witnesses carry it: DER or 64 octets, then the sighash octet where it is not
// implied.
Bytes encoded(const InputPlan& input, const Signature& signature) {
  const bool taproot = input.own->form == SingleKeyForm::p2tr;
  Bytes out = taproot ? signature : der_of_compact(signature);
  if (!taproot || input.sighash != sighash::default_) out.push_back(input.sighash);
  return out;
}

Bytes partial_signature_key(const PublicKey& key) {
  return Writer().u8(input_type::partial_sig).bytes(key.bytes()).take();
}

}  // namespace

Result<Tx> Bitcoin::attach(const Plan& plan, std::span<const Signature> signatures) {
  Psbt psbt = plan.tx.psbt();
  Tx::Finished finished(plan.inputs.size());
  for (std::size_t job = 0; job < plan.jobs.size(); ++job) {
    const std::size_t i = plan.job_inputs[job];
    const InputPlan& input = plan.inputs[i];
    Bytes value = encoded(input, signatures[job]);
    finished[i] = finish(input.own->form, input.own->key.public_key, value);
    if (input.own->form == SingleKeyForm::p2tr) {
      psbt.inputs[i].set({input_type::tap_key_sig}, std::move(value));
    } else {
      psbt.inputs[i].set(partial_signature_key(input.own->key.public_key), std::move(value));
    }
  }
  return plan.tx.with(std::move(psbt), std::move(finished));
}

std::vector<CarriedSignature> Bitcoin::carried(const Plan& plan,
                                               std::span<const Signature> signatures) {
  std::vector<CarriedSignature> out;
  for (std::size_t job = 0; job < plan.jobs.size(); ++job) {
    const InputPlan& input = plan.inputs[plan.job_inputs[job]];
    const bool taproot = input.own->form == SingleKeyForm::p2tr;
    out.push_back({plan.jobs[job].key.origin.path, taproot ? "schnorr" : "ecdsa",
                   encoded(input, signatures[job])});
  }
  return out;
}

}  // namespace coldquill::bitcoin
