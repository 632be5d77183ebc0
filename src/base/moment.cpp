#include <coldquill/base/moment.h>

#include <ctime>

namespace coldquill {

std::string utc_text(std::uint64_t seconds) {
  constexpr std::uint64_t year_10000 = 253'402'300'800;
  if (seconds >= year_10000) return "after the year 9999";
  const auto time = static_cast<std::time_t>(seconds);
  std::tm utc{};
  char text[32];
  ::gmtime_r(&time, &utc);
  std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S UTC", &utc);
  return text;
}

std::uint64_t seconds_now() {
  const std::time_t now = std::time(nullptr);
  return now < 0 ? 0 : static_cast<std::uint64_t>(now);
}

}  // namespace coldquill
