#include <coldquill/bitcoin_message/family.h>
#include <coldquill/bitcoin_message/sign_request.h>

namespace coldquill::bitcoin_message {

Result<std::vector<Answer>> BitcoinMessage::answers(const Tx& tx) {
  const Tx::Held& held = tx.held();
  const bool text = held.form == Form::text;
  if (!held.signature) {
    const std::string kind(text ? "bitcoin-message" : "btc-sign-request");
    return std::vector<Answer>{{kind, encode(tx), false, false}};
  }
  std::vector<Answer> out;
  const auto& [octets, key] = *held.signature;
  if (!text) {
    out.push_back({"btc-signature", write_btc_signature(held.id, octets, key), true, false});
  }
  out.push_back({"bitcoin-signature", octets, true, false});
  return out;
}

}  // namespace coldquill::bitcoin_message
