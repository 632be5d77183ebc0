// FrameStream: a camera or a film, looked at frame by frame by coldquill-scanner.
//
// What comes back is hostile: sizes, counts and kinds are checked, and a child that dies, says
// nothing for too long or talks nonsense is ended. With a camera that costs one frame: another
// child is started, which sees the next one. A film would show it the same frame again: there it is
// an error.
#pragma once

#include <coldquill/scan/scan.h>

#include <vector>

namespace coldquill {

inline constexpr Reason E_BAD_FILM{
    "E_BAD_FILM", Errc::malformed,
    "Record the codes again, or give pictures of them: PNG or JPEG files in one folder."};

// A small grey picture for people: width * height octets, row by row, 0 is black. Empty when none
// was asked for.
struct Preview {
  std::size_t width = 0;   // at most widest_preview
  std::size_t height = 0;  // at most highest_preview
  Bytes grey;
};

struct Frame {
  std::size_t width = 0;  // of the whole picture
  std::size_t height = 0;
  Preview preview;
  std::vector<Scanned> codes;  // all of kind code, most_codes_in_frame at most
};

// The room that a preview may take, in pixels; it keeps the picture's shape.
struct Room {
  std::size_t width = 0;
  std::size_t height = 0;
};

// lost: a frame of a camera, over which the scanner was ended.
enum class Came { frame, nothing_yet, lost, end };

// So many scanners of one camera may be ended with no frame in between: then it is given up. A
// scanner that comes to the limit of its processor time has given frames, and does not count.
inline constexpr unsigned most_lost_in_a_row = 3;

struct Arrival {
  Came came = Came::nothing_yet;
  Frame frame;
};

// A frame, out of the bytes of an answer. Fails with E_SCANNER_FAILED.
Result<Frame> read_frame(ByteView answer);

class FrameStream {
 public:
  enum class Source { camera, film };
  enum class Pace { as_recorded, as_fast };  // of a film

  // descriptor: open for as long as the stream lives, and still the caller's. patience: for the
  // start and for each frame; what follows the first octet of an answer has a second.
  // Fails with E_SCANNER_MISSING or E_SCANNER_FAILED.
  static Result<FrameStream> start(const std::string& program, int descriptor, Source source,
                                   Pace pace,
                                   std::chrono::milliseconds patience = std::chrono::seconds(10));
  FrameStream(FrameStream&&) noexcept;
  FrameStream& operator=(FrameStream&&) noexcept;
  ~FrameStream();

  // Waits this long for the next frame, and goes on waiting for the same one at the next call.
  // After a lost frame the next call starts another child. After the end, and after an error, comes
  // the end again. Fails with E_CAMERA_FAILED, E_BAD_FILM, E_SCANNER_MISSING or E_SCANNER_FAILED,
  // the latter for the last one of most_lost_in_a_row; then the child is gone.
  Result<Arrival> next(Room room, std::chrono::milliseconds wait);

  // As those of Scanner.
  [[nodiscard]] const std::string& missing_layers() const { return missing_; }
  [[nodiscard]] int process() const;

 private:
  class Child;
  FrameStream(std::string program, int descriptor, Source source, Pace pace,
              std::chrono::milliseconds patience);
  Result<void> begin();
  Result<void> ask(Room room);
  Result<Arrival> wait_for(Room room, std::chrono::milliseconds wait);
  Result<Arrival> judge(ScanAnswer answer);
  Result<Arrival> bury(Error why);

  std::string program_;
  int descriptor_;
  Source source_;
  Pace pace_;
  std::chrono::milliseconds patience_;
  std::string missing_;
  std::unique_ptr<Child> child_;
  bool over_ = false;
  unsigned lost_ = 0;  // since the last frame
  bool asked_ = false;
  ByteArray<2> room_{};  // for the preview, as it was asked for
  std::chrono::steady_clock::time_point deadline_;
};

}  // namespace coldquill
