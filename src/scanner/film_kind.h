// What a film is, told by its first octets: the one place that both sides of the pipe ask.
#pragma once

#include <coldquill/base/bytes.h>

#include <optional>
#include <string_view>

namespace coldquill {

// recording: YUV4MPEG2, read by coldquill-scanner. The others by coldquill-film: mp4 is QuickTime
// as well, webm is Matroska as well.
enum class FilmKind { recording, mp4, webm, gif };

// As many octets of a file as film_kind looks at.
inline constexpr std::size_t film_head = 12;

// Nothing for what is no film.
inline std::optional<FilmKind> film_kind(ByteView head) {
  const std::string_view text = text_of(head);
  if (text.starts_with("YUV4MPEG2 ")) return FilmKind::recording;
  if (text.starts_with("\x1a\x45\xdf\xa3")) return FilmKind::webm;
  if (text.starts_with("GIF87a") || text.starts_with("GIF89a")) return FilmKind::gif;
  if (text.size() >= 8 && text.substr(4).starts_with("ftyp")) return FilmKind::mp4;
  return {};
}

}  // namespace coldquill
