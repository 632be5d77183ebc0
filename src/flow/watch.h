// Watch: a camera or a film, looked at until one request is whole.
#pragma once

#include <coldquill/flow/gather.h>
#include <coldquill/scan/cameras.h>
#include <coldquill/scan/frame_stream.h>

namespace coldquill {

inline constexpr Reason E_SCAN_STOPPED{
    "E_SCAN_STOPPED", Errc::incomplete,
    "Start again when the codes are on the screen: hold them flat, whole and sharp, with their "
    "white border."};

// What there is to tell while frames come.
struct Sight {
  const Frame* frame = nullptr;  // nullptr: none has come since the last time
  std::size_t frames = 0;        // so far
  std::size_t lost = 0;          // so far; those are not among the frames
  Progress progress;
  std::vector<std::uint32_t> missing;
  std::string hint;  // why a code was passed over; may be empty; fit for a screen
};

// Whoever looks on.
class Spectator {
 public:
  virtual ~Spectator() = default;
  // The room for the preview of the next frame; none when nobody looks at pictures.
  virtual Room room() = 0;
  // Several times a second, also when no frame comes. False ends it.
  virtual bool see(const Sight& sight) = 0;
};

// Over a stream that has been started. When a frame is lost (FrameStream), what was read before it
// stays in the gatherer. Fails as the other one does.
Result<Unwrapped> watch(FrameStream stream, Gatherer& gatherer, Spectator& spectator);

// Starts the scanner on the open frames, whose codes go to the gatherer. origin: camera, also when
// a recording stands for one (the answer then has no place of its own), or picture for a film.
// Fails with E_PARTS_MISSING when the frames end, or the spectator stops, before all parts are
// there; with E_NO_CODES or E_SCAN_STOPPED when none is; and as FrameStream and FrameCollector do.
Result<Intake> watch(const OpenFrames& frames, Origin origin, FrameStream::Pace pace,
                     Gatherer& gatherer, Spectator& spectator);

}  // namespace coldquill
