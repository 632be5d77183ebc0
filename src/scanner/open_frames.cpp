#include "open_frames.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "camera.h"

namespace coldquill {
namespace {

Result<std::unique_ptr<FrameSource>> started(std::unique_ptr<VideoCalls> calls) {
  CQ_TRY(camera, Camera::start(std::move(calls)));
  return std::unique_ptr<FrameSource>(std::move(camera));
}

}  // namespace

Result<Work> work_for(int descriptor) {
  struct stat info {};
  if (::fstat(descriptor, &info) != 0) return Error(E_CANNOT_READ, std::strerror(errno));
  if (S_ISCHR(info.st_mode)) return Work::camera;
  if (S_ISREG(info.st_mode)) return Work::film;
  return Error(E_CANNOT_READ, "this is neither a camera nor a file");
}

Result<std::unique_ptr<FrameSource>> open_frames(int descriptor, Work work, Pace pace) {
  if (work == Work::camera) return started(kernel_video(descriptor));
  CQ_TRY(recording, open_recording(descriptor, pace));
  return started(std::move(recording));
}

}  // namespace coldquill
