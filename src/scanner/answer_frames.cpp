#include "answer_frames.h"

#include <coldquill/base/writer.h>

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

// Looks at one frame after the other. Which attempt reads them does not change within a film as a
// rule (inverted codes stay inverted), so that the last one that did comes first.
class Eyes {
 public:
  explicit Eyes(unsigned glances) : glances_(glances) {}

  std::vector<ScanAnswer> look_at(const Picture& picture) {
    if (glances_ == 0) return find_codes(picture, turn_++);
    auto found = find_codes(picture, good_);
    const unsigned most = empty_ < patience ? glances_ : 1;
    for (unsigned i = 0; found.empty() && i < most; ++i) found = glance(picture);
    if (found.empty()) ++empty_;
    return found;
  }

 private:
  std::vector<ScanAnswer> glance(const Picture& picture) {
    const unsigned turn = turn_++;
    auto found = find_codes(picture, turn);
    if (!found.empty()) good_ = turn;
    return found;
  }

  // Frames without a code after which a film is thought to be of something else.
  static constexpr unsigned patience = 30;

  unsigned glances_;
  unsigned empty_ = 0;
  unsigned turn_ = 0;
  unsigned good_ = 0;
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
  limit_work(work_for_one_picture);
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

Result<void> answer_questions(const Result<std::unique_ptr<FrameSource>>& frames,
                              const Pains& pains) {
  Eyes eyes(pains.glances);
  for (;;) {
    CQ_TRY(room, next_question());
    if (!room) return {};
    const ScanAnswer answer =
        frames ? answer_next(**frames, *room, pains.work_to_get_one, eyes) : failed(frames.error());
    CQ_CHECK(say(answer));
    if (answer.kind != ScanKind::frame) return {};
  }
}

}  // namespace coldquill
