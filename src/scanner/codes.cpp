#include "codes.h"

#define ZX_USE_UTF8 1
#include <ReadBarcode.h>

#include <exception>
#include <set>

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

ScanAnswer judge(const ZXing::Results& results) {
  std::set<Bytes> contents;
  for (const auto& result : results) {
    if (!result.isValid()) continue;
    // One part of a message that was split by the code's own means is not the message.
    if (result.isPartOfSequence()) {
      return said(ScanKind::broken, "the QR code is one part of a structured append row");
    }
    contents.emplace(result.bytes().begin(), result.bytes().end());
  }
  if (contents.empty()) return {ScanKind::none, {}};
  if (contents.size() > 1) return {ScanKind::two, {}};
  return {ScanKind::code, *contents.begin()};
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

std::vector<ScanAnswer> all_codes(const Picture& picture, ZXing::Binarizer binarizer) {
  const ZXing::ImageView view(picture.grey.data(), picture.width, picture.height,
                              ZXing::ImageFormat::Lum);
  std::set<Bytes> contents;
  try {
    for (const auto& result : ZXing::ReadBarcodes(view, hints(binarizer))) {
      const bool whole = result.isValid() && !result.isPartOfSequence();
      if (whole) contents.emplace(result.bytes().begin(), result.bytes().end());
    }
  } catch (const std::exception&) {
    return {};
  }
  std::vector<ScanAnswer> out;
  for (const Bytes& content : contents) {
    if (out.size() < most_codes_in_frame) out.push_back({ScanKind::code, content});
  }
  return out;
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

std::vector<ScanAnswer> find_codes(const Picture& frame, unsigned turn) {
  using ZXing::Binarizer;
  auto found = all_codes(frame, Binarizer::LocalAverage);
  if (!found.empty()) return found;
  switch (turn % 4) {
    case 0:
      return all_codes(invert(frame), Binarizer::LocalAverage);
    case 1:
      return all_codes(frame, Binarizer::GlobalHistogram);
    case 2:
      return all_codes(shrink(frame, 2), Binarizer::LocalAverage);
    default:
      return all_codes(mirror(frame), Binarizer::LocalAverage);
  }
}

ScanAnswer scan_picture(ByteView file) {
  const auto picture = read_picture(file);
  if (picture.ok()) return find_code(*picture);
  const bool large = picture.error().code() == Errc::over_limit;
  return said(large ? ScanKind::too_large : ScanKind::broken, picture.error().what());
}

}  // namespace coldquill
