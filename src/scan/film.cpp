#include "film.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scan.h"

namespace coldquill {

std::optional<FilmFile> film_at(const std::string& path) {
  // Never waits, and never gives a controlling terminal.
  Descriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  struct stat info {};
  if (::fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode)) return {};
  ByteArray<film_head> head{};
  const ssize_t have = ::pread(file.get(), head.data(), head.size(), 0);
  if (have <= 0) return {};
  const auto kind = film_kind(ByteView(head).first(static_cast<std::size_t>(have)));
  if (!kind) return {};
  return FilmFile{std::move(file), *kind};
}

Result<std::string> film_program(FilmKind kind) {
  return kind == FilmKind::recording ? scanner_program() : program_beside_us("coldquill-film");
}

}  // namespace coldquill
