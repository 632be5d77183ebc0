#include "codes.h"

#define ZX_USE_UTF8 1
#include <ReadBarcode.h>

#include <coldquill/base/decimal.h>
#include <coldquill/base/row_place.h>

#include <exception>
#include <optional>

namespace coldquill {
namespace {

// Above this many pixels a smaller copy is tried first: it is quick, and large pictures of small
// codes are rare.
constexpr std::size_t plain_size = 4u << 20;

ScanAnswer said(ScanKind kind, std::string_view why) {
  return {kind, to_bytes(view_of(why))};
}

ZXing::DecodeHints hints(ZXing::Binarizer binarizer) {
  return ZXing::DecodeHints()
      .setFormats(ZXing::BarcodeFormat::QRCode)
      .setTryHarder(true)
      .setTryRotate(true)
      .setTryDownscale(true)
      .setBinarizer(binarizer);
}

// The place of a code of a row, in the three octets of the protocol; nothing when the code tells
// none that can be. ZXing gives the parity as decimal digits.
std::optional<Bytes> place_of(const ZXing::Result& result) {
  const auto parity = parse_number(result.sequenceId());
  const int total = result.sequenceSize();
  const int index = result.sequenceIndex();
  const bool good = parity && *parity <= 0xff && index >= 0 && index < total &&
                    total <= static_cast<int>(most_in_row);
  if (!good) return {};
  return Bytes{static_cast<std::uint8_t>(index), static_cast<std::uint8_t>(total),
               static_cast<std::uint8_t>(*parity)};
}

ScanAnswer answer_of(const ZXing::Result& result) {
  const bool part = result.isPartOfSequence();
  auto place = part ? place_of(result) : Bytes();
  if (!place) return said(ScanKind::broken, "the QR code is one of a row without a place in it");
  place->insert(place->end(), result.bytes().begin(), result.bytes().end());
  return {part ? ScanKind::part : ScanKind::code, *std::move(place)};
}

ScanAnswer judge(const ZXing::Results& results) {
  std::optional<ScanAnswer> only;
  for (const auto& result : results) {
    if (!result.isValid()) continue;
    ScanAnswer answer = answer_of(result);
    if (only && *only != answer) return {ScanKind::two, {}};
    only = std::move(answer);
  }
  return only ? *std::move(only) : ScanAnswer{ScanKind::none, {}};
}

ScanAnswer look(const Picture& picture, ZXing::Binarizer binarizer) {
  const ZXing::ImageView view(picture.grey.data(), picture.width, picture.height,
                              ZXing::ImageFormat::Lum);
  try {
    return judge(ZXing::ReadBarcodes(view, hints(binarizer)));
  } catch (const std::exception&) {
    // The library gave up on these pixels; a later attempt sees others.
    return {ScanKind::none, {}};
  }
}

int factor_for(std::size_t pixels) {
  int factor = 2;
  while (pixels / static_cast<std::size_t>(factor * factor) > plain_size) ++factor;
  return factor;
}

// The attempts, cheapest first. The first one that sees any code decides.
ScanAnswer look_harder(const Picture& picture) {
  using ZXing::Binarizer;
  ScanAnswer answer = look(picture, Binarizer::LocalAverage);
  if (answer.kind == ScanKind::none) answer = look(picture, Binarizer::GlobalHistogram);
  if (answer.kind == ScanKind::none) answer = look(invert(picture), Binarizer::LocalAverage);
  if (answer.kind == ScanKind::none) answer = look(shrink(picture, 2), Binarizer::LocalAverage);
  if (answer.kind == ScanKind::none) answer = look(mirror(picture), Binarizer::LocalAverage);
  return answer;
}

}  // namespace

ScanAnswer find_code(const Picture& picture) {
  if (picture.grey.size() <= plain_size) return look_harder(picture);
  const ScanAnswer answer = look_harder(shrink(picture, factor_for(picture.grey.size())));
  if (answer.kind != ScanKind::none) return answer;
  return look(picture, ZXing::Binarizer::LocalAverage);
}

ScanAnswer scan_picture(ByteView file) {
  const auto picture = read_picture(file);
  if (picture.ok()) return find_code(*picture);
  const bool large = picture.error().code() == Errc::over_limit;
  return said(large ? ScanKind::too_large : ScanKind::broken, picture.error().what());
}

}  // namespace coldquill
