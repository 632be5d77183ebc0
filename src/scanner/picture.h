// Pictures: the files that cameras and screens make, turned into grey pixels.
#pragma once

#include <coldquill/base/result.h>
#include <coldquill/scan_protocol/protocol.h>

namespace coldquill {

struct Picture {
  int width = 0;   // 1 to longest_side
  int height = 0;  // 1 to longest_side
  Bytes grey;      // width * height octets, row by row from the top; 0 is black
};

// A PNG or JPEG file, found by its first octets. What is transparent lies on white. The size is
// taken from the header and checked before anything is allocated.
// Fails with E_BAD_PICTURE, or with E_PICTURE_TOO_LARGE over longest_side or most_pixels.
Result<Picture> read_picture(ByteView file);

// Fails with E_PICTURE_TOO_LARGE, or E_BAD_PICTURE when a side is 0.
Result<void> check_size(std::uint64_t width, std::uint64_t height);

// The two kinds (ISO/IEC 15948, ITU-T T.81).
Result<Picture> read_png(ByteView file);
Result<Picture> read_jpeg(ByteView file);

// Each pixel of the new picture is the mean of factor * factor old ones. factor >= 1.
Picture shrink(const Picture& picture, int factor);
// A small copy for people, of the same shape, that fits into the room: each pixel is the mean of
// the old ones under it. No pixels when there is no room.
Picture preview_of(const Picture& picture, int widest, int highest);
// Black becomes white.
Picture invert(Picture picture);
// Left becomes right, as in a picture that a camera took of itself.
Picture mirror(Picture picture);

}  // namespace coldquill
