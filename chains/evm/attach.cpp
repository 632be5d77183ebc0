#include <coldquill/base/writer.h>
#include <coldquill/evm/family.h>

namespace coldquill::evm {
namespace {

// v in its three conventions. Of legacy transactions it is a number of one to eight octets.
Bytes v_of(const Content& content, const EvmSignature& signature) {
  const auto* tx = std::get_if<Transaction>(&content);
  if (tx == nullptr) return {static_cast<std::uint8_t>(27 + signature.parity)};
  if (tx->type != TxType::legacy) return {signature.parity};
  return Uint256(legacy_v(*tx, signature)).minimal();
}

}  // namespace

Bytes signature_bytes(const Content& content, const EvmSignature& signature) {
  return Writer().bytes(signature.r).bytes(signature.s).bytes(v_of(content, signature)).take();
}

Result<Tx> Evm::attach(const Plan& plan, std::span<const Signature> signatures) {
  if (plan.jobs.empty()) return plan.tx;
  const Signature& signature = signatures.front();
  if (signature.size() != EvmSignature::octets) {
    return Error(E_BAD_EVM_SIGNATURE, "a signature without its recovery id");
  }
  return plan.tx.with(EvmSignature::of(signature));
}

std::vector<CarriedSignature> Evm::carried(const Plan& plan,
                                           std::span<const Signature> signatures) {
  std::vector<CarriedSignature> out;
  for (std::size_t job = 0; job < plan.jobs.size(); ++job) {
    out.push_back({plan.jobs[job].key.origin.path, "ecdsa",
                   signature_bytes(plan.tx.content(), EvmSignature::of(signatures[job]))});
  }
  return out;
}

}  // namespace coldquill::evm
