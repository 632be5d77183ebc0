#include "answer_frames.h"

#include <coldquill/base/writer.h>

#include <chrono>
#include <ctime>

#include "codes.h"
#include "pipe.h"
#include "sandbox.h"

namespace coldquill {
namespace {

ScanAnswer failed(const Error& error) {
  return {ScanKind::failed, to_bytes(view_of(error.what()))};
}

// A side of a picture, as two octets have room for it: longest_side fits.
std::uint16_t side(int pixels) {
  return static_cast<std::uint16_t>(pixels);
}

struct Room {
  std::uint8_t width;
  std::uint8_t height;
};

void write_preview(Writer& out, const Picture& picture, Room room) {
  const Picture small = preview_of(picture, std::min<int>(room.width, widest_preview),
                                   std::min<int>(room.height, highest_preview));
  out.u8(static_cast<std::uint8_t>(small.width))
      .u8(static_cast<std::uint8_t>(small.height))
      .bytes(small.grey);
}

using std::chrono::microseconds;

// Of this process: how busy the machine is does not change what is read.
microseconds processor_time() {
  static_assert(CLOCKS_PER_SEC == 1'000'000);  // as POSIX has it
  return microseconds(std::clock());
}

// Looks at one frame after the other. Which look reads them does not change within a film as a rule
// (inverted codes stay inverted), so that the last one that did comes first.
class Eyes {
 public:
  explicit Eyes(Shown shown) : shown_(shown) {}

  // For looking at one frame, in milliseconds.
  [[nodiscard]] unsigned work() const {
    return shown_ == Shown::again ? work_for_one_picture : work_for_a_long_look;
  }

  std::vector<ScanAnswer> look_at(const Picture& picture) {
    auto found = find_codes(picture);
    if (found.empty() && shown_ == Shown::once) found = find_codes_by(picture, good_);
    if (found.empty()) found = glance(picture);
    if (found.empty() && shown_ == Shown::once) found = look_long_at(picture);
    return found;
  }

 private:
  std::vector<ScanAnswer> glance(const Picture& picture) {
    const unsigned look = turn_++;
    auto found = find_codes_by(picture, look);
    if (!found.empty()) good_ = look;
    return found;
  }

  // Every look, as long as there is time for that: a film of something else would take all day.
  std::vector<ScanAnswer> look_long_at(const Picture& picture) {
    const auto begin = processor_time();
    microseconds used(0);
    std::vector<ScanAnswer> found;
    for (unsigned i = 1; i < harder_looks && found.empty(); ++i) {
      if (used > long_look || spent_ + used > all_long_looks) break;
      found = glance(picture);
      used = processor_time() - begin;
    }
    spent_ += used;
    return found;
  }

  static constexpr std::chrono::seconds long_look{1};        // at a frame
  static constexpr std::chrono::seconds all_long_looks{10};  // at all frames of a film

  Shown shown_;
  microseconds spent_{0};  // in long looks
  unsigned turn_ = 0;
  unsigned good_ = inverted_look;
};

ScanAnswer answer_of(const Picture& picture, Room room, Eyes& eyes) {
  Writer out;
  out.u16be(side(picture.width)).u16be(side(picture.height));
  write_preview(out, picture, room);
  for (const ScanAnswer& code : eyes.look_at(picture)) {
    out.u8(static_cast<std::uint8_t>(code.kind))
        .u16be(static_cast<std::uint16_t>(code.bytes.size()))
        .bytes(code.bytes);
  }
  return {ScanKind::frame, out.take()};
}

ScanAnswer answer_next(FrameSource& frames, Room room, unsigned work, Eyes& eyes) {
  limit_work(work);
  const auto picture = frames.next();
  limit_work(eyes.work());
  ScanAnswer answer{ScanKind::end, {}};
  if (!picture) answer = failed(picture.error());
  if (picture && *picture) answer = answer_of(**picture, room, eyes);
  limit_work(0);
  return answer;
}

// Nothing when the questions end.
Result<std::optional<Room>> next_question() {
  ByteArray<2> octets{};
  CQ_TRY(have, read_some(octets.data(), octets.size()));
  if (have < octets.size()) return std::optional<Room>();
  return std::optional(Room{octets[0], octets[1]});
}

}  // namespace

Result<void> answer_questions(const Result<std::unique_ptr<FrameSource>>& frames, Shown shown,
                              unsigned work) {
  Eyes eyes(shown);
  for (;;) {
    CQ_TRY(room, next_question());
    if (!room) return {};
    const ScanAnswer answer =
        frames ? answer_next(**frames, *room, work, eyes) : failed(frames.error());
    CQ_CHECK(say(answer));
    if (answer.kind != ScanKind::frame) return {};
  }
}

}  // namespace coldquill
