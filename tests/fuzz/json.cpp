// Any bytes as JSON: a value that is read is the same value when it is written in other characters.
#include "fuzz.h"
#include "json_writer.h"

using namespace coldquill;

namespace {

bool same(const JsonValue& a, const JsonValue& b) {
  return a.kind == b.kind && a.flag == b.flag && a.text == b.text &&
         std::ranges::equal(a.items, b.items, same) &&
         std::ranges::equal(a.members, b.members, [](const auto& x, const auto& y) {
           return x.first == y.first && same(x.second, y.second);
         });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > fuzz::longest_rewritten) return 0;
  const auto value = parse_json({data, size});
  if (!value) return 0;
  const std::string again = fuzz::written(*value);
  COLDQUILL_ASSERT(same(fuzz::must(parse_json(view_of(again))), *value));
  for (const auto& [name, member] : value->members) {
    const JsonValue* found = value->find(name);
    COLDQUILL_ASSERT(found != nullptr && same(*found, member));  // no member hides another
  }
  return 0;
}
