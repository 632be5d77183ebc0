// The state of this machine, as far as it bears on signing.
#pragma once

#include <coldquill/base/error.h>

#include <string>
#include <vector>

namespace coldquill {

inline constexpr Reason E_MACHINE{
    "E_MACHINE", Errc::environment,
    "Mend what is named, or leave out --strict to be warned instead of refused."};

struct MachineWarning {
  std::string reason;  // "E_NETWORK_UP"
  std::string text;
};

// Layers that the scanner's sandbox does not get on this machine. Starts it, and ends it.
std::vector<MachineWarning> sandbox_warnings();

// Network interfaces other than the loopback that are up: they have a route or an address in
// /proc/net (the sandbox has taken sockets away by then). Empty is the rule on an offline machine.
std::vector<MachineWarning> network_warnings();

}  // namespace coldquill
