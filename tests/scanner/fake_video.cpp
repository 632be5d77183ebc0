#include "fake_video.h"

namespace coldquill::test {

int FakeVideo::control(unsigned long request, void* data) {
  log_->asked.insert(request);
  const auto other = instead.find(request);
  return other == instead.end() ? answer(request, data) : other->second(data);
}

int FakeVideo::answer(unsigned long request, void* data) {
  switch (request) {
    case VIDIOC_QUERYCAP:
      static_cast<v4l2_capability*>(data)->capabilities =
          V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
      return 0;
    case VIDIOC_ENUM_FMT: {
      auto& format = *static_cast<v4l2_fmtdesc*>(data);
      std::vector<std::uint32_t> all;
      for (const FakeMode& mode : modes) {
        if (std::ranges::find(all, mode.pixels) == all.end()) all.push_back(mode.pixels);
      }
      if (format.index >= all.size()) return EINVAL;
      format.pixelformat = all[format.index];
      return 0;
    }
    case VIDIOC_ENUM_FRAMESIZES:
      return size_number(*static_cast<v4l2_frmsizeenum*>(data));
    case VIDIOC_ENUM_FRAMEINTERVALS:
      return interval(*static_cast<v4l2_frmivalenum*>(data));
    case VIDIOC_S_FMT:
      return set(static_cast<v4l2_format*>(data)->fmt.pix);
    case VIDIOC_REQBUFS:
      return make_buffers(static_cast<v4l2_requestbuffers*>(data)->count);
    case VIDIOC_QUERYBUF: {
      auto& buffer = *static_cast<v4l2_buffer*>(data);
      buffer.length = buffer_size;
      buffer.m.offset = buffer.index;
      return 0;
    }
    case VIDIOC_QBUF:
      queue_.push_back(static_cast<v4l2_buffer*>(data)->index);
      return 0;
    case VIDIOC_DQBUF:
      return take(*static_cast<v4l2_buffer*>(data));
    case VIDIOC_STREAMON:
    case VIDIOC_STREAMOFF:
      log_->streaming = request == VIDIOC_STREAMON;
      if (!log_->streaming) queue_.clear();
      return 0;
    default:
      return ENOTTY;
  }
}

int FakeVideo::size_number(v4l2_frmsizeenum& size) const {
  std::uint32_t number = 0;
  for (const FakeMode& mode : modes) {
    if (mode.pixels != size.pixel_format || number++ != size.index) continue;
    size.type = V4L2_FRMSIZE_TYPE_DISCRETE;
    size.discrete = {mode.width, mode.height};
    return 0;
  }
  return EINVAL;
}

int FakeVideo::interval(v4l2_frmivalenum& interval) const {
  for (const FakeMode& mode : modes) {
    const bool same = mode.pixels == interval.pixel_format && mode.width == interval.width &&
                      mode.height == interval.height;
    if (!same || mode.rate == 0 || interval.index > 1) continue;
    interval.type = V4L2_FRMIVAL_TYPE_DISCRETE;
    interval.discrete = {1, interval.index == 0 ? 1 : mode.rate};  // the slowest comes first
    return 0;
  }
  return EINVAL;
}

void FakeVideo::leave_at_work() {
  make_buffers(4);
  queue_ = {2, 3, 0};
  log_->streaming = true;
}

int FakeVideo::make_buffers(std::uint32_t count) {
  if (log_->streaming) return EBUSY;
  buffers_.assign(count, Bytes(buffer_size));
  queue_.clear();
  return 0;
}

int FakeVideo::set(v4l2_pix_format& format) {
  if (!buffers_.empty()) return EBUSY;
  const bool packed = format.pixelformat == V4L2_PIX_FMT_MJPEG;
  const std::uint32_t row =
      format.pixelformat == V4L2_PIX_FMT_YUYV ? 2 * format.width : format.width;
  format.bytesperline = packed ? 0 : row + extra_stride;
  format.sizeimage = packed ? 1u << 20 : format.bytesperline * format.height * 3 / 2;
  change_format(format);
  log_->set = format;
  return 0;
}

const std::uint8_t* FakeVideo::map(std::size_t size, std::uint32_t offset) {
  if (!can_map || offset >= buffers_.size() || size > buffers_[offset].size()) return nullptr;
  ++log_->mapped;
  return buffers_[offset].data();
}

int FakeVideo::take(v4l2_buffer& buffer) {
  if (next_ == frames.size() || queue_.empty()) return EAGAIN;
  const FakeFrame& frame = frames[next_++];
  if (frame.error != 0) return frame.error;
  const std::uint32_t index = queue_.front();
  queue_.erase(queue_.begin());
  std::ranges::copy(frame.octets, buffers_[index].begin());
  buffer.index = frame.index.value_or(index);
  buffer.bytesused = frame.used.value_or(static_cast<std::uint32_t>(frame.octets.size()));
  buffer.flags = frame.flags;
  return 0;
}

Bytes camera_octets(const Image& image, std::uint32_t pixels, std::size_t stride) {
  if (pixels == V4L2_PIX_FMT_MJPEG) return jpeg_of(image, 80);
  const std::size_t step = pixels == V4L2_PIX_FMT_YUYV ? 2 : 1;
  if (stride == 0) stride = image.width * step;
  const bool planes = pixels == V4L2_PIX_FMT_NV12 || pixels == V4L2_PIX_FMT_YUV420;
  Bytes out(stride * image.height * (planes ? 3 : 2) / 2, 128);
  if (pixels == V4L2_PIX_FMT_GREY || step == 2) out.resize(stride * image.height, 128);
  for (std::size_t y = 0; y < image.height; ++y) {
    for (std::size_t x = 0; x < image.width; ++x) out[y * stride + x * step] = image.at(x, y);
  }
  return out;
}

}  // namespace coldquill::test
