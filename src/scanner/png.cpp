// PNG through libpng's simplified interface, which keeps its own long jumps inside the library.
#include <png.h>

#include <coldquill/base/text.h>

#include "picture.h"

namespace coldquill {
namespace {

class Image {
 public:
  Image() { image_.version = PNG_IMAGE_VERSION; }
  Image(const Image&) = delete;
  Image& operator=(const Image&) = delete;
  ~Image() { png_image_free(&image_); }

  bool read_header(ByteView file) {
    return png_image_begin_read_from_memory(&image_, file.data(), file.size()) != 0;
  }
  // The size has been checked, and is the one that the header told.
  bool read_pixels(Bytes& grey) {
    constexpr png_color white{255, 255, 255};
    image_.format = PNG_FORMAT_GRAY;
    return png_image_finish_read(&image_, &white, grey.data(), 0, nullptr) != 0;
  }
  [[nodiscard]] std::size_t width() const { return image_.width; }
  [[nodiscard]] std::size_t height() const { return image_.height; }
  [[nodiscard]] Error error() const {
    return {E_BAD_PICTURE, "the PNG picture is damaged: " + escape_text(image_.message)};
  }

 private:
  png_image image_{};
};

}  // namespace

Result<Picture> read_png(ByteView file) {
  Image image;
  if (!image.read_header(file)) return image.error();
  CQ_CHECK(check_size(image.width(), image.height()));
  Picture out{static_cast<int>(image.width()), static_cast<int>(image.height()), {}};
  out.grey.resize(image.width() * image.height());
  if (!image.read_pixels(out.grey)) return image.error();
  return out;
}

}  // namespace coldquill
