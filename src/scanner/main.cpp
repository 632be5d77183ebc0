// coldquill-scanner: pictures in, contents of QR codes out. It holds no keys.
#include <coldquill/base/file.h>
#include <unistd.h>

#include <string>
#include <string_view>
#include <vector>

#include "by_frames.h"
#include "by_hand.h"
#include "by_pipe.h"
#include "sandbox.h"

namespace coldquill {
namespace {

constexpr std::string_view usage =
    R"(Usage: coldquill-scanner [--allow-incomplete-sandbox] [--] [FILE|FOLDER]...

Reads the QR code in each PNG or JPEG picture and prints one line for each:
  NAME: text CONTENT     the content, when it is plain text
  NAME: hex DIGITS       the content otherwise
  NAME: part 1 of 3 in row DIGITS text CONTENT   one of a row (structured append)
  NAME: E_REASON: why    no code, two different codes, no picture, or recovery words

All files are opened first; then the program locks itself down (no files, no
network, 512 MiB) and only then looks into them. Without a name it speaks with
the program that started it, in binary, on standard input and output; with
--frames about the camera or film that this program has opened as descriptor 3.

Options:
  --allow-incomplete-sandbox  go on where the kernel cannot lock a program down
  --frames, --frames-as-recorded   frames of descriptor 3; at the speed of the film
  --help, --version           print this, or the version

Status: 0 each picture held one code; 2 wrong call; 10 some picture did not;
12 a picture took too long, which is the one named last: leave it out to see
those after it; 40 a file cannot be read or the sandbox is missing.
)";

enum class Task { scan, frames, help, version, wrong };

struct Call {
  Task task = Task::scan;
  Incomplete incomplete = Incomplete::refuse;
  Pace pace = Pace::as_fast;
  std::vector<std::string> names;
};

Call read_arguments(const std::vector<std::string_view>& arguments) {
  Call call;
  bool options = true;
  for (const auto argument : arguments) {
    if (!options || !argument.starts_with("-")) {
      call.names.emplace_back(argument);
    } else if (argument == "--") {
      options = false;
    } else if (argument == "--allow-incomplete-sandbox") {
      call.incomplete = Incomplete::allow;
    } else if (argument == "--frames" || argument == "--frames-as-recorded") {
      call.task = Task::frames;
      if (argument != "--frames") call.pace = Pace::as_recorded;
    } else if (argument == "--help") {
      call.task = Task::help;
    } else if (argument == "--version") {
      call.task = Task::version;
    } else {
      call.task = Task::wrong;
      return call;
    }
  }
  return call;
}

int print(int descriptor, std::string_view text, int status) {
  return write_descriptor(descriptor, view_of(text)) ? status : static_cast<int>(Errc::environment);
}

int report(const Error& error) {
  std::string text = std::string(error.reason()) + ": " + error.what();
  if (!error.where().empty()) text += " (" + error.where() + ")";
  text += "\n" + std::string(error.advice()) + "\n";
  return print(STDERR_FILENO, text, static_cast<int>(error.code()));
}

Result<int> scan(const Call& call) {
  CQ_TRY(pictures, open_pictures(call.names));
  CQ_TRY(missing, lock_down(call.incomplete));
  if (call.names.empty()) {
    CQ_CHECK(answer_pictures(missing));
    return 0;
  }
  if (!missing.empty()) print(STDERR_FILENO, "The sandbox has no " + missing + ".\n", 0);
  return print_codes(pictures);
}

Result<int> frames(const Call& call) {
  CQ_CHECK(answer_frames(call.incomplete, call.pace));
  return 0;
}

int run(const Call& call) {
  switch (call.task) {
    case Task::help:
      return print(STDOUT_FILENO, usage, 0);
    case Task::version:
      return print(STDOUT_FILENO, "coldquill-scanner " COLDQUILL_VERSION "\n", 0);
    case Task::wrong:
      return print(STDERR_FILENO, usage, static_cast<int>(Errc::usage));
    case Task::frames:
    case Task::scan:
      break;
  }
  const auto status = call.task == Task::frames ? frames(call) : scan(call);
  return status.ok() ? *status : report(status.error());
}

}  // namespace
}  // namespace coldquill

int main(int count, char** arguments) {
  const std::vector<std::string_view> words(arguments + (count > 0 ? 1 : 0), arguments + count);
  // Nothing is left to destroy or flush, and the sandbox allows little.
  ::_exit(coldquill::run(coldquill::read_arguments(words)));
}
