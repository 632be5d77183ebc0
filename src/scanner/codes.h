// QR codes in a picture (ISO/IEC 18004), found by ZXing.
#pragma once

#include <vector>

#include "picture.h"

namespace coldquill {

// What a picture file holds: the one way in for bytes from outside. Never `ready`.
// The octets of the code are its own; they are not turned into text on the way, so that no
// character set (ECI) named inside the code can change them. The same content several times counts
// as one code; different contents are `two`.
ScanAnswer scan_picture(ByteView file);

// The same for pixels: every attempt that is known to read codes which others do not.
ScanAnswer find_code(const Picture& picture);

// The attempts at a frame in which a quick look sees nothing.
inline constexpr unsigned harder_looks = 10;

// For one frame of many: all codes that a quick look sees, each once, at most most_codes_in_frame;
// of kind `code` or `part`. When there is none, one of the harder attempts is made, by turn: the
// next frame gets the next.
std::vector<ScanAnswer> find_codes(const Picture& frame, unsigned turn);

}  // namespace coldquill
