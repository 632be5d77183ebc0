// Any bytes as typed data (EIP-712): the digest is that of the hashes, the values are in their one
// form, and the same JSON in other characters is the same request.
#include <coldquill/base/text.h>
#include <coldquill/codec/eip55.h>
#include <coldquill/codec/eip712.h>
#include <coldquill/crypto/keccak.h>

#include "fuzz.h"
#include "json_writer.h"

using namespace coldquill;

namespace {

bool same(const TypedField& a, const TypedField& b) {
  return a.path == b.path && a.type == b.type && a.value == b.value && a.free_text == b.free_text &&
         a.node == b.node;
}

void value_laws(const TypedField& field) {
  if (field.type == "address") {
    COLDQUILL_ASSERT(eip55(fuzz::must(parse_eip55(field.value))) == field.value);
  }
  if (field.type == "uint256") {
    COLDQUILL_ASSERT(fuzz::must(parse_uint256(field.value)).text() == field.value);
  }
  if (field.type == "bool") COLDQUILL_ASSERT(field.value == "true" || field.value == "false");
  if (field.type == "string") COLDQUILL_ASSERT(field.free_text);
  // Only texts and names from outside can hold anything that must be escaped.
  if (!field.free_text) COLDQUILL_ASSERT(is_plain_text(view_of(field.value)));
}

void digest_law(const TypedData& typed) {
  constexpr ByteArray<2> mark{0x19, 0x01};
  Keccak256 hash;
  hash.put(mark).put(typed.domain_hash());
  if (!typed.message().empty()) hash.put(typed.message_hash());
  COLDQUILL_ASSERT(hash.digest() == typed.digest());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > fuzz::longest_rewritten) return 0;
  const auto typed = TypedData::parse({data, size});
  if (!typed) return 0;
  digest_law(*typed);
  for (const TypedField& field : typed->domain()) value_laws(field);
  for (const TypedField& field : typed->message()) value_laws(field);
  const std::string other = fuzz::written(fuzz::must(parse_json({data, size})));
  const auto again = fuzz::must(TypedData::parse(view_of(other)));
  COLDQUILL_ASSERT(again.digest() == typed->digest());
  COLDQUILL_ASSERT(std::ranges::equal(again.domain(), typed->domain(), same));
  COLDQUILL_ASSERT(std::ranges::equal(again.message(), typed->message(), same));
  return 0;
}
