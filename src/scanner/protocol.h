// The words between coldquill-scanner and the program that started it.
//
//   to the scanner, on its standard input      u32be length, picture        any number of times
//   from the scanner, on its standard output   u8 kind, u32be length, bytes one for each picture
//
// The first answer, before any picture, is `ready`: the scanner has locked itself down, and the
// bytes name the layers of the sandbox that this machine does not have (normally none). The row of
// pictures ends with the input. Both sides treat the other one as hostile.
//
// With --frames the pictures come from descriptor 3, a camera or a film, and are asked for:
//
//   to the scanner      u8 width, u8 height        for each frame: the room for a preview, or 0, 0
//   from the scanner    an answer as above: `frame`, or `end` or `failed`, which are the last ones
//
// A frame: u16be width, u16be height of the picture; u8 width, u8 height of the preview, and that
// many grey octets; then for each code up to the end u8 kind (`code` or `part`), u16be length,
// bytes.
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/error.h>

namespace coldquill {

// The most that one picture may weigh, and the most pictures in one run of the scanner.
inline constexpr std::size_t largest_picture = 32u << 20;
inline constexpr std::size_t most_pictures = 4096;
// The longest side of a picture, and the most pixels in it.
inline constexpr std::uint32_t longest_side = 16384;
inline constexpr std::uint64_t most_pixels = 64u << 20;
// The longest answer: a QR code holds at most 7089 characters (ISO/IEC 18004).
inline constexpr std::size_t longest_answer = 8192;
// Before the content of a part: its place.
inline constexpr std::size_t place_octets = 3;
// The largest preview, the most codes in one frame, and the longest answer to one.
inline constexpr std::size_t widest_preview = 96;
inline constexpr std::size_t highest_preview = 54;
inline constexpr std::size_t most_codes_in_frame = 16;
inline constexpr std::size_t longest_frame =
    6 + widest_preview * highest_preview + most_codes_in_frame * (3 + longest_answer);
// The most frames of a film that are looked at: ten minutes at sixty a second.
inline constexpr std::size_t most_film_frames = 36'000;
// Where the scanner finds the camera or the film.
inline constexpr int frames_descriptor = 3;

enum class ScanKind : std::uint8_t {
  ready = 1,      // bytes: missing layers of the sandbox, as a text; none is the rule
  code = 2,       // bytes: what the QR code holds
  none = 3,       // a picture without a QR code that can be read
  two = 4,        // QR codes of different content: nobody can say which one was meant
  broken = 5,     // not a PNG or JPEG picture, or a damaged one; bytes: why
  too_large = 6,  // heavier or wider than the limits above; bytes: why
  part = 7,       // bytes: u8 index, u8 total, u8 parity (<coldquill/base/row_place.h>), and what
                  // the QR code holds, which is one of a row
  frame = 8,      // bytes: as above
  end = 9,        // no more frames
  failed = 10,    // there will be no more frames; bytes: why
};

struct ScanAnswer {
  ScanKind kind = ScanKind::none;
  Bytes bytes;
  bool operator==(const ScanAnswer&) const = default;
};

inline constexpr Reason E_BAD_PICTURE{"E_BAD_PICTURE", Errc::malformed,
                                      "Give a whole PNG or JPEG picture: take or copy it again."};
inline constexpr Reason E_PICTURE_TOO_LARGE{
    "E_PICTURE_TOO_LARGE", Errc::over_limit,
    "Cut the picture down to the QR code, or take it with fewer pixels."};
inline constexpr Reason E_CAMERA_FAILED{
    "E_CAMERA_FAILED", Errc::environment,
    "Plug the camera in again, close other programs that use it, or choose another one: `coldquill "
    "scan --list` names them."};
inline constexpr Reason E_NO_CODE{
    "E_NO_CODE", Errc::malformed,
    "No QR code could be read: hold it flat, whole and sharp, with its white border."};
inline constexpr Reason E_ONE_OF_A_ROW{
    "E_ONE_OF_A_ROW", Errc::malformed,
    "Give pictures of all codes of the row in one folder, or show the whole in one code."};
inline constexpr Reason E_TWO_CODES{"E_TWO_CODES", Errc::malformed,
                                    "Show one QR code only: cover or cut away the others."};

}  // namespace coldquill
