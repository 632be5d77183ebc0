// Decoded frames as grey pictures.
#pragma once

#include "picture.h"

struct AVFrame;

namespace coldquill {

// The brightness of a frame in YUV, grey or RGB, planar or packed, of at most 16 bits, the lower
// octet first; in YUV as it is coded (a limited range, 16 to 235, stays one). What is transparent
// lies on white. Rows may be padded, and may lie upside down. The size of the frame has been
// checked. Fails with E_BAD_PICTURE, which names the format.
Result<Picture> grey_of(const AVFrame& frame);

// True when no part of one picture differs from the other by more than coding noise.
bool is_same_picture(const Picture& one, const Picture& other);

}  // namespace coldquill
