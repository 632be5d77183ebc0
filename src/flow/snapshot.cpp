#include <coldquill/base/columns.h>
#include <coldquill/flow/snapshot.h>
#include <sys/stat.h>

#include <filesystem>
#include <system_error>

namespace coldquill {
namespace {

namespace fs = std::filesystem;

// More than a folder of requests may have (folder.cpp).
constexpr std::size_t most_files = 8192;

bool is_folder(const std::string& name) {
  std::error_code failure;
  return fs::is_directory(name, failure);
}

}  // namespace

Snapshot::Snapshot(const std::vector<std::string>& names) : names_(names), then_(look(names)) {}

Snapshot::Stamps Snapshot::look(const std::vector<std::string>& names) {
  Stamps out;
  for (const std::string& name : names) {
    if (is_folder(name)) {
      add_folder(name, out);
    } else {
      add_file(name, out);
    }
  }
  return out;
}

void Snapshot::add_file(const std::string& path, Stamps& stamps) {
  struct stat info {};
  if (::lstat(path.c_str(), &info) != 0 || S_ISDIR(info.st_mode)) return;
  stamps[path] = {static_cast<std::int64_t>(info.st_dev),
                  static_cast<std::int64_t>(info.st_ino),
                  info.st_size,
                  info.st_mtim.tv_sec,
                  info.st_mtim.tv_nsec,
                  info.st_ctim.tv_sec,
                  info.st_ctim.tv_nsec};
}

void Snapshot::add_folder(const std::string& path, Stamps& stamps) {
  std::error_code failure;
  for (fs::directory_iterator at(path, failure), end;
       !failure && at != end && stamps.size() < most_files; at.increment(failure)) {
    add_file(at->path().string(), stamps);
  }
}

std::vector<std::string> Snapshot::changes() const {
  std::vector<std::string> out;
  const Stamps now = look(names_);
  for (const auto& [path, stamp] : then_) {
    const auto found = now.find(path);
    if (found == now.end()) {
      out.push_back(shown_name(path) + " is gone");
    } else if (found->second != stamp) {
      out.push_back(shown_name(path) + " was changed");
    }
  }
  for (const auto& [path, stamp] : now) {
    if (!then_.contains(path)) out.push_back(shown_name(path) + " is new");
  }
  return out;
}

}  // namespace coldquill
