// coldquill-film: a film in, contents of its QR codes out, frame by frame. It holds no keys.
#include <coldquill/base/file.h>
#include <coldquill/base/writer.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <string>
#include <string_view>

#include "codes.h"
#include "film.h"
#include "pipe.h"
#include "sandbox.h"

namespace coldquill {
namespace {

constexpr std::string_view usage =
    R"(Usage: coldquill-film [--allow-incomplete-sandbox] [--frames] 3< FILM

Reads the QR codes in the frames of an MP4, WebM or GIF film that is open as
descriptor 3. It is started by coldquill, with which it speaks in binary on
standard input and output. Before it looks at the film it locks itself down: no
files, no network, 512 MiB.
)";

std::uint16_t side(int pixels) {
  return static_cast<std::uint16_t>(pixels);
}

// The room for a preview, as it is asked for.
using Room = ByteArray<2>;

ScanAnswer answer_of(const Picture& picture, const Room& room, unsigned turn) {
  const Picture preview = preview_of(picture, std::min<int>(room[0], widest_preview),
                                     std::min<int>(room[1], highest_preview));
  Writer out;
  out.u16be(side(picture.width)).u16be(side(picture.height));
  out.u8(static_cast<std::uint8_t>(preview.width)).u8(static_cast<std::uint8_t>(preview.height));
  out.bytes(preview.grey);
  for (const ScanAnswer& code : find_codes(picture, turn)) {
    out.u8(static_cast<std::uint8_t>(code.kind))
        .u16be(static_cast<std::uint16_t>(code.bytes.size()))
        .bytes(code.bytes);
  }
  return {ScanKind::frame, out.take()};
}

ScanAnswer failed(const Error& error) {
  return {ScanKind::failed, to_bytes(view_of(error.what()))};
}

ScanAnswer answer_next(FrameSource& film, const Room& room, unsigned turn) {
  const auto picture = film.next();
  if (!picture) return failed(picture.error());
  return *picture ? answer_of(**picture, room, turn) : ScanAnswer{ScanKind::end, {}};
}

Result<void> answer_film(Incomplete incomplete) {
  // Films tell when they were made. libc must not look for the time zone when that is forbidden.
  ::setenv("TZ", "UTC0", 1);
  ::tzset();
  CQ_TRY(missing, lock_down(incomplete));
  CQ_CHECK(say({ScanKind::ready, to_bytes(view_of(missing))}));
  limit_work(work_for_a_film_frame);
  const auto film = open_film(frames_descriptor);
  for (unsigned turn = 0;; ++turn) {
    Room room{};
    CQ_TRY(have, read_some(room.data(), room.size()));
    if (have < room.size()) return {};
    limit_work(work_for_a_film_frame);
    const ScanAnswer answer = film ? answer_next(**film, room, turn) : failed(film.error());
    limit_work(0);
    CQ_CHECK(say(answer));
    if (answer.kind != ScanKind::frame) return {};
  }
}

int print(int descriptor, std::string_view text, int status) {
  return write_descriptor(descriptor, view_of(text)) ? status : static_cast<int>(Errc::environment);
}

int run(int count, char** arguments) {
  Incomplete incomplete = Incomplete::refuse;
  for (int i = 1; i < count; ++i) {
    const std::string_view argument = arguments[i];
    if (argument == "--help") return print(STDOUT_FILENO, usage, 0);
    if (argument == "--version")
      return print(STDOUT_FILENO, "coldquill-film " COLDQUILL_VERSION "\n", 0);
    if (argument == "--allow-incomplete-sandbox") {
      incomplete = Incomplete::allow;
    } else if (argument != "--frames") {
      return print(STDERR_FILENO, usage, static_cast<int>(Errc::usage));
    }
  }
  const auto done = answer_film(incomplete);
  if (done) return 0;
  return print(STDERR_FILENO,
               std::string(done.error().reason()) + ": " + done.error().what() + "\n",
               static_cast<int>(done.error().code()));
}

}  // namespace
}  // namespace coldquill

int main(int count, char** arguments) {
  ::_exit(coldquill::run(count, arguments));
}
