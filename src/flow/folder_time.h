// How long the files of a folder are looked at that are no films (film_time.h), and what is said of
// it meanwhile.
#pragma once

#include <coldquill/base/result.h>

#include <chrono>

namespace coldquill {

inline constexpr Reason E_FOLDER_TIME{
    "E_FOLDER_TIME", Errc::over_limit,
    "Put the files that you mean into a folder of their own, or name them one by one."};

inline constexpr std::chrono::seconds time_for_files_of_a_folder(300);

// When it is over the folder fails: what was read by then is not offered, for a review of some of
// the requests would look like one of all, and whoever put slow pictures between them could choose
// which ones are seen.
class FolderTime {
 public:
  using Clock = std::chrono::steady_clock;
  using Now = Clock::time_point (*)();  // a clock

  FolderTime() : FolderTime(time_for_files_of_a_folder, &Clock::now) {}
  FolderTime(std::chrono::seconds all, Now clock) : all_(all), left_(all), now_(clock) {}

  // Before the next file. looked_at: how many were. Fails with E_FOLDER_TIME.
  [[nodiscard]] Result<void> check(std::size_t looked_at, std::size_t files,
                                   const std::string& next) const;
  // Does the work on one file, and counts its time.
  template <class Work>
  auto use(Work work) {
    const auto begin = now_();
    auto done = work();
    left_ -= now_() - begin;
    return done;
  }

 private:
  std::chrono::seconds all_;
  Clock::duration left_;
  Now now_;
};

}  // namespace coldquill
