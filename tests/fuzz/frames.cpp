// Any row of texts (one a line) as QR codes: progress never runs backwards, and only a complete
// message can be taken.
#include <coldquill/base/error.h>
#include <coldquill/transport/envelope.h>

using namespace coldquill;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FrameCollector collector;
  std::string_view left = text_of({data, size});
  while (!left.empty()) {
    const auto end = left.find('\n');
    const auto step = collector.put(view_of(left.substr(0, end)));
    const Progress progress = collector.progress();
    if (step && progress.total > 0) COLDQUILL_ASSERT(progress.useful <= progress.total);
    left = end == std::string_view::npos ? std::string_view() : left.substr(end + 1);
  }
  const bool complete = collector.complete();
  COLDQUILL_ASSERT(collector.take().ok() == complete);
  return 0;
}
