#include <coldquill/base/text.h>
#include <coldquill/scan/cameras.h>
#include <unistd.h>

#include "commands.h"
#include "keys.h"
#include "say.h"
#include "session.h"

namespace coldquill::cli {
namespace {

std::string camera_text() {
  const auto all = cameras();
  if (all.empty()) return "none";
  const std::size_t more = all.size() - 1;
  return all.front().name + (more == 0 ? "" : " and " + std::to_string(more) + " more");
}

}  // namespace

Result<int> overview(const std::vector<MachineWarning>& found) {
  const std::string wallet = default_wallet();
  const bool here = ::access(wallet.c_str(), F_OK) == 0;
  put(std::string("coldquill signs transactions on a machine that is never online.\n\n") +
      (here ? "wallet    " + escape_text(wallet) + "\n"
            : "wallet    none yet: coldquill wallet create, or wallet restore\n"));
  const auto machine = machine_warnings(found);
  if (machine.empty()) put("machine   offline, memory locked\n");
  for (const MachineWarning& warning : machine) put("machine   " + warning.text + "\n");
  put("camera    " + camera_text() + "\n");
  put("\nWhat you can do:\n"
      "  coldquill review FILE      read what a request does; needs no keys\n"
      "  coldquill sign FILE        review, ask, sign, write the answer beside it\n"
      "  coldquill scan             the same with a camera\n"
      "  coldquill address          show an address to receive at\n"
      "  coldquill wallet pair --for sparrow --qr\n"
      "                             let an online wallet watch this one\n"
      "  coldquill --help           everything else\n");
  return 0;
}

}  // namespace coldquill::cli
