#include <coldquill/bitcoin/family.h>
#include <coldquill/bitcoin/reasons.h>
#include <coldquill/model/request.h>

namespace coldquill::bitcoin {
namespace {

inline constexpr std::string_view conflict = "two copies say different things in the same field";

// The union of two maps. A field that both have must be the same in both (BIP-0174, Combiner).
Result<void> merge(FieldMap& into, const FieldMap& from) {
  for (const Field& field : from.fields) {
    const Field* known = into.find_key(field.key);
    if (known == nullptr) {
      into.set(field.key, field.value);
    } else if (known->value != field.value) {
      return Error(E_DIFFERENT_REQUESTS, std::string(conflict), {}, from.offset);
    }
  }
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

Result<Tx> Bitcoin::combine(const Tx& a, const Tx& b) {
  Psbt merged = a.psbt();
  CQ_CHECK(merge(merged.global, b.psbt().global).in("global"));
  CQ_CHECK(merge(merged.inputs, b.psbt().inputs, "input"));
  CQ_CHECK(merge(merged.outputs, b.psbt().outputs, "output"));
  return Tx::of(std::move(merged), a.form());
}

}  // namespace coldquill::bitcoin
