#include "listing.h"

#include <coldquill/base/columns.h>
#include <coldquill/base/file.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace coldquill {
namespace {

namespace fs = std::filesystem;

// A stick has at most this many files worth looking at.
constexpr std::size_t most_files = 4096;

bool is_hidden(const fs::path& path) {
  return path.filename().string().starts_with('.');
}

}  // namespace

Result<Listing> files_in(const std::string& folder) {
  Listing out;
  std::error_code failure;
  for (fs::directory_iterator at(folder, failure), end; !failure && at != end;
       at.increment(failure)) {
    std::error_code unknown;
    const auto type = at->symlink_status(unknown).type();
    if (type == fs::file_type::directory) continue;
    const bool regular = type == fs::file_type::regular && !is_hidden(at->path());
    (regular ? out.files : out.specials).push_back(at->path().string());
    if (out.files.size() + out.specials.size() > most_files) {
      return Error(E_TOO_LARGE, "the folder has more than " + std::to_string(most_files) + " files",
                   shown_name(folder));
    }
  }
  if (failure) return Error(E_CANNOT_READ, failure.message(), shown_name(folder));
  std::ranges::sort(out.files);
  std::ranges::sort(out.specials);
  return out;
}

std::string name_and_why(const std::string& file, const Error& why) {
  return shown_name(file) + " (" + std::string(why.reason()) + ": " + why.what() + ")";
}

}  // namespace coldquill
