// An answer of the scanner, read as what it is: bytes from a hostile program.
#pragma once

#include "scan.h"

namespace coldquill {

inline constexpr std::size_t answer_head = 5;

struct AnswerHead {
  ScanKind kind;     // any octet; scanned_from judges it
  std::size_t size;  // of the bytes that follow, at most longest
};

// Fails with E_SCANNER_FAILED when more is announced than any answer has. Exactly answer_head
// octets.
Result<AnswerHead> read_answer_head(ByteView head, std::size_t longest = longest_answer);

// Fails with E_SCANNER_FAILED for a kind that answers no picture.
Result<Scanned> scanned_from(ScanAnswer answer);

Error misspoken();

}  // namespace coldquill
