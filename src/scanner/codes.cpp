#include "codes.h"

#define ZX_USE_UTF8 1
#include <ReadBarcode.h>

#include <coldquill/base/decimal.h>
#include <coldquill/base/row_place.h>

#include <algorithm>
#include <exception>
#include <optional>
#include <span>

#include "filters.h"

namespace coldquill {
namespace {

// Above this many pixels a smaller copy is tried first: it is quick, and large pictures of small
// codes are rare.
constexpr std::size_t plain_size = 4u << 20;

ScanAnswer said(ScanKind kind, std::string_view why) {
  return {kind, to_bytes(view_of(why))};
}

enum class Sight {
  plain,    // what a sharp frame needs
  pyramid,  // smaller copies too, in which large modules and noise are easier
};

ZXing::DecodeHints hints(ZXing::Binarizer binarizer, Sight sight) {
  return ZXing::DecodeHints()
      .setFormats(ZXing::BarcodeFormat::QRCode)
      .setTryHarder(true)
      .setTryRotate(false)  // of no use to QR codes, which are found at any angle
      .setTryDownscale(sight == Sight::pyramid)
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

using Answers = std::vector<ScanAnswer>;

// What every code in the picture holds, each once.
Answers look(const Picture& picture, ZXing::Binarizer binarizer, Sight sight = Sight::pyramid) {
  const ZXing::ImageView view(picture.grey.data(), picture.width, picture.height,
                              ZXing::ImageFormat::Lum);
  Answers out;
  try {
    for (const auto& result : ZXing::ReadBarcodes(view, hints(binarizer, sight))) {
      if (!result.isValid()) continue;
      ScanAnswer answer = answer_of(result);
      if (std::ranges::find(out, answer) == out.end()) out.push_back(std::move(answer));
    }
  } catch (const std::exception&) {
    // The library gave up on these pixels; a later attempt sees others.
    return {};
  }
  return out;
}

ScanAnswer judge(Answers answers) {
  if (answers.empty()) return {ScanKind::none, {}};
  if (answers.size() > 1) return {ScanKind::two, {}};
  return std::move(answers.front());
}

int factor_for(std::size_t pixels) {
  int factor = 2;
  while (pixels / static_cast<std::size_t>(factor * factor) > plain_size) ++factor;
  return factor;
}

// The attempts, in the order of what they read for their time on the frames of
// tests/scanner/hard_frames.py. The first one that sees any code decides.
using Attempt = Answers (*)(const Picture& picture);
constexpr Attempt attempts[] = {
    [](const Picture& p) { return look(p, ZXing::Binarizer::LocalAverage); },
    [](const Picture& p) { return look(p, ZXing::Binarizer::GlobalHistogram); },
    [](const Picture& p) { return look(shrink(p, 2), ZXing::Binarizer::LocalAverage); },
    [](const Picture& p) { return look(invert(p), ZXing::Binarizer::LocalAverage); },
    [](const Picture& p) { return look(mirror(p), ZXing::Binarizer::LocalAverage); },
    [](const Picture& p) { return look(smooth(p, 1), ZXing::Binarizer::LocalAverage); },
    [](const Picture& p) { return look(sharpen(p), ZXing::Binarizer::LocalAverage); },
    [](const Picture& p) { return look(smooth(p, 1), ZXing::Binarizer::GlobalHistogram); },
    [](const Picture& p) { return look(shrink(p, 3), ZXing::Binarizer::LocalAverage); },
    [](const Picture& p) { return look(enlarge(p), ZXing::Binarizer::LocalAverage, Sight::plain); },
};
static_assert(std::size(attempts) == harder_looks);
// Pictures that no camera makes as a frame are seen by the first ones only: all of them would take
// seconds.
constexpr std::size_t largest_frame = 1920 * 1200;
constexpr std::size_t attempts_on_large = 5;

Answers look_harder(const Picture& picture) {
  const bool large = picture.grey.size() > largest_frame;
  const auto count = large ? attempts_on_large : std::size(attempts);
  for (const Attempt attempt : std::span(attempts).first(count)) {
    if (Answers found = attempt(picture); !found.empty()) return found;
  }
  return {};
}

Answers of_a_frame(Answers found) {
  std::erase_if(found, [](const ScanAnswer& one) {
    return one.kind != ScanKind::code && one.kind != ScanKind::part;
  });
  if (found.size() > most_codes_in_frame) found.resize(most_codes_in_frame);
  return found;
}

}  // namespace

ScanAnswer find_code(const Picture& picture) {
  if (picture.grey.size() <= plain_size) return judge(look_harder(picture));
  auto found = look_harder(shrink(picture, factor_for(picture.grey.size())));
  if (found.empty()) found = look(picture, ZXing::Binarizer::LocalAverage);
  return judge(std::move(found));
}

Answers find_codes(const Picture& frame) {
  return of_a_frame(look(frame, ZXing::Binarizer::LocalAverage, Sight::plain));
}

Answers find_codes_by(const Picture& frame, unsigned look) {
  const Attempt attempt = attempts[look % std::size(attempts)];
  const std::size_t pixels = frame.grey.size();
  return of_a_frame(attempt(pixels <= plain_size ? frame : shrink(frame, factor_for(pixels))));
}

ScanAnswer scan_picture(ByteView file) {
  const auto picture = read_picture(file);
  if (picture.ok()) return find_code(*picture);
  const bool large = picture.error().code() == Errc::over_limit;
  return said(large ? ScanKind::too_large : ScanKind::broken, picture.error().what());
}

}  // namespace coldquill
