// Any bytes as a decoded frame of a film, in any kind of pixels that libav knows: a picture of the
// size that the frame has, the same however its rows lie, or a refusal that names the kind.
#include <algorithm>

#include "film_grey.h"
#include "fuzz.h"

extern "C" {
#include <libavutil/frame.h>
#include <libavutil/imgutils.h>
#include <libavutil/pixdesc.h>
}

using namespace coldquill;

namespace {

constexpr int longest = 80;  // of a side: more than two of the squares that are compared

// The input, octet by octet; zeros after its end.
class Octets {
 public:
  explicit Octets(ByteView all) : all_(all) {}
  std::uint8_t next() {
    if (all_.empty()) return 0;
    const std::uint8_t out = all_.front();
    all_ = all_.subspan(1);
    return out;
  }

 private:
  ByteView all_;
};

// Octets of a plane, which is as large as it must be and not an octet larger.
struct Plane {
  int row = 0;  // octets that belong to the picture
  std::size_t rows = 0;
  Bytes octets;  // row after row, from the top
};

struct Layout {
  std::size_t gap = 0;  // octets between two rows
  bool upside_down = false;
};

class Frame {
 public:
  Frame(int format, int width, int height) : frame_(av_frame_alloc()) {
    frame_->format = format;
    frame_->width = width;
    frame_->height = height;
  }
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;
  ~Frame() { av_frame_free(&frame_); }

  // False for pixels that lie in no memory of ours.
  bool fill(Octets& from) {
    const auto format = static_cast<AVPixelFormat>(frame_->format);
    int rows[4] = {};
    if (av_image_fill_linesizes(rows, format, frame_->width) < 0) return false;
    std::ptrdiff_t lines[4];
    std::copy(std::begin(rows), std::end(rows), lines);
    std::size_t sizes[4] = {};
    if (av_image_fill_plane_sizes(sizes, format, frame_->height, lines) < 0) return false;
    for (int i = 0; i < 4 && rows[i] > 0; ++i) {
      planes_[i] = {rows[i], sizes[i] / static_cast<std::size_t>(rows[i]), Bytes(sizes[i])};
      std::ranges::generate(planes_[i].octets, [&] { return from.next(); });
    }
    return true;
  }
  Result<Picture> grey(const Layout& layout) {
    for (int i = 0; i < 4; ++i) {
      if (planes_[i].row > 0) lay_out(i, layout);
    }
    return grey_of(*frame_);
  }
  [[nodiscard]] int width() const { return frame_->width; }
  [[nodiscard]] int height() const { return frame_->height; }

 private:
  void lay_out(int i, const Layout& layout) {
    const Plane& plane = planes_[i];
    const auto row = static_cast<std::size_t>(plane.row);
    const std::size_t line = row + layout.gap;
    memory_[i] = Bytes(line * (plane.rows - 1) + row, 0xa5);
    for (std::size_t y = 0; y < plane.rows; ++y) {
      const std::size_t at = layout.upside_down ? plane.rows - 1 - y : y;
      std::copy_n(plane.octets.data() + y * row, row, memory_[i].data() + at * line);
    }
    const std::size_t top = layout.upside_down ? line * (plane.rows - 1) : 0;
    frame_->data[i] = memory_[i].data() + top;
    frame_->linesize[i] = static_cast<int>(line) * (layout.upside_down ? -1 : 1);
  }

  AVFrame* frame_;
  Plane planes_[4];
  Bytes memory_[4];
};

void refusal_laws(const Error& error) {
  COLDQUILL_ASSERT(error.reason() == E_BAD_PICTURE.id && !error.what().empty());
  COLDQUILL_ASSERT(fuzz::steers_nothing(error.what()));
}

// Every octet changed by this much, down for those above the middle.
Picture shifted(Picture picture, int shades) {
  for (auto& grey : picture.grey) {
    grey = static_cast<std::uint8_t>(grey < 128 ? grey + shades : grey - shades);
  }
  return picture;
}

void comparison_laws(const Picture& picture) {
  COLDQUILL_ASSERT(is_same_picture(picture, picture));
  COLDQUILL_ASSERT(is_same_picture(picture, shifted(picture, 3)));
  COLDQUILL_ASSERT(!is_same_picture(picture, shifted(picture, 4)));
  COLDQUILL_ASSERT(!is_same_picture(shifted(picture, 4), picture));
  COLDQUILL_ASSERT(!is_same_picture(picture, {}));
}

void picture_laws(const Picture& picture, Frame& frame, const Layout& layout) {
  COLDQUILL_ASSERT(picture.width == frame.width() && picture.height == frame.height());
  COLDQUILL_ASSERT(picture.grey.size() == static_cast<std::size_t>(picture.width) *
                                              static_cast<std::size_t>(picture.height));
  COLDQUILL_ASSERT(fuzz::must(frame.grey(layout)).grey == picture.grey);
  comparison_laws(picture);
}

}  // namespace

// The number of the format, some that are none among them; width, height, how rows lie; the planes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Octets octets({data, size});
  const int format = octets.next() % (AV_PIX_FMT_NB + 2) - 1;
  const int width = octets.next() % longest + 1;
  const int height = octets.next() % longest + 1;
  const std::uint8_t lie = octets.next();
  Frame frame(format, width, height);
  const bool ours = frame.fill(octets);
  const auto first = frame.grey({});
  if (!first) {
    refusal_laws(first.error());
    return 0;
  }
  COLDQUILL_ASSERT(ours);
  picture_laws(*first, frame, {lie / std::size_t{2}, lie % 2 == 1});
  return 0;
}
