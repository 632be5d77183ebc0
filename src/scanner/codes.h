// QR codes in a picture (ISO/IEC 18004), found by ZXing.
#pragma once

#include "picture.h"

namespace coldquill {

// What a picture file holds: the one way in for bytes from outside. Never `ready`.
// The octets of the code are its own; they are not turned into text on the way, so that no
// character set (ECI) named inside the code can change them. The same content several times counts
// as one code; different contents are `two`.
ScanAnswer scan_picture(ByteView file);

// The same for pixels.
ScanAnswer find_code(const Picture& picture);

}  // namespace coldquill
