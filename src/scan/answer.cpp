#include "answer.h"

#include <coldquill/base/reader.h>
#include <coldquill/base/text.h>

namespace coldquill {
namespace {

Result<Scanned> part_of_a_row(ByteView bytes) {
  Reader in(bytes);
  const RowPlace place{in.u8(), in.u8(), in.u8()};
  const bool told = bytes.size() >= place_octets;
  if (!told || place.total > most_in_row || place.index >= place.total) return misspoken();
  return Scanned{Scanned::Kind::code, to_bytes(bytes.subspan(place_octets)), {}, place};
}

}  // namespace

Error misspoken() {
  return {E_SCANNER_FAILED, "the scanner gave an answer without meaning"};
}

Result<AnswerHead> read_answer_head(ByteView head, std::size_t longest) {
  Reader in(head);
  const auto kind = static_cast<ScanKind>(in.u8());
  const std::size_t size = in.u32be();
  CQ_CHECK(in.finish());
  if (size > longest) return misspoken();
  return AnswerHead{kind, size};
}

Result<Scanned> scanned_from(ScanAnswer answer) {
  using Kind = Scanned::Kind;
  switch (answer.kind) {
    case ScanKind::code:
      return Scanned{Kind::code, std::move(answer.bytes), {}};
    case ScanKind::none:
      return Scanned{Kind::none, {}, {}};
    case ScanKind::two:
      return Scanned{Kind::two, {}, {}};
    case ScanKind::broken:
      return Scanned{Kind::broken, {}, escape_text(answer.bytes)};
    case ScanKind::too_large:
      return Scanned{Kind::too_large, {}, escape_text(answer.bytes)};
    case ScanKind::part:
      return part_of_a_row(answer.bytes);
    case ScanKind::ready:
    case ScanKind::frame:
    case ScanKind::end:
    case ScanKind::failed:
      break;
  }
  return misspoken();
}

}  // namespace coldquill
