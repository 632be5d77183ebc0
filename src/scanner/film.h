// Films: MP4, WebM and GIF files, decoded by libav. Linked by coldquill-film alone.
#pragma once

#include <memory>

#include "frame_source.h"

namespace coldquill {

// The most pixels in a frame.
inline constexpr std::uint64_t most_film_pixels = 4096u * 2304u;
// Frames without a difference, of which the last one is given again: whoever asks has the say about
// how long a still picture goes on, and each answer its own share of work.
inline constexpr std::size_t most_still_frames = 30;

// The pictures of the film in an open regular file; the descriptor stays the caller's. Of the
// containers only MP4 (and QuickTime), WebM (and Matroska) and GIF are known, of the coders only
// H.264, H.265, VP8, VP9, AV1 and GIF. Frames that do not differ from the one before are left out,
// up to most_still_frames. A film that breaks off gives the frames before that, and one of more
// than most_film_frames the first ones.
// Fails, here or at a frame, with E_BAD_PICTURE, or E_PICTURE_TOO_LARGE over the limit above.
Result<std::unique_ptr<FrameSource>> open_film(int descriptor);

}  // namespace coldquill
