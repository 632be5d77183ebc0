// A long text on the person's terminal, a window at a time, with the keys of less(1).
#pragma once

#include <coldquill/base/result.h>
#include <coldquill/screen/rows.h>

#include <functional>

namespace coldquill::cli {

using MakeRows = std::function<Rows(std::size_t columns)>;

// Shows the rows on /dev/tty until the person goes on; what fits into the window is shown at once.
// everything: rows that must be seen cannot be skipped. next: what comes after it ("the decision").
// Fails with E_NO_TERMINAL, or E_DECLINED when the person gives up.
Result<void> page_through(const MakeRows& make, bool everything, std::string_view next);

}  // namespace coldquill::cli
