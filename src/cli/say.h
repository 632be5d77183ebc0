// Saying things: results to standard output, conversation to standard error.
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/result.h>

namespace coldquill::cli {

// One line of conversation on standard error. The text is fit for a screen already.
void say(std::string_view text);

// A text that is a result, on standard output.
void put(std::string_view text);

// Fails with E_BINARY_TO_TERMINAL for what is no text when standard output is a terminal.
Result<void> check_fit_for_output(bool text);

// Whether everything that was put arrived. Fails with E_CANNOT_WRITE.
Result<void> finish_output();

// Bytes on standard output; never binary ones onto a terminal (E_BINARY_TO_TERMINAL).
Result<void> put_bytes(ByteView bytes, bool text);

// Says an error: reason, what, where, what to do; as JSON on standard output when asked for.
// Gives its exit status.
int report(const Error& error, bool json);

}  // namespace coldquill::cli
