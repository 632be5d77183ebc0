// Intake: files, folders, pictures and standard input, turned into unwrapped payloads.
#pragma once

#include <coldquill/transport/envelope.h>

#include <functional>

namespace coldquill {

inline constexpr Reason E_NO_CODES{
    "E_NO_CODES", Errc::malformed,
    "No picture in there shows a QR code: take sharper ones, straight on and without glare."};
inline constexpr Reason E_NO_REQUEST{
    "E_NO_REQUEST", Errc::malformed,
    "Nothing in there is a request: check that the right folder was named, and what was skipped."};

// camera: also a recording that stands for one. picture: also a film.
enum class Origin { standard_input, camera, file, picture, frames };

// One payload as it came in.
struct Intake {
  std::string name;  // for people: fit for a line of ours, its middle may be left out
  std::string path;  // of the file or folder; empty for standard input and the camera
  Origin origin = Origin::file;
  Unwrapped content;
  bool in_folder = false;  // one of the requests of a folder (a stick) that was named
};

// The same for programs: fit for a screen, and nothing of it left out.
std::string whole_name(const Intake& intake);

struct IntakeList {
  std::vector<Intake> payloads;
  std::vector<std::string> skipped;  // names of what is no payload, in folders; of films also why
};

// Told before each file of a folder: its number from 1, how many there are, and its path.
using Looking = std::function<void(std::size_t number, std::size_t files, const std::string& path)>;

enum class Take {
  requests,    // what no family recognises in a folder is skipped
  everything,  // whatever can be unwrapped is a payload
};

// Reads one name: a file, a picture of a QR code, a film of such codes, a folder, or "-" for
// standard input. Pictures and films in a folder whose parts belong together are one payload, and a
// folder of nothing but pictures that makes one payload is itself that payload. Hidden files are
// skipped unread.
//
// Of a single name every failure is an error: those of read_file, unwrap and Scanner. In a folder
// bad pictures, other people's codes, films that are broken or mixed (films.h), and files that
// cannot be payloads are skipped; a file that begins like a payload and is none, two codes in one
// picture, parts that are missing and secrets are errors. Fails with E_NO_CODES or E_NO_REQUEST
// when nothing is left, or as the first one that was skipped.
//
// A folder has five minutes for its films, and five for all else; then it fails with E_FOLDER_TIME
// and names what was not looked at (folder_time.h).
Result<IntakeList> take_in(const std::string& name, Take take, const Looking& looking = {});

// The content of the one QR code in a picture, or of any other file as it is. Fails as read_file
// and Scanner do.
Result<Bytes> text_in(const std::string& path);

}  // namespace coldquill
