// Copies of one request, put together: any bytes as the first copy, and a second one that lacks
// some of its fields or says something else in one of them. Nobody has resolved either of them.
#include <coldquill/bitcoin/family.h>
#include <coldquill/model/request.h>

#include "fuzz.h"

using namespace coldquill;
using namespace coldquill::bitcoin;

namespace {

std::vector<FieldMap*> maps_of(Psbt& psbt) {
  std::vector<FieldMap*> out{&psbt.global};
  for (FieldMap& map : psbt.inputs) out.push_back(&map);
  for (FieldMap& map : psbt.outputs) out.push_back(&map);
  return out;
}

bool is_the_transaction(const Field& field, const FieldMap& map, const Psbt& psbt) {
  return &map == &psbt.global && field.key == Bytes{global_type::unsigned_tx};
}

// Without the fields whose place is a bit of the mask; in the order of the keys or of the file.
Psbt thinned(Psbt psbt, std::uint8_t mask) {
  std::size_t place = 0;
  for (FieldMap* map : maps_of(psbt)) {
    std::erase_if(map->fields, [&](const Field& field) {
      return !is_the_transaction(field, *map, psbt) && (mask >> (place++ % 8) & 1) != 0;
    });
  }
  return psbt;
}

// One bit of the value of one field is another.
Psbt altered(Psbt psbt, std::uint8_t which) {
  std::size_t place = 0;
  for (FieldMap* map : maps_of(psbt)) {
    for (Field& field : map->fields) {
      if (is_the_transaction(field, *map, psbt) || field.value.empty()) continue;
      if (++place == which) field.value[which % field.value.size()] ^= 1;
    }
  }
  return psbt;
}

Psbt sorted(Psbt psbt) {
  for (FieldMap* map : maps_of(psbt)) std::ranges::sort(map->fields, {}, &Field::key);
  return psbt;
}

// Answers are for requests that resolve takes as to their shape, and never crash.
void answers_hold(const Tx& tx) {
  const auto answers = Bitcoin::answers(tx);
  const bool is_transaction = !tx.unsigned_tx().inputs.empty() && !tx.unsigned_tx().outputs.empty();
  COLDQUILL_ASSERT(is_transaction || !answers);
  if (!answers) return;
  const Answer& first = answers->front();
  COLDQUILL_ASSERT(first.complete || first.kind == "psbt");
}

// With itself a copy is what it was.
void with_itself(const Tx& tx) {
  const auto same = Bitcoin::combine(tx, tx);
  COLDQUILL_ASSERT(same.ok() == Bitcoin::answers(tx).ok());
  if (!same) return;
  COLDQUILL_ASSERT(Bitcoin::encode(*same) == Bitcoin::encode(tx));
}

// It does not matter which copy comes first, and what comes out can be read again.
void with_another(const Tx& a, const Tx& b, bool parts_of_one) {
  const auto one = Bitcoin::combine(a, b);
  const auto other = Bitcoin::combine(b, a);
  COLDQUILL_ASSERT(one.ok() == other.ok());
  if (!one) return;
  const Bytes bytes = serialize_psbt(one->psbt());
  COLDQUILL_ASSERT(bytes == serialize_psbt(other->psbt()));
  COLDQUILL_ASSERT(Bitcoin::content(*one) == Bitcoin::content(a));
  const Tx again = fuzz::must(Bitcoin::decode({"psbt", bytes, {}}));
  answers_hold(again);
  if (parts_of_one) {
    COLDQUILL_ASSERT(serialize_psbt(sorted(one->psbt())) == serialize_psbt(sorted(a.psbt())));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const ByteView payload(data + 2, size - 2);
  const auto kind = Bitcoin::recognise(payload);
  if (!kind) return 0;
  const auto tx = Bitcoin::decode({std::string(*kind), to_bytes(payload), {}});
  if (!tx) return 0;
  answers_hold(*tx);
  with_itself(*tx);
  const auto second = Tx::of(altered(thinned(tx->psbt(), data[0]), data[1]), Form::psbt);
  if (second) with_another(*tx, *second, data[1] == 0);
  return 0;
}
