// What is said while a folder takes its time.
#pragma once

#include <coldquill/flow/collect.h>

#include <chrono>

namespace coldquill::cli {

// One line on standard error where that is a terminal, written over and over, and gone in the end.
// Nothing in the first second: most folders are read by then.
class FolderLine {
 public:
  FolderLine();
  FolderLine(const FolderLine&) = delete;
  FolderLine& operator=(const FolderLine&) = delete;
  ~FolderLine() { put({}); }

  // To be told of each file; for as long as this lives.
  [[nodiscard]] Looking looking();

 private:
  using Clock = std::chrono::steady_clock;

  void looking_at(std::size_t number, std::size_t files, const std::string& path);
  void put(const std::string& line);

  bool terminal_;
  Clock::time_point next_;   // when there is something to say
  std::size_t columns_ = 0;  // of the line that stands there
};

// collect(), and what it is looking at is said.
Result<Collected> collect_saying(const std::vector<std::string>& sources);

}  // namespace coldquill::cli
