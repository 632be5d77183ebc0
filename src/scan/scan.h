// Scanner: the way to coldquill-scanner, the sandboxed program that looks into pictures.
//
// Its answers are as hostile as the pictures: lengths are checked, every wait has an end, and what
// it writes to standard error never reaches the person's terminal.
#pragma once

#include <coldquill/base/result.h>
#include <coldquill/base/row_place.h>
#include <coldquill/scan_protocol/protocol.h>

#include <chrono>
#include <memory>
#include <optional>

namespace coldquill {

inline constexpr Reason E_SCANNER_MISSING{
    "E_SCANNER_MISSING", Errc::environment,
    "coldquill-scanner and coldquill-film must lie beside coldquill: install all three."};
inline constexpr Reason E_SCANNER_FAILED{"E_SCANNER_FAILED", Errc::environment,
                                         "What it looked at was left alone: take another picture."};

struct Scanned {
  enum class Kind { code, none, two, broken, too_large };
  Kind kind = Kind::none;
  Bytes bytes;      // of a code; empty otherwise
  std::string why;  // for broken and too_large: a sentence that is fit for a screen
  std::optional<RowPlace> place = {};  // of a code that is one of a row (structured append)
};

struct ScannedCode {
  Bytes bytes;
  std::optional<RowPlace> place;
};

// True for the first octets of a PNG or JPEG file: something to give to a Scanner.
bool is_picture(ByteView file);

// The one code, or E_NO_CODE, E_TWO_CODES, E_BAD_PICTURE, E_PICTURE_TOO_LARGE.
Result<ScannedCode> code_of(Scanned scanned);
// The same where a code of a row will not do, which is E_ONE_OF_A_ROW here.
Result<Bytes> content_of(Scanned scanned);

// A program in the folder of our own, and the scanner there. Both fail with E_SCANNER_MISSING.
Result<std::string> program_beside_us(std::string_view name);
Result<std::string> scanner_program();

// Start it before any key is in memory. Movable; the child ends with it.
class Scanner {
 public:
  // Waits until the child has locked itself down. patience: for the start, and then for each
  // picture. Fails with E_SCANNER_MISSING or E_SCANNER_FAILED.
  static Result<Scanner> start(const std::string& program,
                               std::chrono::milliseconds patience = std::chrono::seconds(3));
  Scanner(Scanner&&) noexcept;
  Scanner& operator=(Scanner&&) noexcept;
  ~Scanner();

  // One picture file. Fails with E_SCANNER_FAILED when the child dies or takes too long over it;
  // the next call starts a new child, so that one poisoned picture costs that picture only.
  Result<Scanned> scan(ByteView picture);

  // Layers of the sandbox that this machine does not have, as a text; empty is the rule.
  [[nodiscard]] const std::string& missing_layers() const { return missing_; }
  // The process, for tests; -1 while there is none.
  [[nodiscard]] int process() const;

 private:
  class Child;
  Scanner(std::string program, std::chrono::milliseconds patience);
  Result<void> restart();

  std::string program_;
  std::chrono::milliseconds patience_;
  std::string missing_;
  std::size_t left_ = 0;  // pictures that this child still takes
  std::unique_ptr<Child> child_;
};

}  // namespace coldquill
