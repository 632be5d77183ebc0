// Looking on while a camera or a film is scanned.
#pragma once

#include <coldquill/flow/watch.h>

namespace coldquill::cli {

// On a terminal: the picture, the parts, what is missing; any key ends it. As long as it lives the
// terminal belongs to it, and is put back after it.
// title: what is scanned. mirrored: the picture, not what is read from it.
// nullptr when standard error is no terminal that moves its cursor, or keys cannot be read.
std::unique_ptr<Spectator> live_view(const std::string& title, bool mirrored);

// A line of conversation whenever parts have come.
std::unique_ptr<Spectator> plain_view();

}  // namespace coldquill::cli
