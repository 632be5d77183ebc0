// SVG: each run of dark modules in a row is one rectangle of the path.
#include "canvas.h"
#include "pictures.h"

namespace coldquill {
namespace {

// The end of the run of dark modules that begins at x.
int end_of_run(const QrSymbol& symbol, int x, int y) {
  while (symbol.dark(x, y)) ++x;
  return x;
}

std::string rectangle(int x, int y, int width) {
  return "M" + std::to_string(x + quiet_zone) + " " + std::to_string(y + quiet_zone) + "h" +
         std::to_string(width) + "v1h-" + std::to_string(width) + "z";
}

std::string path_of(const QrSymbol& symbol) {
  std::string path;
  for (int y = 0; y < symbol.size(); ++y) {
    for (int x = 0; x < symbol.size(); ++x) {
      const int end = end_of_run(symbol, x, y);
      if (end == x) continue;
      path += rectangle(x, y, end - x);
      x = end;
    }
  }
  return path;
}

}  // namespace

std::string qr_svg(const QrSymbol& symbol, int scale) {
  COLDQUILL_ASSERT(1 <= scale && scale <= largest_scale);
  const int modules = Canvas::modules_for(symbol);
  const std::string side = std::to_string(modules);
  const std::string pixels = std::to_string(modules * scale);
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"" +
         pixels + "\" height=\"" + pixels + "\" viewBox=\"0 0 " + side + " " + side +
         "\" shape-rendering=\"crispEdges\">\n<rect width=\"" + side + "\" height=\"" + side +
         "\" fill=\"#fff\"/>\n<path fill=\"#000\" d=\"" + path_of(symbol) + "\"/>\n</svg>\n";
}

}  // namespace coldquill
