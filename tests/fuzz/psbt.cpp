// Any bytes as a PSBT: what decodes is written back exactly, is reviewed the same way twice, and
// asks for nothing without keys.
#include <coldquill/base/error.h>
#include <coldquill/bitcoin/family.h>
#include <coldquill/model/request.h>

using namespace coldquill;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Payload payload{"psbt", Bytes(data, data + size), {}};
  const auto tx = bitcoin::Bitcoin::decode(payload);
  if (!tx) return 0;
  COLDQUILL_ASSERT(bitcoin::Bitcoin::encode(*tx) == payload.bytes);
  const auto first = prepare<bitcoin::Bitcoin>(payload, Context{});
  const auto second = prepare<bitcoin::Bitcoin>(payload, Context{});
  COLDQUILL_ASSERT(first.ok() == second.ok());
  if (!first) return 0;
  COLDQUILL_ASSERT(first->jobs().empty());
  COLDQUILL_ASSERT(first->review().text() == second->review().text());
  COLDQUILL_ASSERT(SealedDraft::open(first->seal()).ok());
  return 0;
}
