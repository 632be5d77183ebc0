#include <coldquill/base/writer.h>
#include <coldquill/bitcoin_message/family.h>
#include <coldquill/bitcoin_message/reasons.h>
#include <coldquill/model/request.h>

namespace coldquill::bitcoin_message {
namespace {

constexpr std::size_t octets_of_recoverable = 65;

Bytes with_header(ByteView recoverable) {
  const auto header = static_cast<std::uint8_t>(MessageSignature::header + recoverable.back());
  return Writer().u8(header).bytes(recoverable.first(recoverable.size() - 1)).take();
}

}  // namespace

Result<Tx> BitcoinMessage::attach(const Plan& plan, std::span<const Signature> signatures) {
  if (plan.jobs.empty()) return plan.tx;
  const Signature& signature = signatures.front();
  if (signature.size() != octets_of_recoverable) {
    return Error(E_BAD_MESSAGE_REQUEST, "a signature without its recovery id");
  }
  return plan.tx.with({with_header(signature), plan.own->public_key});
}

std::vector<CarriedSignature> BitcoinMessage::carried(const Plan& plan,
                                                      std::span<const Signature> signatures) {
  std::vector<CarriedSignature> out;
  for (std::size_t job = 0; job < plan.jobs.size(); ++job) {
    out.push_back({plan.jobs[job].key.origin.path, "ecdsa", with_header(signatures[job])});
  }
  return out;
}

// Copies of one request, and no form of it carries a signature: the first is as good as the other.
// Two of them may ask different keys.
Result<Tx> BitcoinMessage::combine(const Tx& a, const Tx& b) {
  if (a.held().asked == b.held().asked) return a;
  return Error(E_DIFFERENT_REQUESTS, "two copies ask for different keys");
}

}  // namespace coldquill::bitcoin_message
