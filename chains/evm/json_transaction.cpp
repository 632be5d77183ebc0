#include <coldquill/base/hex.h>
#include <coldquill/base/text.h>
#include <coldquill/evm/json_transaction.h>

#include <set>

namespace coldquill::evm {
namespace {

// A flat reader over the members of an object. Sticky, as Reader is.
class Members {
 public:
  explicit Members(const JsonValue& object) : object_(object) {
    if (!object.is(JsonKind::object)) fail("", "no JSON object");
  }

  // The member of one of these names; nullptr when it is absent or null.
  const JsonValue* maybe(std::initializer_list<std::string_view> names) {
    const JsonValue* found = nullptr;
    for (const std::string_view name : names) {
      asked_.insert(name);
      const JsonValue* member = object_.find(name);
      if (member == nullptr || member->is(JsonKind::null)) continue;
      if (found != nullptr && found->text != member->text) fail(name, "said twice, differently");
      found = member;
    }
    return found;
  }
  std::optional<Uint256> number(std::initializer_list<std::string_view> names) {
    const JsonValue* member = maybe(names);
    if (member == nullptr) return {};
    const bool written = member->is(JsonKind::number) || member->is(JsonKind::string);
    const auto value = written ? parse_uint256(member->text) : Result<Uint256>(Uint256{});
    if (!written || !value) {
      fail(*names.begin(), "no whole number");
      return {};
    }
    return *value;
  }
  std::optional<std::uint64_t> number64(std::initializer_list<std::string_view> names) {
    const auto value = number(names);
    if (!value) return {};
    if (!value->u64()) fail(*names.begin(), "a number out of range");
    return value->u64();
  }
  std::optional<EvmAddress> address(std::string_view name) {
    const JsonValue* member = maybe({name});
    if (member == nullptr) return {};
    const auto read = parse_eip55(member->text);
    if (!read) keep(Error(read.error()).in(name));
    return read ? std::optional(*read) : std::nullopt;
  }
  Bytes octets(std::initializer_list<std::string_view> names) {
    const JsonValue* member = maybe(names);
    if (member == nullptr) return {};
    auto read = member->text.starts_with("0x") ? from_hex(member->text.substr(2))
                                               : Result<Bytes>(Error(E_BAD_EVM_REQUEST, ""));
    if (!read) fail(*names.begin(), "bytes are written as 0x and pairs of hexadecimal digits");
    return read ? *std::move(read) : Bytes{};
  }

  void fail(std::string_view name, std::string_view what) {
    keep(Error(E_BAD_EVM_REQUEST, std::string(what), std::string(name)));
  }
  void keep(Error error) {
    if (!error_) error_ = std::move(error);
  }
  // The first failure, or a member that nobody asked for; one that is null says nothing.
  Result<void> finish() {
    for (const auto& [name, value] : object_.members) {
      const bool known = asked_.contains(name) || value.is(JsonKind::null);
      if (!known) fail(escape_text(name), "a member that is not understood");
    }
    if (error_) return *error_;
    return {};
  }

 private:
  const JsonValue& object_;
  std::set<std::string_view, std::less<>> asked_;
  std::optional<Error> error_;
};

Result<AccessEntry> parse_access_entry(const JsonValue& json) {
  Members in(json);
  AccessEntry out;
  const auto address = in.address("address");
  if (!address) in.fail("address", "missing");
  out.address = address.value_or(EvmAddress{});
  const JsonValue* keys = in.maybe({"storageKeys"});
  if (keys == nullptr || !keys->is(JsonKind::array)) in.fail("storageKeys", "no array");
  CQ_CHECK(in.finish());
  for (const JsonValue& key : keys->items) {
    const auto octets = from_hex(key.text.substr(std::min<std::size_t>(2, key.text.size())));
    if (!key.text.starts_with("0x") || !octets || octets->size() != 32) {
      return Error(E_BAD_EVM_REQUEST, "a storage key is written as 0x and 64 digits");
    }
    out.keys.push_back(array_of<32>(*octets));
  }
  return out;
}

// What the fee fields say that the transaction is; a type that is named must be the same.
TxType type_of(Members& in, bool dynamic, bool has_list) {
  const TxType found = dynamic    ? TxType::dynamic_fee
                       : has_list ? TxType::access_list
                                  : TxType::legacy;
  const JsonValue* named = in.maybe({"type"});
  if (named == nullptr) return found;
  constexpr std::string_view words[] = {"legacy", "eip2930", "eip1559"};
  const auto word = std::ranges::find(words, named->text);
  const auto number = parse_uint256(named->text);
  const auto type = number ? number->u64().value_or(std::size(words))
                           : static_cast<std::uint64_t>(word - std::begin(words));
  if (type >= std::size(words)) {
    in.keep(Error(E_UNSUPPORTED_EVM_TYPE, "a transaction of this type is not supported", "type"));
  } else if (static_cast<TxType>(type) != found) {
    in.fail("type", "the fields are those of another type");
  }
  return found;
}

// The sender: "from", or viem's "account", a text or an object that has it as its address.
std::optional<EvmAddress> read_sender(Members& in) {
  const auto from = in.address("from");
  const JsonValue* account = in.maybe({"account"});
  if (account == nullptr) return from;
  const JsonValue* address = account->is(JsonKind::object) ? account->find("address") : account;
  const auto read = parse_eip55(address == nullptr ? std::string() : address->text);
  if (!read) {
    in.keep(Error(read.error()).in("account"));
    return from;
  }
  if (from && *from != *read) in.fail("account", "another address than in from");
  return *read;
}

void read_fees(Members& in, Transaction& tx) {
  const auto price = in.number({"gasPrice"});
  const auto most = in.number({"maxFeePerGas"});
  const auto priority = in.number({"maxPriorityFeePerGas"});
  const JsonValue* list = in.maybe({"accessList"});
  const bool dynamic = most.has_value() || priority.has_value();
  tx.type = type_of(in, dynamic, list != nullptr);
  if (dynamic ? (price || !most || !priority) : !price) {
    in.fail("gasPrice", "either gasPrice, or maxFeePerGas and maxPriorityFeePerGas");
  }
  tx.gas_price = dynamic ? most.value_or(Uint256{}) : price.value_or(Uint256{});
  tx.priority_fee = priority.value_or(Uint256{});
  if (list == nullptr) return;
  auto entries = parse_access_list(*list);
  if (entries) {
    tx.access_list = *std::move(entries);
  } else {
    in.keep(std::move(entries).error());
  }
}

std::string member(std::string_view name, std::string_view value) {
  return "\"" + std::string(name) + "\": \"" + std::string(value) + "\"";
}

std::string access_list_text(const std::vector<AccessEntry>& entries) {
  std::string out = "\"accessList\": [";
  for (std::size_t i = 0; i < entries.size(); ++i) {
    out += (i == 0 ? "{" : ", {") + member("address", eip55(entries[i].address)) +
           ", \"storageKeys\": [";
    for (std::size_t k = 0; k < entries[i].keys.size(); ++k) {
      out += (k == 0 ? "\"0x" : ", \"0x") + to_hex(entries[i].keys[k]) + "\"";
    }
    out += "]}";
  }
  return out + "]";
}

std::vector<std::string> fee_members(const Transaction& tx) {
  if (tx.type != TxType::dynamic_fee) return {member("gasPrice", tx.gas_price.hex())};
  return {member("maxFeePerGas", tx.gas_price.hex()),
          member("maxPriorityFeePerGas", tx.priority_fee.hex())};
}

}  // namespace

Result<std::vector<AccessEntry>> parse_access_list(const JsonValue& json) {
  if (!json.is(JsonKind::array)) return Error(E_BAD_EVM_REQUEST, "no array", "accessList");
  std::vector<AccessEntry> out;
  for (const JsonValue& item : json.items) {
    CQ_TRY(entry, parse_access_entry(item).in("accessList"));
    out.push_back(std::move(entry));
  }
  return out;
}

Result<JsonTransaction> parse_json_transaction(const JsonValue& json) {
  Members in(json);
  JsonTransaction out;
  Transaction& tx = out.tx;
  out.from = read_sender(in);
  tx.chain_id = in.number64({"chainId"});
  const auto nonce = in.number64({"nonce"});
  const auto gas = in.number64({"gas", "gasLimit"});
  if (!nonce || *nonce == ~std::uint64_t{0}) in.fail("nonce", "missing or out of range");
  if (!gas) in.fail("gas", "missing");
  tx.nonce = nonce.value_or(0);
  tx.gas_limit = gas.value_or(0);
  tx.to = in.address("to");
  tx.value = in.number({"value"}).value_or(Uint256{});
  tx.data = in.octets({"data", "input"});
  read_fees(in, tx);
  CQ_CHECK(in.finish());
  if (!tx.chain_id) return Error(E_NO_CHAIN_ID, "there is no chainId");
  if (*tx.chain_id > largest_chain_id) return Error(E_BAD_EVM_REQUEST, "out of range", "chainId");
  if (serialize_unsigned(tx).size() > largest_transaction - largest_signature) {
    return Error(E_TOO_LARGE, "a transaction that no node passes on");
  }
  return out;
}

Bytes write_json_transaction(const JsonTransaction& transaction) {
  const Transaction& tx = transaction.tx;
  std::vector<std::string> members;
  if (transaction.from) members.push_back(member("from", eip55(*transaction.from)));
  members.push_back(member("type", Uint256(static_cast<std::uint64_t>(tx.type)).hex()));
  members.push_back(member("chainId", Uint256(*tx.chain_id).hex()));
  members.push_back(member("nonce", Uint256(tx.nonce).hex()));
  for (std::string& fee : fee_members(tx)) members.push_back(std::move(fee));
  members.push_back(member("gas", Uint256(tx.gas_limit).hex()));
  if (tx.to) members.push_back(member("to", eip55(*tx.to)));
  members.push_back(member("value", tx.value.hex()));
  members.push_back(member("data", "0x" + to_hex(tx.data)));
  if (tx.type != TxType::legacy) members.push_back(access_list_text(tx.access_list));
  std::string out = "{";
  for (std::size_t i = 0; i < members.size(); ++i) out += (i == 0 ? "\n  " : ",\n  ") + members[i];
  return to_bytes(view_of(out + "\n}\n"));
}

}  // namespace coldquill::evm
