// coldquill-film: a film in, contents of its QR codes out, frame by frame. It holds no keys.
#include <coldquill/base/file.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <string>
#include <string_view>

#include "answer_frames.h"
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

Result<void> answer_film(Incomplete incomplete) {
  // Films tell when they were made. libc must not look for the time zone when that is forbidden.
  ::setenv("TZ", "UTC0", 1);
  ::tzset();
  CQ_TRY(missing, lock_down(incomplete));
  CQ_CHECK(say({ScanKind::ready, to_bytes(view_of(missing))}));
  limit_work(work_for_a_film_frame);
  return answer_questions(open_film(frames_descriptor), Shown::once, work_for_a_film_frame);
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
