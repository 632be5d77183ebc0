#include <coldquill/bitcoin/family.h>
#include <coldquill/bitcoin/reasons.h>
#include <coldquill/model/request.h>

#include <map>

#include "shape.h"

namespace coldquill::bitcoin {
namespace {

inline constexpr std::string_view conflict = "two copies say different things in the same field";

// The union of two maps. A field that both have must be the same in both (BIP-0174, Combiner).
// Unless they are equal, the fields come out in the order of their keys, so that it does not matter
// which copy comes first.
Result<void> merge(FieldMap& into, const FieldMap& from) {
  if (into.fields == from.fields) return {};
  std::map<Bytes, Bytes> all;
  for (Field& field : into.fields) all.emplace(std::move(field.key), std::move(field.value));
  for (const Field& field : from.fields) {
    const auto [known, added] = all.emplace(field.key, field.value);
    if (!added && known->second != field.value) {
      return Error(E_DIFFERENT_REQUESTS, std::string(conflict), {}, from.offset);
    }
  }
  into.fields.clear();
  for (auto& [key, value] : all) into.fields.push_back({key, std::move(value)});
  return {};
}

Result<void> merge(std::vector<FieldMap>& into, const std::vector<FieldMap>& from,
                   std::string_view name) {
  for (std::size_t i = 0; i < into.size(); ++i) {
    CQ_CHECK(merge(into[i], from[i]).in(std::string(name) + " " + std::to_string(i)));
  }
  return {};
}

}  // namespace

// Of copies of one request: RequestOf has compared their fingerprints.
Result<Tx> Bitcoin::combine(const Tx& a, const Tx& b) {
  CQ_CHECK(check_shape(a.unsigned_tx()));
  COLDQUILL_ASSERT(content(a) == content(b));
  Psbt merged = a.psbt();
  CQ_CHECK(merge(merged.global, b.psbt().global).in("global"));
  CQ_CHECK(merge(merged.inputs, b.psbt().inputs, "input"));
  CQ_CHECK(merge(merged.outputs, b.psbt().outputs, "output"));
  CQ_CHECK(check_field_count(merged));
  return Tx::of(std::move(merged), a.form());
}

}  // namespace coldquill::bitcoin
