#include "camera.h"

#include <linux/videodev2.h>

#include <cerrno>
#include <cstring>

namespace coldquill {
namespace {

constexpr std::uint32_t wanted_buffers = 4;
constexpr std::uint32_t most_buffers = 32;

Error failed(std::string_view what, int error) {
  if (error == ENODEV) return {E_CAMERA_FAILED, "the camera was unplugged"};
  if (error == EBUSY) return {E_CAMERA_FAILED, "another program is using the camera"};
  return {E_CAMERA_FAILED, std::string(what) + ": " + std::strerror(error)};
}

v4l2_buffer buffer_number(std::uint32_t index) {
  v4l2_buffer out{};
  out.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  out.memory = V4L2_MEMORY_MMAP;
  out.index = index;
  return out;
}

Result<void> check_device(VideoCalls& calls) {
  v4l2_capability about{};
  if (const int error = calls.control(VIDIOC_QUERYCAP, &about); error != 0) {
    return failed("this is no camera", error);
  }
  const auto can =
      (about.capabilities & V4L2_CAP_DEVICE_CAPS) != 0 ? about.device_caps : about.capabilities;
  constexpr std::uint32_t needed = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
  if ((can & needed) == needed) return {};
  return Error(E_CAMERA_FAILED, "this device gives no stream of pictures");
}

// What a scanner that died has left behind. The kernel ends a stream when the last descriptor of
// the open file is closed, and coldquill keeps one while scanners come and go: the device still
// streams, its buffers are there, and as long as they are, no format can be set (EBUSY). They
// belong to the open file and not to the process, so that we, who have the same one, may end this:
// first the stream (while it runs, drivers do not give buffers back), then the buffers, by asking
// for none. None of them is mapped any more: memory goes before a process can be waited for. To
// open the device again by its name instead could end at another one. Refusals do not matter: a
// fresh device has nothing to end, and where another program streams, setting the format says so.
void end_what_was_left(VideoCalls& calls) {
  int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  calls.control(VIDIOC_STREAMOFF, &type);
  v4l2_requestbuffers none{};
  none.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  none.memory = V4L2_MEMORY_MMAP;
  calls.control(VIDIOC_REQBUFS, &none);
}

}  // namespace

Result<std::unique_ptr<Camera>> Camera::start(std::unique_ptr<VideoCalls> calls) {
  CQ_CHECK(check_device(*calls));
  end_what_was_left(*calls);
  CQ_TRY(format, choose_format(*calls));
  std::unique_ptr<Camera> camera(new Camera(std::move(calls), format));
  CQ_CHECK(camera->map_buffers());
  CQ_CHECK(camera->stream());
  return camera;
}

Camera::~Camera() {
  int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  calls_->control(VIDIOC_STREAMOFF, &type);
  for (const Buffer& buffer : buffers_) calls_->unmap(buffer.data, buffer.size);
}

Result<void> Camera::map_buffers() {
  v4l2_requestbuffers wanted{};
  wanted.count = wanted_buffers;
  wanted.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  wanted.memory = V4L2_MEMORY_MMAP;
  if (const int error = calls_->control(VIDIOC_REQBUFS, &wanted); error != 0) {
    return failed("the camera gives no buffers", error);
  }
  if (wanted.count == 0 || wanted.count > most_buffers) {
    return Error(E_CAMERA_FAILED,
                 "the camera gives " + std::to_string(wanted.count) + " buffers instead of 4");
  }
  for (std::uint32_t index = 0; index < wanted.count; ++index) CQ_CHECK(map_buffer(index));
  return {};
}

Result<void> Camera::map_buffer(std::uint32_t index) {
  v4l2_buffer about = buffer_number(index);
  if (const int error = calls_->control(VIDIOC_QUERYBUF, &about); error != 0) {
    return failed("the camera does not show its buffers", error);
  }
  if (about.length == 0 || about.length > largest_camera_frame) {
    return Error(E_CAMERA_FAILED,
                 "a buffer of the camera has " + std::to_string(about.length) + " octets");
  }
  const std::uint8_t* data = calls_->map(about.length, about.m.offset);
  if (data == nullptr) return failed("a buffer of the camera cannot be mapped", ENOMEM);
  buffers_.push_back({data, about.length, false});
  return put_back(index);
}

Result<void> Camera::put_back(std::uint32_t index) {
  v4l2_buffer buffer = buffer_number(index);
  if (const int error = calls_->control(VIDIOC_QBUF, &buffer); error != 0) {
    return failed("the camera does not take its buffer back", error);
  }
  buffers_[index].queued = true;
  return {};
}

Result<void> Camera::stream() {
  int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  if (const int error = calls_->control(VIDIOC_STREAMON, &type); error != 0) {
    return failed("the camera does not start", error);
  }
  return {};
}

// Waits for one buffer; nothing at the end of a recording.
Result<std::optional<Camera::Taken>> Camera::take() {
  const int waited = calls_->wait(camera_patience);
  if (waited == ETIMEDOUT) return Error(E_CAMERA_FAILED, "the camera gives no pictures");
  if (waited != 0) return failed("the camera cannot be waited for", waited);
  v4l2_buffer buffer = buffer_number(0);
  const int error = calls_->control(VIDIOC_DQBUF, &buffer);
  if (error == EPIPE) return std::optional<Taken>();
  if (error == EAGAIN || error == EIO) return std::optional(Taken{});
  if (error != 0) return failed("the camera gives no picture", error);
  if (buffer.index >= buffers_.size() || !buffers_[buffer.index].queued) {
    return Error(E_CAMERA_FAILED, "the camera hands over a buffer that it does not have");
  }
  Buffer& ours = buffers_[buffer.index];
  ours.queued = false;
  const bool spoilt = (buffer.flags & V4L2_BUF_FLAG_ERROR) != 0 || buffer.bytesused > ours.size;
  return std::optional(Taken{buffer.index, spoilt ? 0 : buffer.bytesused});
}

// Nothing when it is spoilt. Compressed octets leave the mapped memory first, which the device can
// change at any time.
Result<std::optional<Picture>> Camera::look_at(const Taken& taken) {
  if (!taken.index) return std::optional<Picture>();
  const ByteView frame(buffers_[*taken.index].data, taken.used);
  const bool packed = format_.pixels == V4L2_PIX_FMT_MJPEG;
  auto picture = packed ? picture_of(format_, to_bytes(frame)) : picture_of(format_, frame);
  CQ_CHECK(put_back(*taken.index));
  if (!picture) return std::optional<Picture>();
  return std::optional(*std::move(picture));
}

Result<std::optional<Picture>> Camera::next() {
  for (int spoilt = 0; spoilt < most_spoilt_frames; ++spoilt) {
    CQ_TRY(taken, take());
    if (!taken) return std::optional<Picture>();
    CQ_TRY(picture, look_at(*taken));
    if (picture) return std::move(picture);
  }
  return Error(E_CAMERA_FAILED, "the camera gives nothing but damaged pictures");
}

}  // namespace coldquill
