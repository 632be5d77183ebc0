// Any bytes as a file: what unwraps from a text form is not larger than the text, or than the limit
// of what was compressed; it is no secret, and is the same the second time.
#include <coldquill/transport/bbqr.h>
#include <coldquill/transport/envelope.h>

#include "fuzz.h"

using namespace coldquill;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView file(data, size);
  const auto content = unwrap(file);
  if (!content) return 0;
  const std::size_t most = content->wrapping == Wrapping::bbqr ? bbqr_largest : size;
  COLDQUILL_ASSERT(!content->bytes.empty() && content->bytes.size() <= most);
  COLDQUILL_ASSERT(refuse_secret(file).ok());
  if (content->wrapping == Wrapping::binary) COLDQUILL_ASSERT(equal(content->bytes, file));
  const auto again = fuzz::must(unwrap(file));
  COLDQUILL_ASSERT(again.bytes == content->bytes && again.more == content->more);
  return 0;
}
