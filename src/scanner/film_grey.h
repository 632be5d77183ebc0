// Decoded frames as grey pictures.
#pragma once

#include "picture.h"

struct AVFrame;

namespace coldquill {

// The brightness of a frame in planar YUV, grey or packed RGB of at most 16 bits. What is
// transparent lies on white. The size of the frame has been checked. Fails with E_BAD_PICTURE.
Result<Picture> grey_of(const AVFrame& frame);

// True when no part of one picture differs from the other by more than coding noise.
bool is_same_picture(const Picture& one, const Picture& other);

}  // namespace coldquill
