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

// Network interfaces other than the loopback that are up or have been in use, and addresses outside
// 127.0.0.0/8 and ::1, whatever routing table they are in: /proc/net tells (the sandbox has taken
// sockets away by then; sysfs shows the interfaces of another network namespace). Empty is the rule
// on an offline machine. folder: where that is read.
std::vector<MachineWarning> network_warnings(const std::string& folder = "/proc/net");

}  // namespace coldquill
