#include "message_cases.h"

#include <support/must.h>

namespace coldquill::bitcoin_message::test {

using coldquill::test::must;

Payload command_text(std::string_view whole) {
  return {"bitcoin-message", to_bytes(view_of(whole)), {}};
}

Payload command(std::string_view message, std::string_view at) {
  return command_text("signmessage " + std::string(at) + " ascii:" + std::string(message));
}

Payload lines(std::string_view message, std::string_view at, std::string_view address_type) {
  return command_text(std::string(message) + "\n" + std::string(at) + "\n" +
                      std::string(address_type) + "\n");
}

Parts parts(std::string_view message, std::string_view at, std::string_view address) {
  Parts out;
  out.id = ByteArray<16>{0x9b, 0x1d, 0xeb, 0x4d};
  out.data = to_bytes(view_of(message));
  out.paths = {UrKeyPath::of({me().fingerprint(), path(at)})};
  out.addresses = {{std::string(address)}};
  out.asked_by = "test wallet";
  return out;
}

Bytes write(const Parts& parts) {
  CborMapWriter map;
  if (parts.id) map.key(1).tag(ur_tag_uuid).bytes(*parts.id);
  map.key(2).bytes(parts.data);
  map.key(3).uint(parts.type);
  CborWriter& paths = map.key(4).array(parts.paths.size());
  for (const UrKeyPath& one : parts.paths) write_ur(paths.tag(ur_tag_keypath), one);
  if (parts.addresses) {
    CborWriter& addresses = map.key(5).array(parts.addresses->size());
    for (const std::string& one : *parts.addresses) addresses.text(one);
  }
  if (parts.asked_by) map.key(6).text(*parts.asked_by);
  CborWriter out;
  map.write_to(out);
  return out.take();
}

Payload payload(const Parts& parts) {
  return {"btc-sign-request", write(parts), {}};
}

Result<Draft> prepare(const Payload& payload, std::optional<std::string> network,
                      const Wallet& wallet) {
  return coldquill::test::prepare_for<BitcoinMessage>(wallet, payload, std::move(network));
}

Review review(const Payload& payload, std::optional<std::string> network) {
  return must(prepare(payload, std::move(network))).review();
}

std::string reason(const Payload& payload, std::optional<std::string> network) {
  const auto draft = prepare(payload, std::move(network));
  return draft ? std::string() : std::string(draft.error().reason());
}

Outcome signed_by(const Wallet& wallet, const Payload& payload) {
  const auto draft = must(prepare(payload, {}, wallet));
  return must(draft.attach(wallet.sign(draft)));
}

}  // namespace coldquill::bitcoin_message::test
