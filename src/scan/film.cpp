#include "film.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scan.h"

namespace coldquill {

bool is_film(ByteView head) {
  const std::string_view text = text_of(head);
  return text.starts_with("\x1a\x45\xdf\xa3") || text.starts_with("GIF87a") ||
         text.starts_with("GIF89a") || (text.size() >= 8 && text.substr(4).starts_with("ftyp"));
}

std::optional<Descriptor> film_at(const std::string& path) {
  Descriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  struct stat info {};
  if (::fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode)) return {};
  ByteArray<12> head{};
  const ssize_t have = ::pread(file.get(), head.data(), head.size(), 0);
  if (have <= 0 || !is_film(ByteView(head).first(static_cast<std::size_t>(have)))) return {};
  return file;
}

Result<std::string> film_program() {
  return program_beside_us("coldquill-film");
}

}  // namespace coldquill
