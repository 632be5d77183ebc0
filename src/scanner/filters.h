// Filters that make a code readable which the camera has spoilt.
#pragma once

#include "picture.h"

namespace coldquill {

// Each pixel is the mean of the square around it that reaches radius pixels in all directions, as
// far as the picture does: takes noise away. radius 1 to 100.
Picture smooth(const Picture& picture, int radius);

// Each pixel is moved away from the mean around it, twice as far as it was: against blur.
Picture sharpen(const Picture& picture);

// Twice as wide and high, without steps between the pixels: for small modules.
Picture enlarge(const Picture& picture);

}  // namespace coldquill
