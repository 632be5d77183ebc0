#include "folder_line.h"

#include <coldquill/base/columns.h>
#include <unistd.h>

#include <cstdio>

namespace coldquill::cli {
namespace {

constexpr std::chrono::seconds quiet(1);
constexpr std::chrono::milliseconds between(200);

}  // namespace

FolderLine::FolderLine() : terminal_(::isatty(STDERR_FILENO) == 1), next_(Clock::now() + quiet) {}

Looking FolderLine::looking() {
  return [this](std::size_t number, std::size_t files, const std::string& path) {
    looking_at(number, files, path);
  };
}

void FolderLine::looking_at(std::size_t number, std::size_t files, const std::string& path) {
  if (!terminal_ || Clock::now() < next_) return;
  next_ = Clock::now() + between;
  const std::string line = "Looking at " + std::to_string(number) + " of " + std::to_string(files) +
                           ": " + shown_name(path);
  put(with_middle_cut(line, screen_columns - 1));
}

// Over what stands there, with spaces for the rest of it.
void FolderLine::put(const std::string& line) {
  if (columns_ == 0 && line.empty()) return;
  const std::size_t columns = most_columns(line);
  const std::string rest(columns_ > columns ? columns_ - columns : 0, ' ');
  const std::string all = "\r" + line + rest + (line.empty() ? "\r" : "");
  std::fwrite(all.data(), 1, all.size(), stderr);
  columns_ = columns;
}

Result<Collected> collect_saying(const std::vector<std::string>& sources) {
  FolderLine line;
  return collect(sources, line.looking());
}

}  // namespace coldquill::cli
