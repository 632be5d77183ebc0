#include <coldquill/base/error.h>

#include <unistd.h>

#include <cstdio>
#include <utility>

namespace coldquill {

Error::Error(const Reason& reason, std::string what, std::string where, std::size_t at)
    : reason_(&reason), what_(std::move(what)), where_(std::move(where)), at_(at) {}

Error Error::in(std::string_view outer) && {
  where_ = where_.empty() ? std::string(outer) : std::string(outer) + ", " + where_;
  return std::move(*this);
}

void bug(const char* promise, const char* file, int line) {
  std::fprintf(stderr, "E_BUG: a promise of coldquill's own does not hold: %s (%s:%d)\n", promise,
               file, line);
  // No clean-up: whatever state led here must not go on running destructors over secrets' users.
  _exit(static_cast<int>(Errc::bug));
}

}  // namespace coldquill
