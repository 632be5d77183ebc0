#include "by_hand.h"

#include <coldquill/base/columns.h>
#include <coldquill/base/file.h>
#include <coldquill/base/hex.h>
#include <coldquill/base/text.h>
#include <coldquill/codec/secret_shapes.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "codes.h"
#include "sandbox.h"

namespace coldquill {
namespace {

namespace fs = std::filesystem;

Error cannot_read(const std::string& name, std::string_view why) {
  return {E_CANNOT_READ, std::string(why), shown_name(name)};
}

// The names in a folder, sorted, regular files only.
Result<std::vector<std::string>> names_in(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code failed;
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    std::error_code unknown;
    if (at->symlink_status(unknown).type() == fs::file_type::regular) names.push_back(at->path());
    if (names.size() > most_pictures)
      return Error(E_TOO_LARGE, "too many files", shown_name(folder));
  }
  if (failed) return cannot_read(folder, failed.message());
  std::sort(names.begin(), names.end());
  return names;
}

Result<OpenPicture> open_picture(const std::string& name) {
  const int fd = ::open(name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (fd < 0 && errno == ELOOP) return Error(E_NOT_A_FILE, "this is a link", shown_name(name));
  if (fd < 0) return cannot_read(name, std::strerror(errno));
  struct stat info {};
  if (::fstat(fd, &info) == 0 && S_ISREG(info.st_mode)) return OpenPicture{name, fd};
  ::close(fd);
  return Error(E_NOT_A_FILE, "this is not a regular file", shown_name(name));
}

// As many descriptors as we are allowed: all pictures are open before the sandbox closes.
void raise_descriptor_limit() {
  rlimit both{};
  if (::getrlimit(RLIMIT_NOFILE, &both) != 0) return;
  both.rlim_cur = both.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &both);
}

// Nobody can say of a piece of a message of keys whether they are private.
bool is_piece_of_keys(std::string_view text) {
  constexpr std::string_view scheme = "ur:";
  const std::string lower = to_lower(text.substr(0, text.find('/')));
  const auto pieces = std::ranges::count(text, '/');
  return lower.starts_with(scheme) && pieces > 1 && is_ur_of_keys(lower.substr(scheme.size()));
}

std::string shown(ByteView content) {
  std::string_view shape = secret_code_shape(content);
  if (shape.empty() && is_piece_of_keys(text_of(content))) shape = "a part of keys";
  if (!shape.empty()) {
    return "E_SECRET_IN_PAYLOAD: this looks like " + std::string(shape) + ", and is not shown";
  }
  return is_plain_text(content) ? "text " + escape_text(content) : "hex " + to_hex(content);
}

std::string line_of(const ScanAnswer& answer) {
  switch (answer.kind) {
    case ScanKind::code:
      return shown(answer.bytes);
    case ScanKind::part:
      return "part " + std::to_string(answer.bytes[0] + 1) + " of " +
             std::to_string(answer.bytes[1]) + " in row " +
             to_hex(ByteView(answer.bytes).subspan(2, 1)) + " " +
             shown(ByteView(answer.bytes).subspan(place_octets));
    case ScanKind::none:
      return "E_NO_CODE: no QR code found";
    case ScanKind::two:
      return "E_TWO_CODES: QR codes of different content";
    case ScanKind::too_large:
      return "E_PICTURE_TOO_LARGE: " + escape_text(answer.bytes);
    case ScanKind::broken:
    case ScanKind::ready:
    case ScanKind::frame:
    case ScanKind::end:
    case ScanKind::failed:
      break;
  }
  return "E_BAD_PICTURE: " + escape_text(answer.bytes);
}

ScanAnswer scan_descriptor(int descriptor) {
  const auto file = read_descriptor(descriptor, largest_picture);
  if (file.ok()) return scan_picture(*file);
  const bool large = file.error().code() == Errc::over_limit;
  return {large ? ScanKind::too_large : ScanKind::broken, to_bytes(view_of(file.error().what()))};
}

ScanAnswer look_at(const OpenPicture& picture) {
  limit_work(work_for_one_picture);
  ScanAnswer answer = scan_descriptor(picture.descriptor);
  limit_work(0);
  ::close(picture.descriptor);
  return answer;
}

bool print(const std::string& text) {
  return write_descriptor(STDOUT_FILENO, view_of(text)).ok();
}

}  // namespace

Result<std::vector<OpenPicture>> open_pictures(const std::vector<std::string>& names) {
  raise_descriptor_limit();
  std::vector<std::string> files;
  for (const auto& name : names) {
    std::error_code unknown;
    if (!fs::is_directory(name, unknown)) {
      files.push_back(name);
      continue;
    }
    CQ_TRY(inside, names_in(name));
    files.insert(files.end(), inside.begin(), inside.end());
  }
  if (files.size() > most_pictures) return Error(E_TOO_LARGE, "too many pictures at once");
  std::vector<OpenPicture> out;
  for (const auto& file : files) {
    CQ_TRY(picture, open_picture(file));
    out.push_back(std::move(picture));
  }
  return out;
}

int print_codes(const std::vector<OpenPicture>& pictures) {
  bool all = true;
  for (const auto& picture : pictures) {
    // The name comes before the look: when that ends the process, by whatever way, it stands last.
    if (!print(shown_name(picture.name) + ": ")) return static_cast<int>(Errc::environment);
    const ScanAnswer answer = look_at(picture);
    all = all && (answer.kind == ScanKind::code || answer.kind == ScanKind::part);
    if (!print(line_of(answer) + "\n")) return static_cast<int>(Errc::environment);
  }
  return all ? 0 : static_cast<int>(Errc::malformed);
}

}  // namespace coldquill
