#include "scan.h"

#include <coldquill/base/columns.h>
#include <coldquill/base/text.h>
#include <coldquill/base/writer.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <cstring>

#include "answer.h"
#include "child.h"

namespace coldquill {

class Scanner::Child : public Process {
 public:
  explicit Child(Process process) : Process(std::move(process)) {}
  Result<ScanAnswer> answer(Deadline deadline);
  Result<ScanAnswer> ask(ByteView picture, Deadline deadline);
};

namespace {

bool begins_with(ByteView file, std::string_view mark) {
  return text_of(file.first(std::min(file.size(), mark.size()))) == mark;
}

Scanned too_large(std::size_t size) {
  return {Scanned::Kind::too_large,
          {},
          "the file has " + std::to_string(size) + " bytes, the limit is " +
              std::to_string(largest_picture)};
}

}  // namespace

Result<ScanAnswer> Scanner::Child::answer(Deadline deadline) {
  CQ_TRY(octets, receive(answer_head, deadline));
  CQ_TRY(head, read_answer_head(octets));
  CQ_TRY(bytes, receive(head.size, deadline));
  return ScanAnswer{head.kind, std::move(bytes)};
}

Result<ScanAnswer> Scanner::Child::ask(ByteView picture, Deadline deadline) {
  Writer length;
  length.u32be(static_cast<std::uint32_t>(picture.size()));
  CQ_CHECK(send(length.view(), deadline));
  CQ_CHECK(send(picture, deadline));
  return answer(deadline);
}

bool is_picture(ByteView file) {
  return begins_with(file, "\x89PNG\r\n\x1a\n") || begins_with(file, "\xff\xd8\xff");
}

Result<ScannedCode> code_of(Scanned scanned) {
  switch (scanned.kind) {
    case Scanned::Kind::code:
      return ScannedCode{std::move(scanned.bytes), scanned.place};
    case Scanned::Kind::two:
      return Error(E_TWO_CODES, "the picture shows QR codes of different content");
    case Scanned::Kind::broken:
      return Error(E_BAD_PICTURE, scanned.why);
    case Scanned::Kind::too_large:
      return Error(E_PICTURE_TOO_LARGE, scanned.why);
    case Scanned::Kind::none:
      break;
  }
  return Error(E_NO_CODE, "there is no QR code in the picture");
}

Result<Bytes> content_of(Scanned scanned) {
  CQ_TRY(code, code_of(std::move(scanned)));
  if (!code.place) return std::move(code.bytes);
  return Error(E_ONE_OF_A_ROW, "the QR code is number " + std::to_string(code.place->index + 1) +
                                   " in a row of " + std::to_string(code.place->total));
}

Result<std::string> program_beside_us(std::string_view name) {
  std::array<char, PATH_MAX> own{};
  const ssize_t size = ::readlink("/proc/self/exe", own.data(), own.size());
  if (size <= 0) return Error(E_SCANNER_MISSING, "our own program cannot be found");
  std::string path(own.data(), static_cast<std::size_t>(size));
  path.resize(path.rfind('/') + 1);
  path += name;
  if (::access(path.c_str(), X_OK) != 0) {
    return Error(E_SCANNER_MISSING, std::strerror(errno), shown_name(path));
  }
  return path;
}

Result<std::string> scanner_program() {
  return program_beside_us("coldquill-scanner");
}

Scanner::Scanner(std::string program, std::chrono::milliseconds patience)
    : program_(std::move(program)), patience_(patience) {}
Scanner::Scanner(Scanner&&) noexcept = default;
Scanner& Scanner::operator=(Scanner&&) noexcept = default;
Scanner::~Scanner() = default;

int Scanner::process() const {
  return child_ ? child_->pid() : -1;
}

Result<Scanner> Scanner::start(const std::string& program, std::chrono::milliseconds patience) {
  Scanner scanner(program, patience);
  CQ_CHECK(scanner.restart());
  return scanner;
}

Result<void> Scanner::restart() {
  child_.reset();
  CQ_TRY(process, Process::start(program_));
  auto child = std::make_unique<Child>(std::move(process));
  CQ_TRY(answer, child->answer(std::chrono::steady_clock::now() + patience_));
  if (answer.kind != ScanKind::ready) return misspoken();
  missing_ = escape_text(answer.bytes);
  child_ = std::move(child);
  left_ = most_pictures;
  return {};
}

Result<Scanned> Scanner::scan(ByteView picture) {
  if (picture.size() > largest_picture) return too_large(picture.size());
  if (!child_ || left_ == 0) CQ_CHECK(restart());
  --left_;
  auto answer = child_->ask(picture, std::chrono::steady_clock::now() + patience_);
  if (!answer.ok()) child_.reset();
  return std::move(answer).and_then(scanned_from);
}

}  // namespace coldquill
