#include <coldquill/bitcoin/psbt_fields.h>
#include <coldquill/bitcoin/reasons.h>
#include <coldquill/crypto/curve.h>
#include <coldquill/keys/extended_key.h>
#include <coldquill/script/compact_size.h>

namespace coldquill::bitcoin {
namespace {

// The first octet of an extended public key in a PSBT is that of its version bytes.
constexpr std::size_t extended_key_size = 78;

Error bad(std::string_view what) {
  return {E_BAD_FIELD, std::string(what)};
}

Result<void> no_key_data(const Field& field) {
  if (field.key.size() == 1) return {};
  return bad("key data where there must be none");
}

Result<void> value_size(const Field& field, std::size_t size) {
  if (field.value.size() == size) return {};
  return bad("the value must be " + std::to_string(size) + " bytes");
}

Result<void> key_data_size(const Field& field, std::size_t size) {
  if (field.key_data().size() == size) return {};
  return bad("the key data must be " + std::to_string(size) + " bytes");
}

// That of a public key. Whether it is one is for check_keys to say.
Result<void> public_key_size(const Field& field) {
  if (field.key_data().size() == 33 || field.key_data().size() == 65) return {};
  return bad("the key data is not a public key");
}

Result<KeyOrigin> read_origin(ByteView value) {
  if (value.size() < 4 || value.size() % 4 != 0 || value.size() / 4 - 1 > deepest_path) {
    return bad("a key origin with a wrong length");
  }
  Reader in(value);
  KeyOrigin origin{{in.array<4>()}, {}};
  while (!in.at_end()) origin.path.push_back(in.u32le());
  return origin;
}

Result<KeyRecord> read_key_record(const Field& field) {
  CQ_CHECK(public_key_size(field));
  CQ_TRY(origin, read_origin(field.value));
  return KeyRecord{to_bytes(field.key_data()), std::move(origin)};
}

Result<TapKeyRecord> read_tap_key_record(const Field& field) {
  CQ_CHECK(key_data_size(field, 32));
  Reader in(field.value);
  TapKeyRecord record{array_of<32>(field.key_data()), {}, {}};
  const std::size_t leaves = read_count(in, 32);
  for (std::size_t i = 0; i < leaves; ++i) record.leaves.push_back(in.array<32>());
  const ByteView origin_bytes = in.rest();
  CQ_CHECK(in.finish());
  CQ_TRY(origin, read_origin(origin_bytes));
  record.origin = std::move(origin);
  return record;
}

Result<PartialSignature> read_partial_signature(const Field& field) {
  CQ_CHECK(public_key_size(field));
  // Strict DER of two integers (8 to 72 octets), then the sighash octet (BIP-0066).
  if (field.value.size() < 9 || field.value.size() > 73 || field.value.front() != 0x30 ||
      field.value[1] != field.value.size() - 3) {
    return bad("not a DER signature with a sighash byte");
  }
  return PartialSignature{to_bytes(field.key_data()), field.value};
}

Result<void> check_taproot_signature(ByteView signature) {
  if (signature.size() == 64) return {};
  if (signature.size() == 65 && signature[64] != 0) return {};
  return bad("a taproot signature must be 64 or 65 bytes");
}

Result<void> check_leaf_script(const Field& field) {
  const std::size_t size = field.key_data().size();
  if (size < 33 || (size - 33) % 32 != 0 || size > 33 + 32 * 128) {
    return bad("a control block with a wrong length");
  }
  if (field.value.empty()) return bad("a leaf script without its version");
  return {};
}

// Depth, leaf version and script of each leaf, depth first; they must form one whole tree.
Result<void> check_tap_tree(ByteView value) {
  Reader in(value);
  std::vector<unsigned> open;  // depths of left branches that wait for their right one
  bool complete = false;
  while (!in.at_end() && in.ok()) {
    unsigned depth = in.u8();
    const std::uint8_t version = in.u8();
    read_var_bytes(in);
    if (depth > 128 || (version & 1) != 0 || complete) return bad("a script tree that is broken");
    while (!open.empty() && open.back() == depth) {
      open.pop_back();
      --depth;
    }
    if (!open.empty() && open.back() > depth) return bad("a script tree that is broken");
    if (depth == 0) complete = true;
    open.push_back(depth);
  }
  CQ_CHECK(in.finish());
  if (!complete) return bad("a script tree that is not whole");
  return {};
}

Result<void> check_preimage(const Field& field, std::size_t hash_size) {
  return key_data_size(field, hash_size);
}

Result<void> read_utxo(InputFields& out, const Field& field) {
  CQ_CHECK(no_key_data(field));
  Reader in(field.value);
  out.witness_utxo = read_output(in);
  return in.finish();
}

Result<void> read_sighash(InputFields& out, const Field& field) {
  CQ_CHECK(no_key_data(field));
  CQ_CHECK(value_size(field, 4));
  out.sighash = Reader(field.value).u32le();
  return {};
}

Result<void> read_final_witness(InputFields& out, const Field& field) {
  CQ_CHECK(no_key_data(field));
  Reader in(field.value);
  read_witness(in);
  out.final_witness = &field.value;
  return in.finish();
}

Result<void> keep(const Bytes*& out, const Field& field) {
  CQ_CHECK(no_key_data(field));
  out = &field.value;
  return {};
}

template <class T, class Read>
Result<void> push(std::vector<T>& out, const Field& field, Read read) {
  CQ_TRY(item, read(field));
  out.push_back(std::move(item));
  return {};
}

template <class T, class Read>
Result<void> set(std::optional<T>& out, const Field& field, Read read) {
  CQ_TRY(item, read(field));
  out = std::move(item);
  return {};
}

Result<Digest32> read_digest(const Field& field) {
  CQ_CHECK(no_key_data(field));
  CQ_CHECK(value_size(field, 32));
  return array_of<32>(field.value);
}

Result<void> read_tap_key_sig(InputFields& out, const Field& field) {
  CQ_CHECK(check_taproot_signature(field.value));
  return keep(out.tap_key_sig, field);
}

Result<void> check_tap_script_sig(const Field& field) {
  CQ_CHECK(key_data_size(field, 64));
  return check_taproot_signature(field.value);
}

// True when the type is one we know.
Result<bool> read_input_field(InputFields& out, const Field& field) {
  namespace t = input_type;
  const auto known = [](Result<void> done) {
    return done ? Result<bool>(true) : Result<bool>(std::move(done).error());
  };
  switch (field.type()) {
    case t::non_witness_utxo:
      return known(keep(out.previous_tx, field));
    case t::witness_utxo:
      return known(read_utxo(out, field));
    case t::partial_sig:
      return known(push(out.partial_signatures, field, read_partial_signature));
    case t::sighash:
      return known(read_sighash(out, field));
    case t::redeem_script:
      return known(keep(out.redeem_script, field));
    case t::witness_script:
      return known(keep(out.witness_script, field));
    case t::bip32_derivation:
      return known(push(out.keys, field, read_key_record));
    case t::final_script_sig:
      return known(keep(out.final_script_sig, field));
    case t::final_witness:
      return known(read_final_witness(out, field));
    case t::por_commitment:
      return known(no_key_data(field));
    case t::ripemd160:
    case t::hash160:
      return known(check_preimage(field, 20));
    case t::sha256:
    case t::hash256:
      return known(check_preimage(field, 32));
    case t::tap_key_sig:
      return known(read_tap_key_sig(out, field));
    case t::tap_script_sig:
      return known(check_tap_script_sig(field));
    case t::tap_leaf_script:
      return known(check_leaf_script(field));
    case t::tap_bip32_derivation:
      return known(push(out.tap_keys, field, read_tap_key_record));
    case t::tap_internal_key:
      return known(set(out.tap_internal_key, field, read_digest));
    case t::tap_merkle_root:
      return known(set(out.tap_merkle_root, field, read_digest));
    default:
      return false;
  }
}

Result<void> read_tap_tree(OutputFields& out, const Field& field) {
  CQ_CHECK(no_key_data(field));
  out.has_tap_tree = true;
  return check_tap_tree(field.value);
}

Result<bool> read_output_field(OutputFields& out, const Field& field) {
  namespace t = output_type;
  const auto known = [](Result<void> done) {
    return done ? Result<bool>(true) : Result<bool>(std::move(done).error());
  };
  switch (field.type()) {
    case t::redeem_script:
      return known(keep(out.redeem_script, field));
    case t::witness_script:
      return known(keep(out.witness_script, field));
    case t::bip32_derivation:
      return known(push(out.keys, field, read_key_record));
    case t::tap_internal_key:
      return known(set(out.tap_internal_key, field, read_digest));
    case t::tap_tree:
      return known(read_tap_tree(out, field));
    case t::tap_bip32_derivation:
      return known(push(out.tap_keys, field, read_tap_key_record));
    default:
      return false;
  }
}

// An extended key whose depth is not the length of its path is a lie about one of them.
Result<void> check_global_xpub(const Field& field) {
  CQ_CHECK(key_data_size(field, extended_key_size));
  CQ_TRY(origin, read_origin(field.value));
  if (field.key_data()[4] == origin.path.size()) return {};
  return bad("an extended key whose depth is not the length of its path");
}

// Types that version 2 alone has (BIP-0370): in version 0 they would be a second story about the
// same transaction.
constexpr bool is_version_2_global(std::uint8_t type) {
  return type >= 0x02 && type <= 0x06;
}
constexpr bool is_version_2_input(std::uint8_t type) {
  return type >= 0x0E && type <= 0x12;
}
constexpr bool is_version_2_output(std::uint8_t type) {
  return type == 0x03 || type == 0x04;
}

Result<bool> read_global_field(PsbtFields& out, const Field& field) {
  switch (field.type()) {
    case global_type::unsigned_tx:
    case global_type::version: {
      CQ_CHECK(no_key_data(field));
      return true;
    }
    case global_type::xpub: {
      CQ_CHECK(check_global_xpub(field));
      return true;
    }
    case global_type::generic_signed_message: {
      CQ_CHECK(keep(out.message, field));
      return true;
    }
    default:
      return false;
  }
}

template <class Read>
Result<void> read_map(const FieldMap& map, const std::string& place,
                      bool (*version_2)(std::uint8_t), std::vector<UnknownField>& unknown,
                      Read read) {
  for (const Field& field : map.fields) {
    if (version_2(field.type())) {
      return bad("a field of PSBT version 2 in version 0").in(told(field)).in(place);
    }
    const Result<bool> known = read(field);
    if (!known) return Error(known.error()).in(told(field)).in(place);
    if (!*known) unknown.push_back({place, &field});
  }
  return {};
}

}  // namespace

Result<PsbtFields> read_fields(const Psbt& psbt) {
  PsbtFields out;
  CQ_CHECK(read_map(psbt.global, "global", is_version_2_global, out.unknown,
                    [&](const Field& f) { return read_global_field(out, f); }));
  out.inputs.resize(psbt.inputs.size());
  for (std::size_t i = 0; i < psbt.inputs.size(); ++i) {
    CQ_CHECK(read_map(psbt.inputs[i], "input " + std::to_string(i), is_version_2_input, out.unknown,
                      [&](const Field& f) { return read_input_field(out.inputs[i], f); }));
  }
  out.outputs.resize(psbt.outputs.size());
  for (std::size_t i = 0; i < psbt.outputs.size(); ++i) {
    CQ_CHECK(read_map(psbt.outputs[i], "output " + std::to_string(i), is_version_2_output,
                      out.unknown,
                      [&](const Field& f) { return read_output_field(out.outputs[i], f); }));
  }
  return out;
}

std::string told(const Field& field) {
  constexpr std::string_view digits = "0123456789abcdef";
  return std::string("field 0x") + digits[field.type() >> 4] + digits[field.type() & 15];
}

Bytes write_origin(const KeyOrigin& origin) {
  Writer out;
  out.bytes(origin.fingerprint.bytes);
  for (const auto step : origin.path) out.u32le(step);
  return out.take();
}

}  // namespace coldquill::bitcoin
