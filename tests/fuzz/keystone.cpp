// Any bytes as Keystone's envelope, as what is compressed in it, and as a protobuf message: nothing
// grows beyond its limit, and what is read is fit to be said.
#include <coldquill/codec/protobuf.h>
#include <coldquill/transport/deflate.h>
#include <coldquill/transport/keystone.h>

#include "fuzz.h"

using namespace coldquill;

namespace {

// Every field has a key and at least one octet behind it, and lies inside the message.
void protobuf_laws(ByteView octets) {
  const auto message = ProtobufMessage::parse(octets);
  if (!message) return;
  COLDQUILL_ASSERT(message->size() <= protobuf_most_fields && message->size() * 2 <= octets.size());
  std::size_t sum = 0;
  for (std::uint32_t number = 1; number < 20; ++number) {
    const auto field = message->maybe_bytes(number);
    if (field && *field) sum += (*field)->size();
  }
  COLDQUILL_ASSERT(sum <= octets.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t most = 5000;
  const ByteView octets(data, size);
  const auto inflated = inflate_gzip(octets, most);
  if (inflated) COLDQUILL_ASSERT(inflated->size() <= most);
  if (inflated) protobuf_laws(*inflated);
  protobuf_laws(octets);
  const auto envelope = read_keystone(octets);
  if (!envelope) return 0;
  const bool request = envelope->kind == KeystoneEnvelope::Kind::request;
  COLDQUILL_ASSERT(request == !envelope->coin.empty());
  COLDQUILL_ASSERT(is_plain_text(view_of(envelope->coin)));
  return 0;
}
