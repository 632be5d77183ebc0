// Any row of texts (one a line) as QR codes, in any dialect: progress never runs backwards, only a
// complete message can be taken, its parts are not missing, and a message that was put together is
// the same when it is cut into parts again.
#include <coldquill/transport/bbqr.h>
#include <coldquill/transport/envelope.h>
#include <coldquill/transport/ur.h>
#include <coldquill/transport/ur1.h>

#include "fuzz.h"

using namespace coldquill;

namespace {

std::size_t put(FrameCollector& collector, std::string_view line, std::size_t useful) {
  const auto step = collector.put(view_of(line));
  const Progress progress = collector.progress();
  if (!step) return progress.useful;
  COLDQUILL_ASSERT(progress.useful >= useful);
  if (progress.total > 0) COLDQUILL_ASSERT(progress.useful <= progress.total);
  return progress.useful;
}

// The mixed parts alone, without the first ones.
void parts_law(const Unwrapped& message) {
  constexpr std::size_t fragment = 60;
  const auto encoder = UrEncoder::make(message.ur_type, message.bytes, fragment);
  if (!encoder) return;
  const std::uint32_t first = encoder->single() ? 1 : encoder->parts() / 2 + 1;
  UrCollector collector;
  for (std::uint32_t i = 0; i < 20 * encoder->parts() && !collector.complete(); ++i) {
    COLDQUILL_ASSERT(collector.put(encoder->part(first + i)).ok());
  }
  if (!collector.complete()) return;  // chance was against it
  const UrMessage again = collector.take();
  COLDQUILL_ASSERT(again.type == message.ur_type && again.cbor == message.bytes);
}

Bytes read_back(const std::vector<std::string>& codes) {
  FrameCollector collector;
  for (auto code = codes.rbegin(); code != codes.rend(); ++code) {
    COLDQUILL_ASSERT(collector.put(view_of(*code)).ok());
  }
  COLDQUILL_ASSERT(collector.missing().empty());
  return fuzz::must(collector.take()).bytes;
}

void bbqr_law(const Bytes& payload) {
  for (const char encoding : {'H', '2', 'Z'}) {
    const auto codes = bbqr_encode(BbqrType::binary, payload, {encoding, {60, 200}, 1});
    if (codes) COLDQUILL_ASSERT(read_back(*codes) == payload);
  }
}

void ur1_law(const Bytes& cbor) {
  COLDQUILL_ASSERT(read_back(ur1_encode(cbor, 50)) == cbor);
}

// Any text, cut into a row of codes (structured append).
void row_law(ByteView content) {
  constexpr std::size_t piece = 40;
  const std::size_t total = (content.size() + piece - 1) / piece;
  if (total < 1 || total > most_in_row) return;
  std::uint8_t parity = 0;
  for (const std::uint8_t octet : content) parity = static_cast<std::uint8_t>(parity ^ octet);
  FrameCollector collector;
  for (std::size_t i = total; i-- > 0;) {
    const RowPlace place{static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(total), parity};
    const auto part = content.subspan(i * piece, std::min(piece, content.size() - i * piece));
    const auto step = collector.put(part, place);
    if (!step) {
      COLDQUILL_ASSERT(step.error().reason() == E_SECRET_IN_PAYLOAD.id);
      return;
    }
    COLDQUILL_ASSERT(collector.complete() == (i == 0));
  }
  const auto whole = unwrap(content);
  const auto taken = collector.take();
  COLDQUILL_ASSERT(whole.ok() == taken.ok() && (!whole || whole->bytes == taken->bytes));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t most_cut_again = 1u << 12;
  row_law({data, size});
  FrameCollector collector;
  std::size_t useful = 0;
  for (const std::string& line : fuzz::lines_of(text_of({data, size}))) {
    useful = put(collector, line, useful);
  }
  const bool complete = collector.complete();
  const auto message = collector.take();
  if (message) COLDQUILL_ASSERT(complete);
  if (!complete) COLDQUILL_ASSERT(message.error().reason() == E_PARTS_MISSING.id);
  if (!message || message->bytes.size() > most_cut_again) return 0;
  if (message->wrapping == Wrapping::ur) parts_law(*message);
  if (message->wrapping == Wrapping::bbqr) bbqr_law(message->bytes);
  if (message->wrapping == Wrapping::ur1) ur1_law(message->bytes);
  return 0;
}
