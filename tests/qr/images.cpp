#include "qr/images.h"

#include <gif_lib.h>
#include <gtest/gtest.h>
#include <png.h>

#include <jpeglib.h>
#include <cstdio>

#include <coldquill/base/file.h>
#include <unistd.h>

#include <filesystem>
#include <random>

namespace coldquill::test {
namespace {

Bytes png_from(const Bytes& pixels, std::size_t width, std::size_t height, std::uint32_t format) {
  png_image png{};
  png.version = PNG_IMAGE_VERSION;
  png.width = static_cast<png_uint_32>(width);
  png.height = static_cast<png_uint_32>(height);
  png.format = format;
  png_alloc_size_t size = 0;
  png_image_write_to_memory(&png, nullptr, &size, 0, pixels.data(), 0, nullptr);
  Bytes out(size);
  EXPECT_TRUE(png_image_write_to_memory(&png, out.data(), &size, 0, pixels.data(), 0, nullptr));
  out.resize(size);
  return out;
}

}  // namespace

Image blank(std::size_t width, std::size_t height, std::uint8_t grey) {
  return {width, height, Bytes(width * height, grey)};
}

Image draw(const QrSymbol& symbol, std::size_t scale) {
  const auto modules = static_cast<std::size_t>(symbol.size() + 2 * quiet_zone);
  Image out = blank(modules * scale, modules * scale);
  for (std::size_t y = 0; y < out.height; ++y) {
    for (std::size_t x = 0; x < out.width; ++x) {
      const bool dark = symbol.dark(static_cast<int>(x / scale) - quiet_zone,
                                    static_cast<int>(y / scale) - quiet_zone);
      out.at(x, y) = dark ? 0 : 255;
    }
  }
  return out;
}

Image draw_text(std::string_view text, std::size_t scale) {
  return draw(*QrSymbol::of_text(text), scale);
}

Image turned(const Image& image) {
  Image out = blank(image.height, image.width);
  for (std::size_t y = 0; y < out.height; ++y) {
    for (std::size_t x = 0; x < out.width; ++x) out.at(x, y) = image.at(y, image.height - 1 - x);
  }
  return out;
}

Image inverted(Image image) {
  for (auto& pixel : image.grey) pixel = static_cast<std::uint8_t>(255 - pixel);
  return image;
}

Image mirrored(const Image& image) {
  Image out = image;
  for (std::size_t y = 0; y < out.height; ++y) {
    for (std::size_t x = 0; x < out.width; ++x) out.at(x, y) = image.at(image.width - 1 - x, y);
  }
  return out;
}

Image on_sheet(const Image& image, std::size_t width, std::size_t height, std::size_t left,
               std::size_t top) {
  Image out = blank(width, height);
  for (std::size_t y = 0; y < image.height; ++y) {
    for (std::size_t x = 0; x < image.width; ++x) out.at(left + x, top + y) = image.at(x, y);
  }
  return out;
}

Image beside(const Image& left, const Image& right) {
  Image out = on_sheet(left, left.width + right.width, std::max(left.height, right.height), 0, 0);
  for (std::size_t y = 0; y < right.height; ++y) {
    for (std::size_t x = 0; x < right.width; ++x) out.at(left.width + x, y) = right.at(x, y);
  }
  return out;
}

Image tilted(const Image& image, int s, int c) {
  const auto side = static_cast<std::int64_t>(image.width + image.width / 2);
  const auto old = static_cast<std::int64_t>(image.width);
  Image out = blank(static_cast<std::size_t>(side), static_cast<std::size_t>(side));
  for (std::int64_t y = 0; y < side; ++y) {
    for (std::int64_t x = 0; x < side; ++x) {
      const std::int64_t dx = x - side / 2;
      const std::int64_t dy = y - side / 2;
      const std::int64_t from_x = (dx * c + dy * s) / 65536 + old / 2;
      const std::int64_t from_y = (dy * c - dx * s) / 65536 + old / 2;
      if (from_x < 0 || from_y < 0 || from_x >= old || from_y >= old) continue;
      out.at(static_cast<std::size_t>(x), static_cast<std::size_t>(y)) =
          image.at(static_cast<std::size_t>(from_x), static_cast<std::size_t>(from_y));
    }
  }
  return out;
}

Image noisy(Image image, int strength, unsigned seed) {
  std::mt19937 random(seed);
  const auto range = static_cast<std::uint32_t>(2 * strength + 1);
  for (auto& pixel : image.grey) {
    const int change = static_cast<int>(random() % range) - strength;
    pixel = static_cast<std::uint8_t>(std::clamp(int{pixel} + change, 0, 255));
  }
  return image;
}

Bytes png_of(const Image& image) {
  return png_from(image.grey, image.width, image.height, PNG_FORMAT_GRAY);
}

Bytes transparent_png_of(const Image& image) {
  Bytes pixels;
  for (const std::uint8_t grey : image.grey) {
    pixels.push_back(0);
    pixels.push_back(static_cast<std::uint8_t>(255 - grey));
  }
  return png_from(pixels, image.width, image.height, PNG_FORMAT_GA);
}

Bytes jpeg_of(const Image& image, int quality) {
  jpeg_compress_struct jpeg{};
  jpeg_error_mgr errors{};
  jpeg.err = jpeg_std_error(&errors);
  jpeg_create_compress(&jpeg);
  unsigned char* data = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&jpeg, &data, &size);
  jpeg.image_width = static_cast<JDIMENSION>(image.width);
  jpeg.image_height = static_cast<JDIMENSION>(image.height);
  jpeg.input_components = 1;
  jpeg.in_color_space = JCS_GRAYSCALE;
  jpeg_set_defaults(&jpeg);
  jpeg_set_quality(&jpeg, quality, TRUE);
  jpeg_start_compress(&jpeg, TRUE);
  Bytes pixels = image.grey;
  while (jpeg.next_scanline < jpeg.image_height) {
    JSAMPROW row = pixels.data() + jpeg.next_scanline * image.width;
    jpeg_write_scanlines(&jpeg, &row, 1);
  }
  jpeg_finish_compress(&jpeg);
  Bytes out(data, data + size);
  jpeg_destroy_compress(&jpeg);
  std::free(data);
  return out;
}

std::vector<Image> frames_of_gif(ByteView gif) {
  const auto read = [](GifFileType* file, GifByteType* to, int wanted) {
    auto& rest = *static_cast<ByteView*>(file->UserData);
    const std::size_t n = std::min(rest.size(), static_cast<std::size_t>(wanted));
    std::copy_n(rest.begin(), n, to);
    rest = rest.subspan(n);
    return static_cast<int>(n);
  };
  int error = 0;
  GifFileType* file = DGifOpen(&gif, read, &error);
  EXPECT_NE(file, nullptr) << error;
  if (file == nullptr) return {};
  EXPECT_EQ(DGifSlurp(file), GIF_OK) << file->Error;
  std::vector<Image> out;
  for (int i = 0; i < file->ImageCount; ++i) {
    const SavedImage& frame = file->SavedImages[i];
    Image image = blank(static_cast<std::size_t>(frame.ImageDesc.Width),
                        static_cast<std::size_t>(frame.ImageDesc.Height));
    for (std::size_t p = 0; p < image.grey.size(); ++p) {
      image.grey[p] = file->SColorMap->Colors[frame.RasterBits[p]].Red;
    }
    out.push_back(std::move(image));
  }
  DGifCloseFile(file, &error);
  return out;
}

Bytes zbar_says(ByteView picture) {
  const std::string path =
      std::filesystem::temp_directory_path() / ("coldquill-" + std::to_string(::getpid()) + ".png");
  EXPECT_TRUE(write_file(path, picture, 0600, Existing::replace).ok());
  const std::string command =
      "zbarimg --nodbus --quiet --raw --oneshot -Sdisable -Sqrcode.enable -Sbinary " + path;
  FILE* out = ::popen(command.c_str(), "r");
  EXPECT_NE(out, nullptr);
  Bytes said = *read_descriptor(::fileno(out));
  const int status = ::pclose(out);
  // 4: no code found. Anything else means that zbarimg (Debian: zbar-tools) is missing or broken.
  EXPECT_TRUE(status == 0 || WEXITSTATUS(status) == 4) << status;
  std::filesystem::remove(path);
  return said;
}

}  // namespace coldquill::test
