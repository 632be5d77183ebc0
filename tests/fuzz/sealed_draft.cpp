// Any bytes as a sealed draft: what opens is sealed to the same bytes again.
#include <coldquill/base/error.h>
#include <coldquill/model/sealed_draft.h>

using namespace coldquill;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto draft = SealedDraft::open(Bytes(data, data + size));
  if (!draft) return 0;
  const Bytes again = SealedDraft::seal(draft->fingerprint(), draft->text(),
                                        draft->acknowledgements(), draft->jobs());
  COLDQUILL_ASSERT(again == draft->bytes());
  return 0;
}
