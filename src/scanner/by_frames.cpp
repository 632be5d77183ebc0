#include "by_frames.h"

#include <coldquill/base/writer.h>

#include "codes.h"
#include "pipe.h"

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

ScanAnswer answer_of(const Picture& picture, Room room, unsigned turn) {
  Writer out;
  out.u16be(side(picture.width)).u16be(side(picture.height));
  write_preview(out, picture, room);
  for (const ScanAnswer& code : find_codes(picture, turn)) {
    out.u8(static_cast<std::uint8_t>(code.kind))
        .u16be(static_cast<std::uint16_t>(code.bytes.size()))
        .bytes(code.bytes);
  }
  return {ScanKind::frame, out.take()};
}

ScanAnswer answer_next(FrameSource& frames, Room room, unsigned turn) {
  limit_work(work_for_one_picture);
  const auto picture = frames.next();
  ScanAnswer answer{ScanKind::end, {}};
  if (!picture) answer = failed(picture.error());
  if (picture && *picture) answer = answer_of(**picture, room, turn);
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

Result<void> answer_frames(Incomplete incomplete, Pace pace) {
  CQ_TRY(work, work_for(frames_descriptor));
  CQ_TRY(missing, lock_down(incomplete, work));
  CQ_CHECK(say({ScanKind::ready, to_bytes(view_of(missing))}));
  const auto frames = open_frames(frames_descriptor, work, pace);
  for (unsigned turn = 0;; ++turn) {
    CQ_TRY(room, next_question());
    if (!room) return {};
    const ScanAnswer answer = frames ? answer_next(**frames, *room, turn) : failed(frames.error());
    CQ_CHECK(say(answer));
    if (answer.kind != ScanKind::frame) return {};
  }
}

}  // namespace coldquill
