// A preview on a terminal: two pixels one above the other in each character cell.
#pragma once

#include <coldquill/scan/frame_stream.h>

namespace coldquill {

enum class PreviewInk {
  full,     // 24 bits of colour
  greys,    // the 24 greys of the 256 fixed colours
  letters,  // no colours: blocks of four shades
};

// One text a line, without line ends; UTF-8. The marks that set colours are set back at the end of
// each line. mirrored: left becomes right, as people know themselves.
std::vector<std::string> preview_lines(const Preview& preview, PreviewInk ink, bool mirrored);

}  // namespace coldquill
