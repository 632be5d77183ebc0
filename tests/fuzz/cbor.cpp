// Any bytes as CBOR: what parses is written back exactly.
#include <coldquill/base/error.h>
#include <coldquill/codec/cbor.h>

using namespace coldquill;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto item = parse_cbor({data, size});
  if (item) COLDQUILL_ASSERT(equal(CborWriter().item(*item).view(), {data, size}));
  return 0;
}
