#include <coldquill/flow/gather.h>
#include <coldquill/flow/watch.h>

namespace coldquill {
namespace {

constexpr std::chrono::milliseconds glance(50);

// Runs until the request is whole, and then gives it.
class Watch {
 public:
  Watch(FrameStream stream, Gatherer& gatherer, Spectator& spectator)
      : stream_(std::move(stream)), gatherer_(gatherer), spectator_(spectator) {}

  Result<Unwrapped> run() {
    for (;;) {
      CQ_TRY(arrival, stream_.next(spectator_.room(), glance));
      if (arrival.came == Came::end) return too_early(E_NO_CODES, "no frame shows a request");
      if (arrival.came == Came::lost) ++lost_;
      const bool new_frame = arrival.came == Came::frame;
      if (new_frame) {
        ++frames_;
        CQ_TRY(whole, gatherer_.put(arrival.frame.codes));
        if (whole) return gatherer_.take();
      }
      if (!spectator_.see(sight(new_frame ? &arrival.frame : nullptr))) {
        return too_early(E_SCAN_STOPPED, "the scan was ended before a request was seen");
      }
    }
  }

 private:
  [[nodiscard]] Sight sight(const Frame* frame) const {
    return {frame, frames_, lost_, gatherer_.progress(), gatherer_.missing(), gatherer_.hint()};
  }
  // What is missing is told when anything was there.
  Result<Unwrapped> too_early(const Reason& reason, std::string what) {
    if (gatherer_.progress().total > 0) return gatherer_.take();
    if (!gatherer_.hint().empty()) what += "; " + gatherer_.hint();
    return Error(reason, std::move(what));
  }

  FrameStream stream_;
  Gatherer& gatherer_;
  Spectator& spectator_;
  std::size_t frames_ = 0;
  std::size_t lost_ = 0;
};

}  // namespace

Result<Unwrapped> watch(FrameStream stream, Gatherer& gatherer, Spectator& spectator) {
  return Watch(std::move(stream), gatherer, spectator).run();
}

Result<Intake> watch(const OpenFrames& frames, Origin origin, FrameStream::Pace pace,
                     Gatherer& gatherer, Spectator& spectator) {
  CQ_TRY(program, scanner_program());
  const auto source = frames.path.empty() ? FrameStream::Source::camera : FrameStream::Source::film;
  CQ_TRY(stream, FrameStream::start(program, frames.descriptor.get(), source, pace));
  CQ_TRY(content, watch(std::move(stream), gatherer, spectator).in(frames.name));
  const std::string path = origin == Origin::camera ? std::string() : frames.path;
  return Intake{frames.name, path, origin, std::move(content)};
}

}  // namespace coldquill
