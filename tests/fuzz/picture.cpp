// Any bytes as a picture, and as an answer of the program that reads pictures: an answer of one of
// the known kinds, never longer than a QR code holds, with nothing in it that steers a screen.
#include <coldquill/scan/frame_stream.h>
#include <coldquill/scanner/codes.h>

#include "answer.h"
#include "fuzz.h"

using namespace coldquill;

namespace {

void answer_laws(ByteView bytes) {
  if (bytes.size() < answer_head) return;
  const auto head = read_answer_head(bytes.first(answer_head));
  if (!head) return;
  COLDQUILL_ASSERT(head->size <= longest_answer);
  const ByteView body = bytes.subspan(answer_head);
  const auto scanned = scanned_from({head->kind, to_bytes(body)});
  if (!scanned) return;
  const bool code = scanned->kind == Scanned::Kind::code;
  const ByteView content = scanned->place ? body.subspan(place_octets) : body;
  COLDQUILL_ASSERT(code ? equal(scanned->bytes, content) : scanned->bytes.empty());
  COLDQUILL_ASSERT(fuzz::steers_nothing(scanned->why));
  COLDQUILL_ASSERT(code_of(*scanned).ok() == code);
  COLDQUILL_ASSERT(content_of(*scanned).ok() == (code && !scanned->place));
}

void frame_laws(ByteView bytes) {
  const auto frame = read_frame(bytes);
  if (!frame) return;
  COLDQUILL_ASSERT(frame->codes.size() <= most_codes_in_frame);
  COLDQUILL_ASSERT(frame->preview.grey.size() == frame->preview.width * frame->preview.height);
  for (const Scanned& code : frame->codes) COLDQUILL_ASSERT(code_of(code).ok());
}

void picture_laws(ByteView file) {
  const ScanAnswer answer = scan_picture(file);
  COLDQUILL_ASSERT(answer.kind != ScanKind::ready && answer.bytes.size() <= longest_answer);
  const auto scanned = fuzz::must(scanned_from(answer));
  const bool speaks = scanned.kind == Scanned::Kind::code || !scanned.why.empty();
  COLDQUILL_ASSERT(speaks || answer.bytes.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  answer_laws({data, size});
  frame_laws({data, size});
  picture_laws({data, size});
  return 0;
}
