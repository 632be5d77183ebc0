#include <coldquill/keys/ur_accounts.h>

namespace coldquill {
namespace {

constexpr std::uint64_t highest = 0xffffffff;
constexpr std::uint64_t ur_tag_raw = 408;

std::optional<UrScript> script_of(const Cbor& item) {
  if (!item.is(CborKind::tag) || item.number < 400 || item.number > 410 ||
      item.number == ur_tag_raw)
    return {};
  return static_cast<UrScript>(item.number);
}

bool is_multi(UrScript script) {
  return script == UrScript::multi || script == UrScript::sortedmulti;
}

Result<std::vector<UrKey>> keys_of(const std::vector<Cbor>& items) {
  std::vector<UrKey> keys;
  for (const auto& item : items) {
    CQ_TRY(key, parse_ur_key(item));
    keys.push_back(std::move(key));
  }
  return keys;
}

Result<void> read_multi(UrOutput& out, const Cbor& map) {
  CborFields in(map, "multi");
  out.threshold = in.uint(1);
  out.keys = in.keep(keys_of(in.array(2)));
  in.require(*out.threshold >= 1 && *out.threshold <= out.keys.size(), 1, E_BAD_CBOR,
             "a threshold that its keys cannot meet");
  return in.finish();
}

std::optional<std::string> maybe_string(CborFields& in, std::uint64_t key) {
  const auto text = in.maybe_text(key);
  return text ? std::optional<std::string>(*text) : std::nullopt;
}

KeyFingerprint fingerprint_field(CborFields& in, std::uint64_t key) {
  return KeyFingerprint::of_number(static_cast<std::uint32_t>(in.uint(key, highest)));
}

Result<std::vector<UrOutput>> outputs_of(const std::vector<Cbor>& items, bool tagged) {
  std::vector<UrOutput> outputs;
  for (const auto& item : items) {
    if (item.is_tag(ur_tag_output) != tagged)
      return Error(E_BAD_CBOR, "outputs with and without their tag", {}, item.at);
    CQ_TRY(output, parse_ur_output(tagged ? item.items.front() : item));
    outputs.push_back(std::move(output));
  }
  return outputs;
}

template <class T>
Result<std::vector<T>> tagged_items(const std::vector<Cbor>& items, std::uint64_t tag,
                                    Result<T> (*parse)(const Cbor&)) {
  std::vector<T> out;
  for (const auto& item : items) {
    if (!item.is_tag(tag)) return Error(E_BAD_CBOR, "an item of another kind", {}, item.at);
    CQ_TRY(value, parse(item.items.front()));
    out.push_back(std::move(value));
  }
  return out;
}

void write_keys(CborWriter& out, const std::vector<UrKey>& keys, UrGeneration generation) {
  out.array(keys.size());
  for (const auto& key : keys) write_ur(out, key, generation);
}

}  // namespace

Result<UrOutput> parse_ur_output(const Cbor& item) {
  UrOutput out;
  const Cbor* at = &item;
  for (auto script = script_of(*at); script; script = script_of(*at)) {
    out.scripts.push_back(*script);
    at = &at->items.front();
    if (!is_multi(*script)) continue;
    CQ_CHECK(read_multi(out, *at));
    return out;
  }
  if (at->is_tag(ur_tag_raw)) return Error(E_UNSUPPORTED_KEY_ITEM, "a raw script", {}, at->at);
  CQ_TRY(key, parse_ur_key(*at));
  out.keys.push_back(std::move(key));
  return out;
}

Result<UrDescriptor> parse_ur_descriptor(const Cbor& map) {
  CborFields in(map, "output-descriptor");
  UrDescriptor out;
  out.source = std::string(in.text(1));
  if (in.has(2)) out.keys = in.keep(keys_of(in.array(2)));
  out.name = maybe_string(in, 3);
  out.note = maybe_string(in, 4);
  CQ_CHECK(in.finish());
  return out;
}

Result<UrAccount> parse_ur_account(const Cbor& map) {
  CborFields in(map, "account");
  UrAccount out;
  out.master = fingerprint_field(in, 1);
  const auto& items = in.array(2);
  out.tagged = items.empty() || items.front().is_tag(ur_tag_output);
  out.outputs = in.keep(outputs_of(items, out.tagged));
  CQ_CHECK(in.finish());
  return out;
}

Result<UrAccountDescriptor> parse_ur_account_descriptor(const Cbor& map) {
  CborFields in(map, "account-descriptor");
  UrAccountDescriptor out;
  out.master = fingerprint_field(in, 1);
  out.outputs = in.keep(
      tagged_items(in.array(2), ur_tag(ur_tag_output, UrGeneration::second), parse_ur_descriptor));
  CQ_CHECK(in.finish());
  return out;
}

Result<UrMultiAccounts> parse_ur_multi_accounts(const Cbor& map) {
  CborFields in(map, "multi-accounts");
  UrMultiAccounts out;
  out.master = fingerprint_field(in, 1);
  out.keys = in.keep(tagged_items(in.array(2), ur_tag_hdkey, parse_ur_hdkey));
  out.device = maybe_string(in, 3);
  out.device_id = maybe_string(in, 4);
  out.device_version = maybe_string(in, 5);
  CQ_CHECK(in.finish());
  return out;
}

void write_ur(CborWriter& out, const UrOutput& output) {
  for (const auto script : output.scripts) out.tag(static_cast<std::uint16_t>(script));
  if (output.threshold) {
    write_keys(out.map(2).uint(1).uint(*output.threshold).uint(2), output.keys,
               UrGeneration::first);
  } else {
    COLDQUILL_ASSERT(output.keys.size() == 1);
    write_ur(out, output.keys.front(), UrGeneration::first);
  }
}

void write_ur(CborWriter& out, const UrDescriptor& descriptor) {
  CborMapWriter map;
  map.key(1).text(descriptor.source);
  if (!descriptor.keys.empty()) write_keys(map.key(2), descriptor.keys, UrGeneration::second);
  if (descriptor.name) map.key(3).text(*descriptor.name);
  if (descriptor.note) map.key(4).text(*descriptor.note);
  map.write_to(out);
}

void write_ur(CborWriter& out, const UrAccount& account) {
  out.map(2).uint(1).uint(account.master.number()).uint(2).array(account.outputs.size());
  for (const auto& output : account.outputs) {
    if (account.tagged) out.tag(ur_tag_output);
    write_ur(out, output);
  }
}

void write_ur(CborWriter& out, const UrAccountDescriptor& account) {
  out.map(2).uint(1).uint(account.master.number()).uint(2).array(account.outputs.size());
  for (const auto& output : account.outputs)
    write_ur(out.tag(ur_tag(ur_tag_output, UrGeneration::second)), output);
}

void write_ur(CborWriter& out, const UrMultiAccounts& accounts) {
  CborMapWriter map;
  map.key(1).uint(accounts.master.number());
  CborWriter& keys = map.key(2).array(accounts.keys.size());
  for (const auto& key : accounts.keys) write_ur(keys.tag(ur_tag_hdkey), key, UrGeneration::first);
  if (accounts.device) map.key(3).text(*accounts.device);
  if (accounts.device_id) map.key(4).text(*accounts.device_id);
  if (accounts.device_version) map.key(5).text(*accounts.device_version);
  map.write_to(out);
}

}  // namespace coldquill
