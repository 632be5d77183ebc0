// JPEG through libjpeg. The library reports failure by a long jump; each function that can be
// jumped out of holds no C++ object, and the objects live in its caller.
#include <csetjmp>
#include <cstdio>
// jpeglib.h needs size_t and FILE before it.
#include <jpeglib.h>

#include <coldquill/base/text.h>

#include "picture.h"

namespace coldquill {
namespace {

// A picture of more passes than this was made to waste time.
constexpr int most_scans = 64;

struct Decoder {
  jpeg_decompress_struct jpeg{};
  jpeg_error_mgr errors{};
  jpeg_progress_mgr progress{};
  std::jmp_buf out{};
  char message[JMSG_LENGTH_MAX]{};
};

Decoder& decoder_of(j_common_ptr jpeg) {
  return *static_cast<Decoder*>(jpeg->client_data);
}

[[noreturn]] void on_error(j_common_ptr jpeg) {
  Decoder& decoder = decoder_of(jpeg);
  decoder.errors.format_message(jpeg, decoder.message);
  std::longjmp(decoder.out, 1);
}

// Warnings are not printed: the error correction of the code decides.
void on_message(j_common_ptr) {}

void on_progress(j_common_ptr jpeg) {
  Decoder& decoder = decoder_of(jpeg);
  if (decoder.jpeg.input_scan_number <= most_scans) return;
  std::snprintf(decoder.message, sizeof decoder.message, "too many passes");
  std::longjmp(decoder.out, 1);
}

void prepare(Decoder& decoder) {
  decoder.jpeg.err = jpeg_std_error(&decoder.errors);
  decoder.errors.error_exit = on_error;
  decoder.errors.output_message = on_message;
  decoder.progress.progress_monitor = on_progress;
  decoder.jpeg.client_data = &decoder;
}

bool read_header(Decoder& decoder, const std::uint8_t* data, unsigned long size) {
  if (setjmp(decoder.out) != 0) return false;
  jpeg_create_decompress(&decoder.jpeg);
  decoder.jpeg.client_data = &decoder;
  decoder.jpeg.progress = &decoder.progress;
  jpeg_mem_src(&decoder.jpeg, data, size);
  jpeg_read_header(&decoder.jpeg, TRUE);
  return true;
}

// pixels: room for image_width * image_height octets, as the header told.
bool read_pixels(Decoder& decoder, std::uint8_t* pixels) {
  if (setjmp(decoder.out) != 0) return false;
  decoder.jpeg.out_color_space = JCS_GRAYSCALE;
  jpeg_start_decompress(&decoder.jpeg);
  while (decoder.jpeg.output_scanline < decoder.jpeg.output_height) {
    JSAMPROW row = pixels + std::size_t{decoder.jpeg.output_scanline} * decoder.jpeg.output_width;
    jpeg_read_scanlines(&decoder.jpeg, &row, 1);
  }
  return true;
}

Error damaged(const Decoder& decoder) {
  return {E_BAD_PICTURE, "the JPEG picture is damaged: " + escape_text(decoder.message)};
}

Result<Picture> decode(Decoder& decoder, ByteView file) {
  if (!read_header(decoder, file.data(), file.size())) return damaged(decoder);
  const std::size_t width = decoder.jpeg.image_width;
  const std::size_t height = decoder.jpeg.image_height;
  CQ_CHECK(check_size(width, height));
  Picture out{static_cast<int>(width), static_cast<int>(height), {}};
  out.grey.resize(width * height);
  if (!read_pixels(decoder, out.grey.data())) return damaged(decoder);
  return out;
}

}  // namespace

Result<Picture> read_jpeg(ByteView file) {
  Decoder decoder;
  prepare(decoder);
  auto out = decode(decoder, file);
  jpeg_destroy_decompress(&decoder.jpeg);
  return out;
}

}  // namespace coldquill
