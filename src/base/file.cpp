#include <coldquill/base/columns.h>
#include <coldquill/base/file.h>
#include <coldquill/base/hex.h>
#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <optional>
#include <utility>

namespace coldquill {
namespace {

// Closes what it holds.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close_now(); }
  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] bool open() const { return fd_ >= 0; }
  bool close_now() { return fd_ < 0 || ::close(std::exchange(fd_, -1)) == 0; }

 private:
  int fd_;
};

Error system_error(const Reason& reason, const std::string& path, int number) {
  return {reason, std::strerror(number), shown_name(path)};
}

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

// Sixteen digits that nobody else comes upon; none when the kernel gives no random octets.
std::optional<std::string> random_digits() {
  ByteArray<8> octets{};
  ssize_t n = -1;
  do {
    n = ::getrandom(octets.data(), octets.size(), 0);
  } while (n < 0 && errno == EINTR);
  if (std::cmp_not_equal(n, octets.size())) return {};
  return to_hex(octets);
}

// The temporary file is removed unless it was given its name.
class Temporary {
 public:
  explicit Temporary(const std::string& path) : folder_(folder_of(path)) {}
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  ~Temporary() {
    if (owned_) ::unlink(path_.c_str());
  }
  int create(unsigned mode) {
    int fd = create_once(mode);
    for (int again = 0; fd < 0 && errno == EEXIST && again < 3; ++again) fd = create_once(mode);
    owned_ = fd >= 0;
    return fd;
  }
  // RENAME_NOREPLACE makes the check and the naming one step; file systems without it (FAT under
  // some drivers) get a hard check before a plain rename.
  bool give_name(const std::string& path, Existing existing) {
    int done = -1;
    if (existing == Existing::replace) {
      done = ::rename(path_.c_str(), path.c_str());
    } else {
      done = ::renameat2(AT_FDCWD, path_.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE);
      if (done != 0 && (errno == EINVAL || errno == ENOSYS)) {
        struct stat there {};
        if (::lstat(path.c_str(), &there) == 0) {
          errno = EEXIST;
        } else {
          done = ::rename(path_.c_str(), path.c_str());
        }
      }
    }
    if (done == 0) owned_ = false;
    return done == 0;
  }

 private:
  int create_once(unsigned mode) {
    const auto digits = random_digits();
    if (!digits) return -1;
    path_ = folder_ + "/.coldquill-" + *digits + ".tmp";
    return ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
  }

  std::string folder_;
  std::string path_;
  bool owned_ = false;
};

bool sync_folder(const std::string& path) {
  const Descriptor folder(::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // Some file systems cannot sync a folder; the file itself has been synced.
  return folder.open() && (::fsync(folder.get()) == 0 || errno == EINVAL);
}

}  // namespace

Result<Bytes> read_file(const std::string& path, std::size_t limit) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!file.open()) {
    if (errno == ELOOP) return Error(E_NOT_A_FILE, "this is a link", shown_name(path));
    if (errno == ENXIO) return Error(E_NOT_A_FILE, "this is a socket", shown_name(path));
    return system_error(E_CANNOT_READ, path, errno);
  }
  struct stat info {};
  if (::fstat(file.get(), &info) != 0) return system_error(E_CANNOT_READ, path, errno);
  if (!S_ISREG(info.st_mode)) {
    return Error(E_NOT_A_FILE, "this is not a regular file", shown_name(path));
  }
  if (std::cmp_greater(info.st_size, limit)) {
    return Error(E_TOO_LARGE,
                 "the file has " + std::to_string(info.st_size) + " bytes, the limit is " +
                     std::to_string(limit),
                 shown_name(path));
  }
  return read_descriptor(file.get(), limit).in(shown_name(path));
}

Result<Bytes> read_descriptor(int descriptor, std::size_t limit) {
  Bytes out;
  for (;;) {
    const std::size_t have = out.size();
    const std::size_t step = std::min<std::size_t>(limit + 1 - have, have < 65536 ? 65536 : have);
    out.resize(have + step);
    const ssize_t n = ::read(descriptor, out.data() + have, step);
    out.resize(have + (n > 0 ? static_cast<std::size_t>(n) : 0));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return Error(E_CANNOT_READ, std::strerror(errno));
    if (n == 0) return out;
    if (out.size() > limit) {
      return Error(E_TOO_LARGE, "more than " + std::to_string(limit) + " bytes", {}, limit);
    }
  }
}

Result<void> write_descriptor(int descriptor, ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(descriptor, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return Error(E_CANNOT_WRITE, std::strerror(errno));
    bytes = bytes.subspan(static_cast<std::size_t>(n));
  }
  return {};
}

Result<void> write_file(const std::string& path, ByteView bytes, unsigned mode, Existing existing) {
  struct stat there {};
  if (existing == Existing::refuse && ::lstat(path.c_str(), &there) == 0) {
    return Error(E_OUTPUT_EXISTS, "there is a file of this name already", shown_name(path));
  }
  Temporary temporary(path);
  Descriptor file(temporary.create(mode));
  if (!file.open()) return system_error(E_CANNOT_WRITE, path, errno);
  CQ_CHECK(write_descriptor(file.get(), bytes).in(shown_name(path)));
  if (::fsync(file.get()) != 0 || !file.close_now()) {
    return system_error(E_CANNOT_WRITE, path, errno);
  }
  if (!temporary.give_name(path, existing)) {
    return system_error(errno == EEXIST ? E_OUTPUT_EXISTS : E_CANNOT_WRITE, path, errno);
  }
  if (sync_folder(path)) return {};
  const int number = errno;
  // What may be gone after a power cut is no file. A replaced one cannot come back: it stays whole.
  if (existing == Existing::refuse) ::unlink(path.c_str());
  return system_error(E_CANNOT_WRITE, path, number);
}

}  // namespace coldquill
