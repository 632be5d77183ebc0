#include <coldquill/bitcoin_message/reasons.h>
#include <coldquill/bitcoin_message/sign_request.h>
#include <coldquill/model/review.h>

namespace coldquill::bitcoin_message {
namespace {

constexpr std::uint64_t type_message = 1;
constexpr std::size_t longest_address = 90;  // BIP-0173
enum Key : std::uint64_t { id = 1, data, data_type, paths, addresses, origin };

void check_type(CborFields& in) {
  const std::uint64_t type = in.uint(data_type);
  in.require(type == type_message, data_type, E_UNSUPPORTED_MESSAGE,
             "data of type " + std::to_string(type));
}

UrKeyPath read_path(CborFields& in) {
  auto found = keypaths_field(in, paths);
  const bool one = in.require(found.size() == 1, paths, E_UNSUPPORTED_MESSAGE,
                              std::to_string(found.size()) + " keys are asked for");
  return one ? std::move(found.front()) : UrKeyPath{};
}

// One beside each path, or none at all. Keystone's SDK writes an empty one for none.
std::optional<std::string> read_address(CborFields& in) {
  const Cbor* list = in.maybe(addresses, CborKind::array);
  if (list == nullptr || list->items.empty()) return {};
  const Cbor& first = list->items.front();
  const bool good = list->items.size() == 1 && first.is(CborKind::text);
  if (!in.require(good, addresses, E_BAD_MESSAGE_REQUEST, "not one address for one key")) return {};
  in.require(first.data.size() <= longest_address, addresses, E_BAD_MESSAGE_REQUEST,
             "an address that is too long");
  if (first.text().empty()) return {};
  return std::string(first.text());
}

}  // namespace

Result<SignRequest> parse_sign_request(ByteView cbor) {
  CQ_TRY(map, parse_cbor(cbor));
  CborFields in(map, "btc-sign-request");
  SignRequest out;
  out.id = uuid_field(in, id);
  out.data = to_bytes(in.bytes(data));
  check_type(in);
  out.path = read_path(in);
  out.address = read_address(in);
  const auto text = in.maybe_text(origin, longest_asker);
  if (text && !text->empty()) out.asked_by = std::string(*text);
  CQ_CHECK(in.finish());
  CQ_CHECK(out.path.path());
  return out;
}

bool is_sign_request(ByteView bytes) {
  const auto map = parse_cbor(bytes);
  if (!map || !map->is(CborKind::map)) return false;
  CborFields in(*map, "btc-sign-request");
  return in.maybe(data, CborKind::bytes) != nullptr &&
         in.maybe(data_type, CborKind::uint) != nullptr &&
         in.maybe(paths, CborKind::array) != nullptr;
}

Bytes write_btc_signature(const std::optional<ByteArray<16>>& request, ByteView signature,
                          const PublicKey& key) {
  CborMapWriter map;
  if (request) map.key(1).tag(ur_tag_uuid).bytes(*request);
  map.key(2).bytes(signature);
  map.key(3).bytes(key.bytes());
  CborWriter out;
  map.write_to(out);
  return out.take();
}

}  // namespace coldquill::bitcoin_message
