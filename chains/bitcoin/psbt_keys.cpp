#include <coldquill/base/parallel.h>
#include <coldquill/bitcoin/psbt_fields.h>
#include <coldquill/bitcoin/reasons.h>
#include <coldquill/crypto/curve.h>

namespace coldquill::bitcoin {
namespace {

enum class Where { key_data, value };

// A field that names a public key: all of its key data or value, or a part of it.
struct KeyField {
  std::uint8_t type;
  Where where;
  bool x_only = false;
  std::size_t offset = 0;
};

constexpr KeyField global_keys[] = {{global_type::xpub, Where::key_data, false, 45}};

constexpr KeyField input_keys[] = {
    {input_type::partial_sig, Where::key_data},
    {input_type::bip32_derivation, Where::key_data},
    {input_type::tap_script_sig, Where::key_data, true},
    {input_type::tap_bip32_derivation, Where::key_data, true},
    {input_type::tap_internal_key, Where::value, true},
};

constexpr KeyField output_keys[] = {
    {output_type::bip32_derivation, Where::key_data},
    {output_type::tap_internal_key, Where::value, true},
    {output_type::tap_bip32_derivation, Where::key_data, true},
};

ByteView key_in(const Field& field, const KeyField& named) {
  const ByteView whole = named.where == Where::value ? ByteView(field.value) : field.key_data();
  return named.x_only ? whole.first(32) : whole.subspan(named.offset);
}

// good: the last x coordinate that was found to be one. The fields of a map mostly name one key.
bool is_key(ByteView key, bool x_only, Bytes& good) {
  if (x_only && equal(key, good)) return true;
  if (!(x_only ? is_x_only_key(key) : is_public_key(key))) return false;
  if (x_only) good = to_bytes(key);
  return true;
}

Result<void> check_map(const FieldMap& map, std::span<const KeyField> named) {
  Bytes good;
  for (const Field& field : map.fields) {
    const auto row = std::ranges::find(named, field.type(), &KeyField::type);
    if (row == named.end()) continue;
    if (!is_key(key_in(field, *row), row->x_only, good)) {
      return Error(E_BAD_FIELD, "not a public key on the curve", told(field));
    }
  }
  return {};
}

Result<void> check_maps(const std::vector<FieldMap>& maps, std::string_view name,
                        std::span<const KeyField> named) {
  constexpr std::size_t maps_in_a_slice = 64;
  std::vector<std::uint8_t> good(maps.size());
  in_parallel(maps.size(), maps_in_a_slice, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) good[i] = check_map(maps[i], named).ok() ? 1 : 0;
  });
  const auto bad = std::ranges::find(good, 0);
  if (bad == good.end()) return {};
  const auto i = static_cast<std::size_t>(bad - good.begin());
  return check_map(maps[i], named).in(std::string(name) + " " + std::to_string(i));
}

}  // namespace

Result<void> check_keys(const Psbt& psbt) {
  CQ_CHECK(check_map(psbt.global, global_keys).in("global"));
  CQ_CHECK(check_maps(psbt.inputs, "input", input_keys));
  return check_maps(psbt.outputs, "output", output_keys);
}

}  // namespace coldquill::bitcoin
