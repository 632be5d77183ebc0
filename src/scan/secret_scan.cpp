#include "secret_scan.h"

#include <coldquill/base/columns.h>
#include <coldquill/base/file.h>
#include <coldquill/base/writer.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "answer.h"
#include "child.h"

namespace coldquill {
namespace {

struct Picture {
  Descriptor file;
  std::size_t size = 0;
};

Result<Picture> open_picture(const std::string& path) {
  const std::string name = shown_name(path);
  Descriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (file.get() < 0 && errno == ELOOP) return Error(E_NOT_A_FILE, "this is a link", name);
  if (file.get() < 0) return Error(E_CANNOT_READ, std::strerror(errno), name);
  struct stat info {};
  if (::fstat(file.get(), &info) != 0) return Error(E_CANNOT_READ, std::strerror(errno), name);
  if (!S_ISREG(info.st_mode)) return Error(E_NOT_A_FILE, "this is not a regular file", name);
  if (std::cmp_greater(info.st_size, largest_picture)) {
    return Error(E_PICTURE_TOO_LARGE, "the file is over the limit", name);
  }
  return Picture{std::move(file), static_cast<std::size_t>(info.st_size)};
}

Result<AnswerHead> next_head(Process& process, Deadline deadline) {
  CQ_TRY(octets, process.receive(answer_head, deadline));
  return read_answer_head(octets);
}

Result<void> wait_until_ready(Process& process, Deadline deadline) {
  CQ_TRY(head, next_head(process, deadline));
  CQ_CHECK(process.receive(head.size, deadline));
  if (head.kind != ScanKind::ready) return misspoken();
  return {};
}

// Everything but a code: why there is none. What the scanner says about it is not read: it has seen
// the secret, and its sentences would be shown.
Error no_code(ScanKind kind) {
  switch (kind) {
    case ScanKind::none:
      return {E_NO_CODE, "there is no QR code in the picture"};
    case ScanKind::two:
      return {E_TWO_CODES, "the picture shows QR codes of different content"};
    case ScanKind::part:
      return {E_BAD_PICTURE, "the QR code is one of a row, and words stand in one code alone"};
    case ScanKind::broken:
      return {E_BAD_PICTURE, "the picture cannot be read"};
    case ScanKind::too_large:
      return {E_PICTURE_TOO_LARGE, "the picture is over the limit"};
    default:
      return misspoken();
  }
}

}  // namespace

class SecretScan::Child : public Process {
 public:
  explicit Child(Process process) : Process(std::move(process)) {}
};

SecretScan::SecretScan(std::unique_ptr<Child> child, std::size_t size)
    : child_(std::move(child)), size_(size) {}
SecretScan::SecretScan(SecretScan&&) noexcept = default;
SecretScan::~SecretScan() = default;

int SecretScan::descriptor() const {
  return child_->output();
}

Result<SecretScan> SecretScan::of(const std::string& program, const std::string& path,
                                  std::chrono::milliseconds patience) {
  CQ_TRY(picture, open_picture(path));
  CQ_TRY(process, Process::start(program));
  auto child = std::make_unique<Child>(std::move(process));
  const auto deadline = [&] { return std::chrono::steady_clock::now() + patience; };
  CQ_CHECK(wait_until_ready(*child, deadline()));
  Writer length;
  length.u32be(static_cast<std::uint32_t>(picture.size));
  const Deadline end = deadline();
  CQ_CHECK(child->send(length.view(), end));
  CQ_CHECK(child->send_file(picture.file.get(), picture.size, end).in(shown_name(path)));
  CQ_TRY(head, next_head(*child, end));
  if (head.kind != ScanKind::code) return no_code(head.kind).in(shown_name(path));
  return SecretScan(std::move(child), head.size);
}

}  // namespace coldquill
