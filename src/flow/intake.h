// Intake: files, folders, pictures and standard input, turned into unwrapped payloads.
#pragma once

#include <coldquill/transport/envelope.h>

namespace coldquill {

inline constexpr Reason E_NO_CODES{
    "E_NO_CODES", Errc::malformed,
    "No picture in there shows a QR code: take sharper ones, straight on and without glare."};

enum class Origin { standard_input, file, picture, frames };

// One payload as it came in.
struct Intake {
  std::string name;  // for people; fit for a screen
  std::string path;  // of the file or folder; empty for standard input
  Origin origin = Origin::file;
  Unwrapped content;
};

struct IntakeList {
  std::vector<Intake> payloads;
  std::vector<std::string> skipped;  // names of what is no payload, in folders
  bool folder = false;               // a folder of requests was named
};

// Reads one name: a file, a picture of a QR code, a folder, or "-" for standard input. Pictures in a
// folder whose parts belong together are one payload.
// Fails as read_file, unwrap and Scanner do, and with E_NO_CODES.
Result<IntakeList> take_in(const std::string& name);

}  // namespace coldquill
