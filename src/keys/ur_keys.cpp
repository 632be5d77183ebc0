#include <coldquill/keys/ur_keys.h>

namespace coldquill {
namespace {

constexpr std::uint64_t highest = 0xffffffff;
constexpr std::uint64_t highest_index = hardened_bit - 1;
constexpr std::uint64_t second(std::uint64_t tag) {
  return ur_tag(tag, UrGeneration::second);
}

bool is_index(const Cbor& item) {
  return item.is(CborKind::uint) && item.number <= highest_index;
}
bool is_flag(const Cbor& item) {
  return item.is(CborKind::boolean);
}

Error bad_path(const char* what, const Cbor& item) {
  return {E_BAD_CBOR, what, "path", item.at};
}

// A pair is an array of four where a component stands: [outer, hardened, inner, hardened].
Result<UrStep> pair_of(const Cbor& item) {
  const auto& parts = item.items;
  if (!is_index(parts[0]) || !is_flag(parts[1]) || !is_index(parts[2]) || !is_flag(parts[3]))
    return bad_path("a pair of branches that is none", item);
  return UrStep{UrStep::Kind::pair, static_cast<std::uint32_t>(parts[0].number),
                static_cast<std::uint32_t>(parts[2].number), parts[1].number == 1,
                parts[3].number == 1};
}

Result<UrStep> range_of(const Cbor& item) {
  const auto& ends = item.items;
  if (!is_index(ends[0]) || !is_index(ends[1]) || ends[0].number >= ends[1].number)
    return bad_path("a range that is none", item);
  return UrStep{UrStep::Kind::range, static_cast<std::uint32_t>(ends[0].number),
                static_cast<std::uint32_t>(ends[1].number), false, false};
}

// A component without the flag that follows it, unless it is a pair.
Result<UrStep> component_of(const Cbor& item) {
  if (is_index(item)) return UrStep::index(static_cast<std::uint32_t>(item.number));
  if (item.is(CborKind::array) && item.items.empty()) return UrStep::wildcard();
  if (item.is(CborKind::array) && item.items.size() == 2) return range_of(item);
  if (item.is(CborKind::array) && item.items.size() == 4) return pair_of(item);
  return bad_path("a component that is no index, range or wildcard", item);
}

Result<std::vector<UrStep>> steps_of(const std::vector<Cbor>& items) {
  std::vector<UrStep> steps;
  for (std::size_t i = 0; i < items.size(); ++i) {
    CQ_TRY(step, component_of(items[i]));
    if (step.kind != UrStep::Kind::pair) {
      if (i + 1 == items.size() || !is_flag(items[i + 1]))
        return bad_path("a component without its hardened flag", items[i]);
      step.hardened = items[++i].number == 1;
    }
    steps.push_back(step);
    if (steps.size() > deepest_path)
      return bad_path("more components than a key can have", items[i]);
  }
  return steps;
}

void write_step(CborWriter& out, const UrStep& step) {
  switch (step.kind) {
    case UrStep::Kind::index:
      out.uint(step.low).boolean(step.hardened);
      break;
    case UrStep::Kind::wildcard:
      out.array(0).boolean(step.hardened);
      break;
    case UrStep::Kind::range:
      out.array(2).uint(step.low).uint(step.high).boolean(step.hardened);
      break;
    case UrStep::Kind::pair:
      out.array(4).uint(step.low).boolean(step.hardened).uint(step.high);
      out.boolean(step.high_hardened);
      break;
  }
}

std::optional<KeyFingerprint> maybe_fingerprint(CborFields& in, std::uint64_t key) {
  const auto number = in.maybe_uint(key, highest);
  if (!number) return {};
  return KeyFingerprint::of_number(static_cast<std::uint32_t>(*number));
}

std::optional<std::string> maybe_string(CborFields& in, std::uint64_t key) {
  const auto text = in.maybe_text(key);
  return text ? std::optional<std::string>(*text) : std::nullopt;
}

template <class T>
std::optional<T> maybe_item(CborFields& in, std::uint64_t key, std::uint64_t tag,
                            Result<T> (*parse)(const Cbor&)) {
  const Cbor* item = in.maybe_tagged(key, {tag, second(tag)});
  return item == nullptr ? std::nullopt : std::optional<T>(in.keep(parse(*item)));
}

std::optional<ByteArray<32>> maybe_chain_code(CborFields& in, std::uint64_t key) {
  if (!in.has(key)) return {};
  return array_of<32>(in.bytes(key, 32));
}

// Whatever says that it is private, or has the form of it: 00 and 32 octets.
bool refuse_private(CborFields& in, std::uint64_t key, bool holds) {
  return in.require(!holds, key, E_PRIVATE_KEY_IN_PAYLOAD, "a private key");
}

Bytes public_key_of(CborFields& in, std::uint64_t key) {
  const ByteView bytes = in.bytes(key);
  in.require(bytes.size() == 33 || bytes.size() == 32, key, E_BAD_CBOR, "a key of the wrong size");
  refuse_private(in, key, bytes.size() == 33 && bytes[0] == 0);
  return to_bytes(bytes);
}

}  // namespace

UrStep UrStep::index(std::uint32_t step) {
  return {Kind::index, step & ~hardened_bit, 0, is_hardened(step), false};
}

UrKeyPath UrKeyPath::of(const KeyOrigin& origin) {
  COLDQUILL_ASSERT(origin.path.size() <= deepest_path);
  UrKeyPath out;
  for (const auto step : origin.path) out.steps.push_back(UrStep::index(step));
  if (!origin.fingerprint.unknown()) out.source = origin.fingerprint;
  out.depth = static_cast<std::uint8_t>(origin.path.size());
  return out;
}

Result<KeyPath> UrKeyPath::path() const {
  KeyPath out;
  out.reserve(steps.size());
  for (const auto& step : steps) {
    if (step.kind != UrStep::Kind::index)
      return Error(E_UNSUPPORTED_KEY_ITEM, "a path with a wildcard or a range in it");
    out.push_back(step.hardened ? hardened(step.low) : step.low);
  }
  return out;
}

Result<KeyOrigin> UrKeyPath::origin() const {
  CQ_TRY(plain, path());
  return KeyOrigin{source.value_or(KeyFingerprint{}), std::move(plain)};
}

UrHdKey UrHdKey::of(const ExtendedPublicKey& key, const KeyOrigin& origin) {
  UrHdKey out;
  out.key = to_bytes(key.key.bytes());
  out.chain_code = key.chain_code;
  out.origin = UrKeyPath::of(origin);
  if (!key.parent.unknown()) out.parent = key.parent;
  return out;
}

Result<ExtendedPublicKey> UrHdKey::extended() const {
  if (!chain_code) return Error(E_UNSUPPORTED_KEY_ITEM, "a key without a chain code");
  CQ_TRY(point, PublicKey::parse(key));
  CQ_TRY(path, origin.value_or(UrKeyPath{}).path());
  const auto walked = static_cast<std::uint8_t>(path.size());
  const auto depth = origin && origin->depth ? *origin->depth : walked;
  return ExtendedPublicKey{point, *chain_code, depth, path.empty() ? 0 : path.back(),
                           parent.value_or(KeyFingerprint{})};
}

Result<UrKeyPath> parse_ur_keypath(const Cbor& map) {
  CborFields in(map, "keypath");
  UrKeyPath out;
  out.steps = in.keep(steps_of(in.array(1)));
  out.source = maybe_fingerprint(in, 2);
  if (const auto depth = in.maybe_uint(3, 255)) out.depth = static_cast<std::uint8_t>(*depth);
  CQ_CHECK(in.finish());
  return out;
}

Result<UrCoinInfo> parse_ur_coin_info(const Cbor& map) {
  CborFields in(map, "coin-info");
  UrCoinInfo out;
  if (const auto type = in.maybe_uint(1, highest_index))
    out.type = static_cast<std::uint32_t>(*type);
  out.network = in.maybe_uint(2);
  CQ_CHECK(in.finish());
  return out;
}

Result<UrHdKey> parse_ur_hdkey(const Cbor& map) {
  CborFields in(map, "hdkey");
  UrHdKey out;
  // Only a private key is ever written as a master key.
  refuse_private(in, 1, in.maybe_bool(1).value_or(false));
  out.is_private = in.maybe_bool(2);
  refuse_private(in, 2, out.is_private.value_or(false));
  out.key = public_key_of(in, 3);
  out.chain_code = maybe_chain_code(in, 4);
  out.use = maybe_item(in, 5, ur_tag_coin_info, parse_ur_coin_info);
  out.origin = maybe_item(in, 6, ur_tag_keypath, parse_ur_keypath);
  out.children = maybe_item(in, 7, ur_tag_keypath, parse_ur_keypath);
  out.parent = maybe_fingerprint(in, 8);
  out.name = maybe_string(in, 9);
  out.note = maybe_string(in, 10);
  CQ_CHECK(in.finish());
  return out;
}

Result<UrEcKey> parse_ur_eckey(const Cbor& map) {
  CborFields in(map, "eckey");
  UrEcKey out;
  out.curve = in.maybe_uint(1);
  out.is_private = in.maybe_bool(2);
  refuse_private(in, 2, out.is_private.value_or(false));
  const ByteView key = in.bytes(3);
  in.require(key.size() == 33 || key.size() == 65, 3, E_BAD_CBOR, "a key of the wrong size");
  refuse_private(in, 3, !key.empty() && key[0] == 0);
  out.key = to_bytes(key);
  CQ_CHECK(in.finish());
  return out;
}

Result<UrAddress> parse_ur_address(const Cbor& map) {
  CborFields in(map, "address");
  UrAddress out;
  out.info = maybe_item(in, 1, ur_tag_coin_info, parse_ur_coin_info);
  out.type = in.maybe_uint(2);
  out.data = to_bytes(in.bytes(3));
  CQ_CHECK(in.finish());
  return out;
}

Result<UrKey> parse_ur_key(const Cbor& tagged) {
  const auto is = [&](std::uint64_t tag) {
    return tagged.is_tag(tag) || tagged.is_tag(second(tag));
  };
  const auto as_key = [](auto item) { return UrKey(std::move(item)); };
  if (is(ur_tag_hdkey)) return parse_ur_hdkey(tagged.items.front()).map(as_key);
  if (is(ur_tag_eckey)) return parse_ur_eckey(tagged.items.front()).map(as_key);
  if (is(ur_tag_address)) return parse_ur_address(tagged.items.front()).map(as_key);
  return Error(E_BAD_CBOR, "neither a key nor an address", {}, tagged.at);
}

void write_ur(CborWriter& out, const UrKeyPath& path) {
  CborMapWriter map;
  std::uint64_t items = 0;
  CborWriter steps;
  for (const auto& step : path.steps) {
    items += step.kind == UrStep::Kind::pair ? 1 : 2;
    write_step(steps, step);
  }
  map.key(1).array(items).raw(steps.view());
  if (path.source) map.key(2).uint(path.source->number());
  if (path.depth) map.key(3).uint(*path.depth);
  map.write_to(out);
}

void write_ur(CborWriter& out, const UrCoinInfo& info) {
  CborMapWriter map;
  if (info.type) map.key(1).uint(*info.type);
  if (info.network) map.key(2).uint(*info.network);
  map.write_to(out);
}

void write_ur(CborWriter& out, const UrHdKey& key, UrGeneration generation) {
  const std::uint64_t path_tag = ur_tag(ur_tag_keypath, generation);
  CborMapWriter map;
  if (key.is_private) map.key(2).boolean(*key.is_private);
  map.key(3).bytes(key.key);
  if (key.chain_code) map.key(4).bytes(*key.chain_code);
  if (key.use) write_ur(map.key(5).tag(ur_tag(ur_tag_coin_info, generation)), *key.use);
  if (key.origin) write_ur(map.key(6).tag(path_tag), *key.origin);
  if (key.children) write_ur(map.key(7).tag(path_tag), *key.children);
  if (key.parent) map.key(8).uint(key.parent->number());
  if (key.name) map.key(9).text(*key.name);
  if (key.note) map.key(10).text(*key.note);
  map.write_to(out);
}

void write_ur(CborWriter& out, const UrEcKey& key) {
  CborMapWriter map;
  if (key.curve) map.key(1).uint(*key.curve);
  if (key.is_private) map.key(2).boolean(*key.is_private);
  map.key(3).bytes(key.key);
  map.write_to(out);
}

void write_ur(CborWriter& out, const UrAddress& address, UrGeneration generation) {
  CborMapWriter map;
  if (address.info) write_ur(map.key(1).tag(ur_tag(ur_tag_coin_info, generation)), *address.info);
  if (address.type) map.key(2).uint(*address.type);
  map.key(3).bytes(address.data);
  map.write_to(out);
}

void write_ur(CborWriter& out, const UrKey& key, UrGeneration generation) {
  if (const auto* hd = std::get_if<UrHdKey>(&key))
    return write_ur(out.tag(ur_tag(ur_tag_hdkey, generation)), *hd, generation);
  if (const auto* ec = std::get_if<UrEcKey>(&key))
    return write_ur(out.tag(ur_tag(ur_tag_eckey, generation)), *ec);
  write_ur(out.tag(ur_tag(ur_tag_address, generation)), std::get<UrAddress>(key), generation);
}

UrKeyPath keypath_field(CborFields& in, std::uint64_t key) {
  const Cbor& path = in.tagged(key, {ur_tag_keypath, second(ur_tag_keypath)});
  return in.status() ? in.keep(parse_ur_keypath(path)) : UrKeyPath{};
}

std::vector<UrKeyPath> keypaths_field(CborFields& in, std::uint64_t key) {
  std::vector<UrKeyPath> out;
  for (const Cbor& item : in.array(key)) {
    const bool tagged = item.is_tag(ur_tag_keypath) || item.is_tag(second(ur_tag_keypath));
    if (!in.require(tagged, key, E_BAD_CBOR, "an item that is no keypath")) return {};
    out.push_back(in.keep(parse_ur_keypath(item.items.front())));
  }
  return out;
}

std::optional<ByteArray<16>> uuid_field(CborFields& in, std::uint64_t key) {
  const Cbor* item = in.maybe_tagged(key, {ur_tag_uuid});
  if (item == nullptr) return {};
  const bool good = item->is(CborKind::bytes) && item->data.size() == 16;
  if (!in.require(good, key, E_BAD_CBOR, "an id that is no UUID")) return {};
  return array_of<16>(item->data);
}

}  // namespace coldquill
