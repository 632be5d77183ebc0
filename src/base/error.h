// Errors: what happened, where, and what the person can do about it.
//
// Three roads, never mixed: bad input and refusals are Errors inside a Result; a bug is a failed
// COLDQUILL_ASSERT, which stays on in release builds; out of memory ends the process.
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>

namespace coldquill {

// Classes of failure. The value is the exit status of the command line (docs/cli.md).
enum class Errc : int {
  declined = 1,         // the person said no, or consent names something else
  usage = 2,            // the call itself is wrong
  false_ = 3,           // checked, and false: an address that is not ours
  incomplete = 4,       // parts or signatures are missing
  malformed = 10,       // the bytes do not follow their format
  not_canonical = 11,   // they do, but not in the one form that is accepted
  over_limit = 12,      // larger or deeper than any honest request
  unsupported = 13,     // understood, and not something that this program signs
  refused = 20,         // fraud, or against the rules
  unacknowledged = 21,  // a risk that must be named by its reason id first
  key = 30,             // words, password or wallet file
  not_ours = 31,        // no key of this wallet is asked for
  environment = 40,     // files, memory, sandbox
  bug = 70,             // a fault of ours
};

// One way to fail: a stable id, its class, and the advice that goes with it.
// Reasons are constants, declared where they arise; docs/reasons.md lists them all.
struct Reason {
  std::string_view id;
  Errc code;
  std::string_view advice;
};

inline constexpr Reason E_TRUNCATED{"E_TRUNCATED", Errc::malformed,
                                    "The data ends too early: copy or scan it again, whole."};
inline constexpr Reason E_TRAILING_DATA{"E_TRAILING_DATA", Errc::malformed,
                                        "There are bytes after the end: export the request again."};
inline constexpr Reason E_MALFORMED{
    "E_MALFORMED", Errc::malformed,
    "This is damaged, or not what it says it is: have the online wallet export it again."};
inline constexpr Reason E_NOT_CANONICAL{
    "E_NOT_CANONICAL", Errc::not_canonical,
    "The data is written in a form that another program could read differently; export it again "
    "from an up-to-date wallet."};
inline constexpr Reason E_TOO_LARGE{
    "E_TOO_LARGE", Errc::over_limit,
    "This is larger than any honest request; nothing was read further."};
inline constexpr Reason E_CANNOT_READ{"E_CANNOT_READ", Errc::environment,
                                      "Check the name and that the file can be read."};
inline constexpr Reason E_NOT_A_FILE{
    "E_NOT_A_FILE", Errc::environment,
    "Name a regular file: links, pipes, devices and sockets are not followed."};
inline constexpr Reason E_CANNOT_WRITE{"E_CANNOT_WRITE", Errc::environment,
                                       "Name another place with -o."};
inline constexpr Reason E_OUTPUT_EXISTS{
    "E_OUTPUT_EXISTS", Errc::environment,
    "Nothing is ever overwritten: move that file away, or name another place with -o."};

class Error {
 public:
  static constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();

  // what: one sentence without a full stop. where: the field ("input 3, witness_utxo"), may be
  // empty. at: the byte, counted from the start of the payload.
  Error(const Reason& reason, std::string what, std::string where = {}, std::size_t at = nowhere);

  [[nodiscard]] Errc code() const { return reason_->code; }
  [[nodiscard]] std::string_view reason() const { return reason_->id; }
  [[nodiscard]] std::string_view advice() const { return reason_->advice; }
  [[nodiscard]] const std::string& what() const { return what_; }
  [[nodiscard]] const std::string& where() const { return where_; }
  [[nodiscard]] std::size_t at() const { return at_; }

  // The same failure, told from further out: "input 3" + "witness_utxo".
  [[nodiscard]] Error in(std::string_view outer) &&;

 private:
  const Reason* reason_;
  std::string what_;
  std::string where_;
  std::size_t at_;
};

[[noreturn]] void bug(const char* promise, const char* file, int line);

}  // namespace coldquill

// A promise of ours. It stays on in release builds: a broken one ends the process with status 70.
#define COLDQUILL_ASSERT(promise) \
  ((promise) ? static_cast<void>(0) : ::coldquill::bug(#promise, __FILE__, __LINE__))
