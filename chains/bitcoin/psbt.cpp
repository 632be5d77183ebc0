#include <coldquill/base/hex.h>
#include <coldquill/bitcoin/psbt.h>
#include <coldquill/bitcoin/psbt_fields.h>
#include <coldquill/bitcoin/reasons.h>
#include <coldquill/script/compact_size.h>

namespace coldquill::bitcoin {
namespace {

constexpr std::size_t smallest_map = 1;  // its end mark
// Nodes do not relay transactions above 400,000 weight units (Bitcoin Core, src/policy/policy.h),
// and a byte of the unsigned one weighs four. With some ten fields an input this bounds the rest.
constexpr std::size_t largest_unsigned_tx = 100'000;
constexpr std::size_t most_fields = 50'000;

const std::string& too_many_fields() {
  static const std::string text = "more than " + std::to_string(most_fields) + " fields";
  return text;
}

constexpr std::string_view too_large = "a transaction that no node would relay";

bool has_duplicates(const FieldMap& map) {
  std::vector<const Bytes*> keys;
  for (const Field& field : map.fields) keys.push_back(&field.key);
  std::ranges::sort(keys, [](const Bytes* a, const Bytes* b) { return *a < *b; });
  return std::ranges::adjacent_find(
             keys, [](const Bytes* a, const Bytes* b) { return *a == *b; }) != keys.end();
}

// fields: how many have been read in all maps so far.
FieldMap read_map(Reader& in, std::size_t& fields) {
  FieldMap map{{}, in.offset()};
  while (in.ok()) {
    const ByteView key = read_var_bytes(in);
    if (key.empty()) break;  // the end mark
    const ByteView value = read_var_bytes(in);
    in.require(++fields <= most_fields, E_TOO_LARGE, too_many_fields());
    if (in.ok()) map.fields.push_back({to_bytes(key), to_bytes(value)});
  }
  in.require(!has_duplicates(map), E_DUPLICATE_KEY, "a map holds the same key twice");
  return map;
}

std::vector<FieldMap> read_maps(Reader& in, std::size_t count, std::string_view name,
                                std::size_t& fields) {
  std::vector<FieldMap> maps;
  in.require(count <= in.remaining() / smallest_map, E_TRUNCATED, "maps are missing at the end");
  for (std::size_t i = 0; i < count && in.ok(); ++i) {
    in.field(std::string(name) + " " + std::to_string(i));
    maps.push_back(read_map(in, fields));
  }
  return maps;
}

std::uint32_t version_of(const FieldMap& global, Reader& in) {
  const Bytes* version = global.find(global_type::version);
  if (version == nullptr) return 0;
  in.require(version->size() == 4, E_BAD_FIELD, "the version field must be 4 bytes");
  return version->size() == 4 ? Reader(*version).u32le() : 0;
}

constexpr std::string_view not_unsigned = "the transaction in here must be unsigned, but ";

void check_unsigned(const Transaction& tx, Reader& in) {
  for (std::size_t i = 0; i < tx.inputs.size(); ++i) {
    in.require(tx.inputs[i].script_sig.empty(), E_BAD_FIELD,
               std::string(not_unsigned) + "its input " + std::to_string(i) + " has a scriptSig");
  }
}

// A transaction with witnesses, read as one without, ends somewhere in the middle.
Error why_not_unsigned(ByteView raw, Error error) {
  if (!parse_transaction(raw, WitnessForm::allowed)) return error;
  return {E_BAD_FIELD, std::string(not_unsigned) + "it has witnesses"};
}

Transaction read_unsigned(const FieldMap& global, Reader& in) {
  const Bytes* raw = global.find(global_type::unsigned_tx);
  if (!in.require(raw != nullptr, E_BAD_FIELD, "the unsigned transaction is missing")) return {};
  if (!in.require(raw->size() <= largest_unsigned_tx, E_TOO_LARGE, too_large)) return {};
  auto tx = parse_transaction(*raw, WitnessForm::never);
  if (!tx) {
    in.fail(why_not_unsigned(*raw, std::move(tx).error()));
    return {};
  }
  check_unsigned(*tx, in);
  return *std::move(tx);
}

// At least as many octets as the map takes: megabytes of previous transactions are written once.
std::size_t room_for(const FieldMap& map) {
  constexpr std::size_t sizes = 10;  // of key and value, as compact sizes
  std::size_t room = 1;
  for (const Field& field : map.fields) room += sizes + field.key.size() + field.value.size();
  return room;
}

std::size_t room_for(const Psbt& psbt) {
  std::size_t room = psbt_magic.size() + room_for(psbt.global);
  for (const FieldMap& map : psbt.inputs) room += room_for(map);
  for (const FieldMap& map : psbt.outputs) room += room_for(map);
  return room;
}

void write_map(Writer& out, const FieldMap& map) {
  for (const Field& field : map.fields) {
    write_var_bytes(out, field.key);
    write_var_bytes(out, field.value);
  }
  out.u8(0);
}

}  // namespace

const Bytes* FieldMap::find(std::uint8_t type) const {
  const Field* field = find_key({&type, 1});
  return field == nullptr ? nullptr : &field->value;
}

const Field* FieldMap::find_key(ByteView key) const {
  for (const Field& field : fields) {
    if (equal(field.key, key)) return &field;
  }
  return nullptr;
}

void FieldMap::set(Bytes key, Bytes value) {
  for (Field& field : fields) {
    if (field.key == key) {
      field.value = std::move(value);
      return;
    }
  }
  const auto after = std::ranges::find_if(fields, [&](const Field& f) { return f.key > key; });
  fields.insert(after, {std::move(key), std::move(value)});
}

void FieldMap::remove(std::uint8_t type) {
  std::erase_if(fields, [&](const Field& field) { return field.type() == type; });
}

Result<void> check_size(ByteView unsigned_tx) {
  if (unsigned_tx.size() <= largest_unsigned_tx) return {};
  return Error(E_TOO_LARGE, std::string(too_large));
}

Result<Psbt> parse_psbt(ByteView bytes) {
  Reader in(bytes);
  in.require(text_of(in.bytes(psbt_magic.size())) == psbt_magic, E_MALFORMED,
             "not a PSBT: it does not begin as one");
  in.field("global");
  Psbt psbt;
  std::size_t fields = 0;
  psbt.global = read_map(in, fields);
  const std::uint32_t version = version_of(psbt.global, in);
  in.require(version != 2, E_UNSUPPORTED_PSBT_V2, "this is a PSBT of version 2");
  in.require(version == 0, E_BAD_FIELD, "this is a PSBT of an unknown version");
  psbt.tx = read_unsigned(psbt.global, in);
  psbt.inputs = read_maps(in, psbt.tx.inputs.size(), "input", fields);
  psbt.outputs = read_maps(in, psbt.tx.outputs.size(), "output", fields);
  in.field("end");
  CQ_CHECK(in.finish());
  return psbt;
}

Bytes serialize_psbt(const Psbt& psbt) {
  Writer out;
  out.reserve(room_for(psbt));
  out.text(psbt_magic);
  write_map(out, psbt.global);
  for (const FieldMap& map : psbt.inputs) write_map(out, map);
  for (const FieldMap& map : psbt.outputs) write_map(out, map);
  return out.take();
}

Result<void> check_field_count(const Psbt& psbt) {
  std::size_t fields = psbt.global.fields.size();
  for (const FieldMap& map : psbt.inputs) fields += map.fields.size();
  for (const FieldMap& map : psbt.outputs) fields += map.fields.size();
  if (fields <= most_fields) return {};
  return Error(E_TOO_LARGE, too_many_fields());
}

Psbt psbt_of(Transaction tx) {
  Psbt psbt;
  psbt.global.set({global_type::unsigned_tx}, serialize(tx, WitnessForm::never));
  psbt.inputs.resize(tx.inputs.size());
  psbt.outputs.resize(tx.outputs.size());
  psbt.tx = std::move(tx);
  return psbt;
}

}  // namespace coldquill::bitcoin
