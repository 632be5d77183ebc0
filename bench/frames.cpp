// One camera picture: ours (src/scanner/codes.h) against one bare call of ZXing, and zbar, on the
// same frames. Prints a line for each frame: what, then microseconds of ZXing, zbar and ours (the
// medians of turns that met the same moments), then the medians of ours to ZXing and to zbar.
#include <coldquill/qr/symbol.h>
#include <coldquill/scanner/codes.h>
#include <zbar.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <random>

#define ZX_USE_UTF8 1
#include <ReadBarcode.h>

using namespace coldquill;

namespace {

constexpr int width = 1280;
constexpr int height = 720;
constexpr int turns = 41;

// A wall that grows darker from top to bottom, with the noise of a camera; 0: without a code.
Picture frame_with(int version) {
  std::mt19937 random(20260720);
  std::normal_distribution<float> noise(0, 5);
  const std::string text(version > 0 ? longest_capital_text(version) : 1, 'A');
  const QrSymbol symbol = *QrSymbol::of_text(text);
  const int module = version > 0 ? (height - 40) / (symbol.size() + 8) : 0;
  const int side = module * symbol.size();
  Picture out{width, height, {}};
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const int left = x - (width - side) / 2;
      const int top = y - (height - side) / 2;
      const int border = 4 * module;
      int grey = 180 - 60 * y / height;
      if (std::min(left, top) >= -border && std::max(left, top) < side + border) {
        const bool inside = std::min(left, top) >= 0 && std::max(left, top) < side;
        grey = inside && symbol.dark(left / module, top / module) ? 50 : 210;
      }
      const int value = grey + static_cast<int>(noise(random));
      out.grey.push_back(static_cast<std::uint8_t>(std::clamp(value, 0, 255)));
    }
  }
  return out;
}

bool bare_zxing(const Picture& picture) {
  const ZXing::ImageView view(picture.grey.data(), width, height, ZXing::ImageFormat::Lum);
  const auto hints = ZXing::DecodeHints()
                         .setFormats(ZXing::BarcodeFormat::QRCode)
                         .setTryRotate(false)
                         .setTryDownscale(false);
  return !ZXing::ReadBarcodes(view, hints).empty();
}

bool bare_zbar(const Picture& picture) {
  static zbar::ImageScanner scanner;
  scanner.set_config(zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
  scanner.set_config(zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
  zbar::Image image(width, height, "Y800", picture.grey.data(), picture.grey.size());
  return scanner.scan(image) > 0;
}

// Microseconds of processor time.
double cost(const std::function<bool()>& work, bool wanted) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
  };
  const double begin = now();
  if (work() != wanted) {
    std::fprintf(stderr, "a frame was read wrongly\n");
    std::exit(1);
  }
  return now() - begin;
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

void measure(const char* name, int version) {
  const Picture picture = frame_with(version);
  std::vector<double> zxing, zbar, ours, to_zxing, to_zbar;
  for (unsigned turn = 0; turn < turns; ++turn) {
    zxing.push_back(cost([&] { return bare_zxing(picture); }, version > 0));
    zbar.push_back(cost([&] { return bare_zbar(picture); }, version > 0));
    const auto look = [&] {
      return !find_codes(picture).empty() || !find_codes_by(picture, turn).empty();
    };
    ours.push_back(cost(look, version > 0));
    to_zxing.push_back(ours.back() / zxing.back());
    to_zbar.push_back(ours.back() / zbar.back());
  }
  std::printf("%s %.0f %.0f %.0f %.3f %.3f\n", name, median(zxing), median(zbar), median(ours),
              median(to_zxing), median(to_zbar));
}

}  // namespace

int main() {
  measure("version-10", 10);
  measure("version-20", 20);
  measure("version-27", 27);
  measure("no-code", 0);
}
