#include "place.h"

#include <coldquill/base/file.h>
#include <coldquill/base/text.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>

#include "say.h"

namespace coldquill::cli {
namespace {

namespace fs = std::filesystem;

std::string folder_of(const std::string& path) {
  const fs::path parent = fs::path(path).parent_path();
  return parent.empty() ? "." : parent.string();
}

bool is_folder(const std::string& path) {
  std::error_code failure;
  return fs::is_directory(path, failure);
}

bool exists(const std::string& path) {
  std::error_code failure;
  return fs::exists(fs::symlink_status(path, failure));
}

// Sticks (FAT) do not tell capitals from small letters.
std::string as_on_a_stick(const std::string& path) {
  std::string out = fs::path(path).lexically_normal().string();
  std::ranges::transform(out, out.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? c | 32 : c; });
  return out;
}

// The nearest folder above that exists already.
std::string standing_part(std::string folder) {
  while (!exists(folder) && folder != folder_of(folder)) folder = folder_of(folder);
  return folder;
}

Result<void> write_one(const NewFile& file) {
  std::error_code failure;
  if (file.make_folder) fs::create_directories(folder_of(file.path), failure);
  if (failure) return Error(E_CANNOT_WRITE, failure.message(), escape_text(folder_of(file.path)));
  return write_file(file.path, file.content, 0644);
}

}  // namespace

Result<std::string> place_of(const std::string& out, const std::string& name, bool several) {
  if (out == "-" && !several) return std::string();
  if (out.ends_with('/') || is_folder(out)) return (fs::path(out) / name).string();
  if (!several) return out;
  return Error(E_ONE_FILE, "several things do not fit into one file", escape_text(out));
}

Result<void> check_folder(const NewFile& file) {
  std::string folder = folder_of(file.path);
  std::error_code failure;
  // A folder that we would make ourselves must not lead elsewhere: a stick could bring such a link.
  if (file.make_folder && fs::is_symlink(fs::symlink_status(folder, failure))) {
    return Error(E_CANNOT_WRITE, "this folder is a link to another place", escape_text(folder));
  }
  if (file.make_folder) folder = standing_part(std::move(folder));
  if (!is_folder(folder)) {
    return Error(E_CANNOT_WRITE, "there is no such folder", escape_text(folder));
  }
  if (::access(folder.c_str(), W_OK | X_OK) == 0) return {};
  return Error(E_CANNOT_WRITE, std::strerror(errno), escape_text(folder));
}

Result<void> check_room(const std::string& path) {
  const std::string folder = standing_part(folder_of(path));
  struct statvfs disk {};
  if (::statvfs(folder.c_str(), &disk) != 0 || disk.f_bavail > 0) return {};
  return Error(E_CANNOT_WRITE, "the disk is full", escape_text(folder));
}

Result<void> check_places(const std::vector<NewFile>& files) {
  std::set<std::string> places;
  for (const NewFile& file : files) {
    if (exists(file.path)) {
      return Error(E_OUTPUT_EXISTS, "there is a file of this name already", escape_text(file.path));
    }
    if (!places.insert(as_on_a_stick(file.path)).second) {
      return Error(E_OUTPUT_EXISTS, "two files would have one name, or one on a stick",
                   escape_text(file.path));
    }
    CQ_CHECK(check_folder(file));
  }
  return {};
}

void say_written(const std::vector<NewFile>& files) {
  for (const NewFile& file : files) say("Written: " + escape_text(file.path));
}

Result<void> write_files(const std::vector<NewFile>& files) {
  for (std::size_t i = 0; i < files.size(); ++i) {
    auto written = write_one(files[i]);
    if (written) continue;
    for (std::size_t k = 0; k < i; ++k) ::unlink(files[k].path.c_str());
    return written;
  }
  return {};
}

}  // namespace coldquill::cli
