#include <coldquill/codec/cbor.h>
#include <coldquill/codec/protobuf.h>
#include <coldquill/transport/deflate.h>
#include <coldquill/transport/keystone.h>

namespace coldquill {
namespace {

// Numbers of fields.
constexpr std::uint32_t base_data = 3;
constexpr std::uint32_t payload_type = 1, payload_sign_tx = 4, payload_answer = 7;
constexpr std::uint32_t sign_tx_coin = 1, sign_tx_id = 2, result_id = 1;
// Values of payload_type.
constexpr std::uint64_t type_sign_tx = 2, type_answer = 9;

constexpr std::size_t longest_coin = 32;
constexpr std::size_t longest_id = 100;  // a UUID has 36

Result<std::string> read_coin(const ProtobufMessage& message) {
  CQ_TRY(octets, message.bytes(sign_tx_coin));
  const std::string_view coin = text_of(octets);
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
  const bool good =
      !coin.empty() && coin.size() <= longest_coin && coin.find_first_not_of(letters) == coin.npos;
  if (good) return std::string(coin);
  return Error(E_BAD_PROTOBUF, "the coin of this request is no name");
}

Result<std::string> read_id(const ProtobufMessage& message, std::uint32_t number) {
  CQ_TRY(octets, message.maybe_bytes(number));
  if (!octets) return std::string();
  if (octets->size() <= longest_id) return std::string(text_of(*octets));
  return Error(E_TOO_LARGE, "the name of this request is too long");
}

Result<KeystoneEnvelope> read_request(ByteView octets) {
  CQ_TRY(message, ProtobufMessage::parse(octets));
  CQ_TRY(coin, read_coin(message));
  CQ_TRY(id, read_id(message, sign_tx_id));
  return KeystoneEnvelope{KeystoneEnvelope::Kind::request, std::move(coin), std::move(id)};
}

Result<KeystoneEnvelope> read_result(ByteView octets) {
  CQ_TRY(message, ProtobufMessage::parse(octets));
  CQ_TRY(id, read_id(message, result_id));
  return KeystoneEnvelope{KeystoneEnvelope::Kind::result, {}, std::move(id)};
}

Result<KeystoneEnvelope> read_payload(ByteView octets) {
  CQ_TRY(payload, ProtobufMessage::parse(octets));
  CQ_TRY(type, payload.maybe_uint(payload_type));
  if (type == type_sign_tx) return payload.bytes(payload_sign_tx).and_then(read_request);
  if (type == type_answer) return payload.bytes(payload_answer).and_then(read_result);
  return Error(E_BAD_PROTOBUF, "this envelope holds neither a request nor its result");
}

}  // namespace

Result<KeystoneEnvelope> read_keystone(ByteView cbor) {
  CQ_TRY(item, parse_cbor(cbor));
  CborFields map(item, "envelope");
  const ByteView packed = map.bytes(1);
  map.maybe_text(2);  // who asks
  CQ_CHECK(map.finish());
  CQ_TRY(octets, inflate_gzip(packed, keystone_largest));
  CQ_TRY(base, ProtobufMessage::parse(octets));
  return base.bytes(base_data).and_then(read_payload);
}

}  // namespace coldquill
