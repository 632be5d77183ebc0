#include <coldquill/evm/sign_request.h>

namespace coldquill::evm {
namespace {

enum Key : std::uint64_t { id = 1, data, data_type, chain_id, path, address, origin };

DataType read_type(CborFields& in) {
  const std::uint64_t type = in.uint(data_type);
  in.require(type >= 1 && type <= 4, data_type, E_UNSUPPORTED_EVM_TYPE,
             "data of type " + std::to_string(type));
  return static_cast<DataType>(type);
}

void read_address(CborFields& in, SignRequest& out) {
  const auto found = in.maybe_bytes(address);
  if (!found) return;
  out.blank_address = found->empty();
  if (out.blank_address) return;
  in.require(found->size() == 20, address, E_BAD_CBOR, "an address that has not 20 bytes");
  out.address = array_of<20>(*found);
}

}  // namespace

Result<SignRequest> parse_sign_request(ByteView cbor) {
  CQ_TRY(map, parse_cbor(cbor));
  CborFields in(map, "eth-sign-request");
  SignRequest out;
  out.id = uuid_field(in, id);
  out.data = to_bytes(in.bytes(data));
  out.type = read_type(in);
  out.chain_id = in.maybe_uint(chain_id, largest_chain_id);
  out.path = keypath_field(in, path);
  read_address(in, out);
  if (const auto text = in.maybe_text(origin, longest_asker)) out.asked_by = std::string(*text);
  CQ_CHECK(in.finish());
  CQ_CHECK(out.path.path());
  return out;
}

Bytes write_sign_request(const SignRequest& request) {
  CborMapWriter map;
  if (request.id) map.key(id).tag(ur_tag_uuid).bytes(*request.id);
  map.key(data).bytes(request.data);
  map.key(data_type).uint(static_cast<std::uint64_t>(request.type));
  if (request.chain_id) map.key(chain_id).uint(*request.chain_id);
  write_ur(map.key(path).tag(ur_tag_keypath), request.path);
  if (request.address) map.key(address).bytes(*request.address);
  if (request.blank_address) map.key(address).bytes({});
  if (request.asked_by) map.key(origin).text(*request.asked_by);
  CborWriter out;
  map.write_to(out);
  return out.take();
}

bool is_sign_request(ByteView bytes) {
  const auto map = parse_cbor(bytes);
  if (!map || !map->is(CborKind::map)) return false;
  CborFields in(*map, "eth-sign-request");
  return in.maybe(data, CborKind::bytes) != nullptr &&
         in.maybe(data_type, CborKind::uint) != nullptr &&
         in.maybe_tagged(path, {ur_tag_keypath, ur_tag(ur_tag_keypath, UrGeneration::second)}) !=
             nullptr;
}

Bytes write_eth_signature(const std::optional<ByteArray<16>>& request, ByteView signature) {
  CborMapWriter map;
  if (request) map.key(1).tag(ur_tag_uuid).bytes(*request);
  map.key(2).bytes(signature);
  CborWriter out;
  map.write_to(out);
  return out.take();
}

}  // namespace coldquill::evm
