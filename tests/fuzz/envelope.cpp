// Any bytes as a file: what unwraps from a text form is not larger than the text.
#include <coldquill/base/error.h>
#include <coldquill/transport/envelope.h>

using namespace coldquill;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto content = unwrap({data, size});
  if (content) COLDQUILL_ASSERT(content->bytes.size() <= size);
  return 0;
}
