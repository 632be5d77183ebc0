#include "scan.h"

#include <coldquill/flow/watch.h>

#include "commands.h"
#include "live_view.h"
#include "print.h"
#include "say.h"

namespace coldquill::cli {
namespace {

Result<Intake> look(const OpenFrames& frames, Origin origin, Gatherer& gatherer) {
  auto view = live_view(frames.name, origin == Origin::camera);
  const auto pace = view ? FrameStream::Pace::as_recorded : FrameStream::Pace::as_fast;
  if (!view) view = plain_view();
  auto intake = watch(frames, origin, pace, gatherer, *view);
  view.reset();  // the terminal is put back before anything is said
  if (intake) say("Read from " + frames.name + ": " + intake->content.spoken);
  return intake;
}

}  // namespace

Result<Intake> scan_camera(const std::string& which, Gatherer& gatherer) {
  CQ_TRY(frames, open_camera(which));
  return look(frames, Origin::camera, gatherer);
}

Result<std::optional<Intake>> scan_recording(const std::string& name, Take take,
                                             const std::string& as) {
  const auto frames = recording_at(name);
  if (!frames) return std::optional<Intake>();
  Gatherer gatherer(take, as);
  CQ_TRY(intake, look(*frames, Origin::picture, gatherer));
  return std::optional(std::move(intake));
}

Result<int> list_cameras(bool json) {
  Json list = Json::array();
  const auto all = cameras();
  for (const CameraName& camera : all) {
    list.push_back({{"number", camera.number}, {"path", camera.path}, {"name", camera.name}});
    if (!json) put(std::to_string(camera.number) + "  " + camera.path + "  " + camera.name + "\n");
  }
  if (json) put(printed(Json{{"cameras", list}}));
  if (all.empty() && !json) say("No camera is there, or none that we may open.");
  return 0;
}

}  // namespace coldquill::cli
