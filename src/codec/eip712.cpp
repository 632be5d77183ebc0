#include <coldquill/codec/eip55.h>
#include <coldquill/codec/eip712.h>
#include <coldquill/crypto/keccak.h>

#include "eip712_values.h"

namespace coldquill {
namespace {

using typed::Kind;
using typed::Structure;
using typed::Type;
using typed::Types;

constexpr std::string_view domain_type = "EIP712Domain";

// The members that EIP-712 gives a domain, in its order, with the types they may be declared with.
// The second type is not the standard's: Cosmos chains with keys of Ethereum declare it.
struct Known {
  std::string_view name;
  std::string_view type;
  std::string_view other;
};
constexpr std::array<Known, 5> known_members{{{"name", "string", {}},
                                              {"version", "string", {}},
                                              {"chainId", "uint256", {}},
                                              {"verifyingContract", "address", "string"},
                                              {"salt", "bytes32", "string"}}};

struct Request {
  const JsonValue* types = nullptr;
  const JsonValue* domain = nullptr;   // null: absent
  const JsonValue* message = nullptr;  // null: absent
  std::string primary;
};

const JsonValue& empty_object() {
  static const JsonValue empty = [] {
    JsonValue value;
    value.kind = JsonKind::object;
    return value;
  }();
  return empty;
}

Result<Request> read_request(const JsonValue& json) {
  if (!json.is(JsonKind::object)) return Error(E_TYPED_DATA, "not an object");
  Request request;
  for (const auto& [name, value] : json.members) {
    if (name == "types")
      request.types = &value;
    else if (name == "domain")
      request.domain = &value;
    else if (name == "message")
      request.message = &value;
    else if (name != "primaryType")
      return Error(E_TYPED_DATA_EXTRA,
                   "a member that typed data does not have: " + typed::quoted(name));
    else if (value.is(JsonKind::string))
      request.primary = value.text;
  }
  if (request.types == nullptr) return Error(E_TYPED_DATA, "missing", "types");
  if (request.primary.empty()) return Error(E_TYPED_DATA, "missing, or not a text", "primaryType");
  if (request.domain == nullptr) request.domain = &empty_object();
  if (!request.domain->is(JsonKind::object)) return Error(E_TYPED_DATA, "not an object", "domain");
  return request;
}

// EIP712Domain is not defined: it has those of the five members that are there, in the order of
// EIP-712, as ethers and viem do it.
Result<void> derive_domain(Types& types, const JsonValue& domain) {
  Structure structure{std::string(domain_type), {}};
  for (const Known& known : known_members)
    if (domain.find(known.name) != nullptr)
      structure.members.push_back({std::string(known.name), *typed::atomic_type(known.type)});
  if (structure.members.size() != domain.members.size())
    return Error(E_TYPED_DATA_UNSUPPORTED, "a member of its own, and no definition of EIP712Domain",
                 "domain");
  types.add(std::move(structure));
  return {};
}

// EIP712Domain is defined: it is hashed as it is. Structs in it are looked up by some libraries and
// not by others, and the five members mean what they are called.
Result<void> check_domain(const Structure& domain) {
  for (const auto& [name, type] : domain.members) {
    if (type.kind == Kind::structure)
      return Error(E_TYPED_DATA_UNSUPPORTED, "a struct inside the domain", "domain." + name);
    const auto known = std::ranges::find(known_members, name, &Known::name);
    if (known != known_members.end() && type.text != known->type && type.text != known->other)
      return Error(E_TYPED_DATA_UNSUPPORTED, "declared as " + type.text, "domain." + name);
  }
  return {};
}

Result<std::size_t> domain_place(Types& types, const JsonValue& domain) {
  if (const auto place = types.find(domain_type)) {
    CQ_CHECK(check_domain(types.at(*place)));
    return *place;
  }
  CQ_CHECK(derive_domain(types, domain));
  return *types.find(domain_type);
}

Result<std::size_t> primary_place(const Types& types, const std::string& name) {
  const auto place = types.find(name);
  if (!place) return Error(E_TYPED_DATA, "a type that is not defined", "primaryType");
  CQ_CHECK(types.check_names(*place));
  return *place;
}

// Beside the domain alone no message is signed.
Result<void> check_no_message(const JsonValue* message) {
  if (message == nullptr) return {};
  if (!message->is(JsonKind::object)) return Error(E_TYPED_DATA, "not an object", "message");
  if (message->members.empty()) return {};
  return Error(E_TYPED_DATA_EXTRA, "a message beside a domain that is signed alone", "message");
}

}  // namespace

Result<TypedData> TypedData::parse(ByteView json) {
  CQ_TRY(root, parse_json(json));
  CQ_TRY(request, read_request(root));
  CQ_TRY(types, Types::parse(*request.types));
  CQ_TRY(domain, domain_place(types, *request.domain));
  CQ_TRY(primary, primary_place(types, request.primary));
  TypedData out;
  out.primary_type_ = request.primary;
  out.encode_type_ = types.encode(primary);
  out.domain_type_ = types.encode(domain);
  out.unused_types_ = types.unused({domain, primary});
  CQ_TRY(domain_hash, typed::Walk(types, out.domain_).structure(domain, *request.domain, "domain"));
  out.domain_hash_ = domain_hash;
  Keccak256 digest;
  digest.put(ByteArray<2>{0x19, 0x01}).put(domain_hash);
  if (primary == domain) {
    CQ_CHECK(check_no_message(request.message));
    out.message_hash_ = domain_hash;
  } else {
    if (request.message == nullptr) return Error(E_TYPED_DATA, "missing", "message");
    CQ_TRY(message,
           typed::Walk(types, out.message_).structure(primary, *request.message, "message"));
    out.message_hash_ = message;
    digest.put(message);
  }
  out.digest_ = digest.digest();
  return out;
}

const TypedField* TypedData::domain_member(std::string_view name, std::string_view type) const {
  const std::string path = "domain." + std::string(name);
  for (const TypedField& row : domain_)
    if (row.path == path && row.type == type) return &row;
  return nullptr;
}

std::optional<std::string> TypedData::domain_text(std::string_view name) const {
  const TypedField* row = domain_member(name, "string");
  return row == nullptr ? std::nullopt : std::optional(row->value);
}

std::optional<Uint256> TypedData::chain_id() const {
  const TypedField* row = domain_member("chainId", "uint256");
  if (row == nullptr) return {};
  const auto number = parse_uint256(row->value);
  COLDQUILL_ASSERT(number.ok());
  return *number;
}

std::optional<ByteArray<20>> TypedData::verifying_contract() const {
  const TypedField* row = domain_member("verifyingContract", "address");
  if (row == nullptr) return {};
  const auto address = parse_eip55(row->value);
  COLDQUILL_ASSERT(address.ok());
  return *address;
}

Result<std::string> typed_encode_type(const JsonValue& types, std::string_view name) {
  CQ_TRY(all, Types::parse(types));
  CQ_TRY(place, primary_place(all, std::string(name)));
  return all.encode(place);
}

}  // namespace coldquill
