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

// For one frame of many: all codes that a quick look sees, each once, at most most_codes_in_frame;
// of kind `code` or `part`.
std::vector<ScanAnswer> find_codes(const Picture& frame);
// The same by one of the attempts at a frame in which a quick look sees nothing; after the last one
// comes the first again. Large frames are made smaller for it.
inline constexpr unsigned harder_looks = 10;
inline constexpr unsigned inverted_look = 3;  // the one for light codes on a dark screen
std::vector<ScanAnswer> find_codes_by(const Picture& frame, unsigned look);

}  // namespace coldquill
