#include "frame_stream.h"

#include <coldquill/base/reader.h>
#include <coldquill/base/text.h>

#include "answer.h"
#include "child.h"

namespace coldquill {

class FrameStream::Child : public Process {
 public:
  explicit Child(Process process) : Process(std::move(process)) {}
};

namespace {

using Clock = std::chrono::steady_clock;

// For an answer that has begun: it is small and written at once, and whoever waits for it does not
// look at the keyboard.
constexpr auto patience_with_an_answer = std::chrono::seconds(1);

Result<ScanAnswer> answer_of(Process& child, Deadline deadline) {
  CQ_TRY(octets, child.receive(answer_head, deadline));
  CQ_TRY(head, read_answer_head(octets, longest_frame));
  CQ_TRY(bytes, child.receive(head.size, deadline));
  return ScanAnswer{head.kind, std::move(bytes)};
}

Result<Preview> read_preview(Reader& in) {
  Preview out{in.u8(), in.u8(), {}};
  if (out.width > widest_preview || out.height > highest_preview) return misspoken();
  out.grey = to_bytes(in.bytes(out.width * out.height));
  return out;
}

Result<Scanned> read_code(Reader& in) {
  const auto kind = static_cast<ScanKind>(in.u8());
  const std::size_t size = in.u16be();
  if (size > longest_answer) return misspoken();
  CQ_TRY(code, scanned_from({kind, to_bytes(in.bytes(size))}));
  if (!in.ok() || code.kind != Scanned::Kind::code) return misspoken();
  return std::move(code);
}

std::uint8_t octet(std::size_t room, std::size_t most) {
  return static_cast<std::uint8_t>(std::min(room, most));
}

std::string_view word_for(FrameStream::Pace pace) {
  return pace == FrameStream::Pace::as_fast ? "--frames" : "--frames-as-recorded";
}

}  // namespace

Result<Frame> read_frame(ByteView answer) {
  Reader in(answer);
  Frame out;
  out.width = in.u16be();
  out.height = in.u16be();
  CQ_TRY(preview, read_preview(in));
  out.preview = std::move(preview);
  while (!in.at_end()) {
    if (out.codes.size() == most_codes_in_frame) return misspoken();
    CQ_TRY(code, read_code(in));
    out.codes.push_back(std::move(code));
  }
  if (!in.ok()) return misspoken();
  return out;
}

FrameStream::FrameStream(std::string program, int descriptor, Source source, Pace pace,
                         std::chrono::milliseconds patience)
    : program_(std::move(program)),
      descriptor_(descriptor),
      source_(source),
      pace_(pace),
      patience_(patience) {}
FrameStream::FrameStream(FrameStream&&) noexcept = default;
FrameStream& FrameStream::operator=(FrameStream&&) noexcept = default;
FrameStream::~FrameStream() = default;

int FrameStream::process() const {
  return child_ ? child_->pid() : -1;
}

Result<FrameStream> FrameStream::start(const std::string& program, int descriptor, Source source,
                                       Pace pace, std::chrono::milliseconds patience) {
  FrameStream stream(program, descriptor, source, pace, patience);
  CQ_CHECK(stream.begin());
  return stream;
}

Result<void> FrameStream::begin() {
  CQ_TRY(process, Process::start(program_, {std::string(word_for(pace_)), descriptor_}));
  auto child = std::make_unique<Child>(std::move(process));
  CQ_TRY(answer, answer_of(*child, Clock::now() + patience_));
  if (answer.kind != ScanKind::ready) return misspoken();
  missing_ = escape_text(answer.bytes);
  child_ = std::move(child);
  asked_ = false;
  return {};
}

Result<void> FrameStream::ask(Room room) {
  if (asked_) return {};
  deadline_ = Clock::now() + patience_;
  room_ = {octet(room.width, widest_preview), octet(room.height, highest_preview)};
  CQ_CHECK(child_->send(room_, deadline_));
  asked_ = true;
  return {};
}

Result<Arrival> FrameStream::judge(ScanAnswer answer) {
  switch (answer.kind) {
    case ScanKind::frame: {
      CQ_TRY(frame, read_frame(answer.bytes));
      if (frame.preview.width > room_[0] || frame.preview.height > room_[1]) return misspoken();
      return Arrival{Came::frame, std::move(frame)};
    }
    case ScanKind::end:
      return Arrival{Came::end, {}};
    case ScanKind::failed:
      return Error(source_ == Source::camera ? E_CAMERA_FAILED : E_BAD_FILM,
                   escape_text(answer.bytes));
    default:
      return misspoken();
  }
}

Result<Arrival> FrameStream::wait_for(Room room, std::chrono::milliseconds wait) {
  if (!child_) CQ_CHECK(begin());
  CQ_CHECK(ask(room));
  const bool spoken = child_->has_spoken(wait);
  const auto now = Clock::now();
  if (!spoken && now < deadline_) return Arrival{};
  asked_ = false;
  CQ_TRY(answer, answer_of(*child_, spoken ? now + patience_with_an_answer : deadline_));
  return judge(std::move(answer));
}

// The error is an answer only when another scanner would fare no better.
Result<Arrival> FrameStream::bury(Error why) {
  child_.reset();
  const bool died = why.reason() == E_SCANNER_FAILED.id;
  over_ = !died || source_ == Source::film || ++lost_ == most_lost_in_a_row;
  if (over_) return why;
  return Arrival{Came::lost, {}};
}

Result<Arrival> FrameStream::next(Room room, std::chrono::milliseconds wait) {
  if (over_) return Arrival{Came::end, {}};
  auto out = wait_for(room, wait);
  if (!out) return bury(std::move(out).error());
  if (out->came == Came::frame) lost_ = 0;
  over_ = out->came == Came::end;
  if (over_) child_.reset();
  return out;
}

}  // namespace coldquill
