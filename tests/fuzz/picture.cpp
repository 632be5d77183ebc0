// Any bytes as a picture, and as an answer of the program that reads pictures: an answer of one of
// the known kinds, never longer than a QR code holds, with nothing in it that steers a screen.
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
  COLDQUILL_ASSERT(code ? equal(scanned->bytes, body) : scanned->bytes.empty());
  COLDQUILL_ASSERT(fuzz::steers_nothing(scanned->why));
  COLDQUILL_ASSERT(content_of(*scanned).ok() == code);
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
  picture_laws({data, size});
  return 0;
}
