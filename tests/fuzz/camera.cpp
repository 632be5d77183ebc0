// Any bytes as a recording of a camera, and as a frame that the scanner tells of: pictures have the
// size that they say, previews and codes keep their limits, and the end comes.
#include <coldquill/base/writer.h>
#include <coldquill/scan/frame_stream.h>
#include <coldquill/scan/preview_lines.h>
#include <coldquill/scanner/camera.h>
#include <coldquill/scanner/recording.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"

using namespace coldquill;

namespace {

void frame_laws(ByteView bytes) {
  const auto frame = read_frame(bytes);
  if (!frame) return;
  const Preview& preview = frame->preview;
  COLDQUILL_ASSERT(preview.width <= widest_preview && preview.height <= highest_preview);
  COLDQUILL_ASSERT(preview.grey.size() == preview.width * preview.height);
  COLDQUILL_ASSERT(preview_lines(preview, PreviewInk::greys, true).size() ==
                   (preview.height + 1) / 2);
  COLDQUILL_ASSERT(frame->codes.size() <= most_codes_in_frame);
  Writer again;
  again.u16be(static_cast<std::uint16_t>(frame->width))
      .u16be(static_cast<std::uint16_t>(frame->height))
      .u8(static_cast<std::uint8_t>(preview.width))
      .u8(static_cast<std::uint8_t>(preview.height))
      .bytes(preview.grey);
  for (const Scanned& code : frame->codes) {
    COLDQUILL_ASSERT(code.kind == Scanned::Kind::code && code.bytes.size() <= longest_answer);
    again.u8(static_cast<std::uint8_t>(ScanKind::code))
        .u16be(static_cast<std::uint16_t>(code.bytes.size()))
        .bytes(code.bytes);
  }
  COLDQUILL_ASSERT(equal(again.view(), bytes));
}

void camera_laws(Camera& camera, std::size_t octets) {
  // Every frame takes at least its line out of the file.
  for (std::size_t frames = 0; frames <= octets; ++frames) {
    const auto picture = camera.next();
    if (!picture || !*picture) return;
    const Picture& one = **picture;
    COLDQUILL_ASSERT(
        check_size(static_cast<std::uint64_t>(one.width), static_cast<std::uint64_t>(one.height))
            .ok());
    COLDQUILL_ASSERT(one.grey.size() ==
                     static_cast<std::size_t>(one.width) * static_cast<std::size_t>(one.height));
    const Picture small = preview_of(one, widest_preview, highest_preview);
    COLDQUILL_ASSERT(small.grey.size() <= widest_preview * highest_preview);
  }
  bug("a recording ends", __FILE__, __LINE__);
}

void recording_laws(ByteView file) {
  const int descriptor = ::memfd_create("recording", MFD_CLOEXEC);
  const bool written = ::write(descriptor, file.data(), file.size()) >= 0;
  if (written && ::lseek(descriptor, 0, SEEK_SET) == 0) {
    auto calls = open_recording(descriptor, Pace::as_fast);
    auto camera = std::move(calls).and_then(&Camera::start);
    if (camera) camera_laws(**camera, file.size());
  }
  ::close(descriptor);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  frame_laws({data, size});
  recording_laws({data, size});
  return 0;
}
