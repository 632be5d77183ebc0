// Lines of text as a function and its arguments: a function is the same when it is read from its
// own signature, and the data of a call are its selector and whole words. As a JSON file of a
// contract: a function of it likewise.
#include <coldquill/codec/abi.h>
#include <coldquill/codec/json.h>

#include "fuzz.h"

using namespace coldquill;

namespace {

void function_laws(const AbiFunction& function) {
  const auto again = fuzz::must(parse_abi_signature(function.signature()));
  COLDQUILL_ASSERT(again.signature() == function.signature());
  COLDQUILL_ASSERT(again.selector() == function.selector());
  for (const AbiType& input : function.inputs) {
    COLDQUILL_ASSERT(fuzz::must(parse_abi_type(input.text())).words == input.words);
  }
}

void call_laws(const AbiFunction& function, std::span<const std::string> arguments) {
  const auto data = encode_abi_call(function, arguments);
  if (!data) return;
  COLDQUILL_ASSERT(arguments.size() == function.inputs.size());
  COLDQUILL_ASSERT(data->size() % 32 == 4 && data->size() <= abi_longest_call);
  COLDQUILL_ASSERT(equal(ByteView(*data).first(4), function.selector()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto lines = fuzz::lines_of(text_of({data, size}));
  if (lines.empty()) return 0;
  if (const auto function = parse_abi_signature(lines[0])) {
    function_laws(*function);
    call_laws(*function, std::span(lines).subspan(1));
  }
  if (const auto type = parse_abi_type(lines[0])) {
    COLDQUILL_ASSERT(fuzz::must(parse_abi_type(type->text())).text() == type->text());
  }
  if (const auto json = parse_json({data, size})) {
    const auto function = abi_function(*json, "transfer");
    if (function) function_laws(*function);
  }
  return 0;
}
