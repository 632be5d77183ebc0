#include "cameras.h"

#include <coldquill/base/columns.h>
#include <coldquill/base/decimal.h>
#include <coldquill/base/error.h>
#include <coldquill/base/text.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "device_caps.h"
#include "film.h"

namespace coldquill {
namespace {

constexpr unsigned most_devices = 64;

struct Opened {
  Descriptor descriptor;
  struct stat info {};
};

// Never waits, and never gives a controlling terminal.
Result<Opened> open_for_reading(const std::string& path, int flags) {
  Opened out{Descriptor(::open(path.c_str(), flags | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)), {}};
  const int error = out.descriptor.get() < 0 ? errno : 0;
  if (error == ELOOP) return Error(E_NOT_A_FILE, "this is a link", shown_name(path));
  if (error != 0 || ::fstat(out.descriptor.get(), &out.info) != 0) {
    return Error(E_CANNOT_READ, std::strerror(errno), shown_name(path));
  }
  return out;
}

std::optional<std::string> name_of(int descriptor) {
  v4l2_capability about{};
  int n;
  do {
    n = ::ioctl(descriptor, VIDIOC_QUERYCAP, &about);
  } while (n < 0 && errno == EINTR);
  if (n < 0) return {};
  return camera_name(about);
}

std::string device_path(const std::string& folder, unsigned number) {
  return folder + "/video" + std::to_string(number);
}

Result<OpenFrames> open_device(const std::string& path) {
  // Links are followed here: /dev/v4l/by-id is made of them.
  CQ_TRY(opened, open_for_reading(path, O_RDWR));
  if (!S_ISCHR(opened.info.st_mode)) {
    return Error(E_NO_CAMERA, "this is no device", shown_name(path));
  }
  const auto name = name_of(opened.descriptor.get());
  if (!name) return Error(E_NO_CAMERA, "this device gives no pictures", shown_name(path));
  return OpenFrames{std::move(opened.descriptor), true, *name, {}};
}

}  // namespace

std::optional<std::string> camera_name(const v4l2_capability& about) {
  const auto can =
      (about.capabilities & V4L2_CAP_DEVICE_CAPS) != 0 ? about.device_caps : about.capabilities;
  constexpr std::uint32_t needed = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
  if ((can & needed) != needed) return {};
  const auto* card = reinterpret_cast<const char*>(about.card);
  return escape_text(std::string_view(card, ::strnlen(card, sizeof about.card)));
}

std::vector<CameraName> cameras(const std::string& folder) {
  std::vector<CameraName> out;
  for (unsigned number = 0; number < most_devices; ++number) {
    const std::string path = device_path(folder, number);
    const auto opened = open_for_reading(path, O_RDWR);
    if (!opened || !S_ISCHR(opened->info.st_mode)) continue;
    if (auto name = name_of(opened->descriptor.get())) out.push_back({path, number, *name});
  }
  return out;
}

std::optional<OpenFrames> recording_at(const std::string& path) {
  auto film = film_at(path);
  if (!film || film->kind != FilmKind::recording) return {};
  return OpenFrames{std::move(film->descriptor), false, shown_name(path), path};
}

Result<OpenFrames> open_camera(const std::string& which) {
  if (which.empty()) {
    const auto all = cameras();
    if (all.empty()) return Error(E_NO_CAMERA, "there is no camera that we may open");
    return open_device(all.front().path);
  }
  const auto number = parse_number(which);
  if (number && *number < most_devices) {
    return open_device(device_path("/dev", static_cast<unsigned>(*number)));
  }
  if (auto recording = recording_at(which)) return *std::move(recording);
  return open_device(which);
}

}  // namespace coldquill
