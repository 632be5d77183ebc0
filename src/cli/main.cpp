#include <coldquill/vault/harden.h>
#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <exception>
#include <new>

#include "command_line.h"
#include "say.h"

namespace coldquill::cli {
namespace {

std::vector<MachineWarning> missing_layers() {
  std::vector<MachineWarning> out;
  for (const HardeningLayer& layer : harden_process().layers) {
    if (layer.in_place) continue;
    out.push_back(
        {"E_HARDENING", "not in place: " + std::string(layer.name) + " (" + layer.why + ")"});
  }
  return out;
}

Result<int> done(int argc, char** argv) {
  CQ_TRY(call, parse_command_line(argc, argv, missing_layers()));
  int status = 0;
  if (call.run) {
    CQ_TRY(given, call.run());
    status = given;
  }
  CQ_CHECK(finish_output());
  return status;
}

// Missing descriptors 0 to 2 would be given to the next file that is opened.
bool standard_descriptors_are_open() {
  for (int fd = 0; fd < 3; ++fd) {
    if (::fcntl(fd, F_GETFD) < 0 && ::open("/dev/null", O_RDWR) != fd) return false;
  }
  return true;
}

[[noreturn]] void out_of_memory() {
  constexpr std::string_view text = "E_OUT_OF_MEMORY: the machine has no memory left\n";
  const auto written = ::write(STDERR_FILENO, text.data(), text.size());
  _exit(written < 0 ? 41 : 40);
}

[[noreturn]] void unexpected() {
  bug("no exception leaves a command", __FILE__, __LINE__);
}

}  // namespace
}  // namespace coldquill::cli

int main(int argc, char** argv) {
  using namespace coldquill::cli;
  if (!standard_descriptors_are_open()) return 40;
  std::set_new_handler(out_of_memory);
  std::set_terminate(unexpected);
  // A reader that is gone and a limit on the size of files are errors to be told, and no death in
  // the middle of a file.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  const auto status = done(argc, argv);
  return status ? *status : report(status.error(), wants_json(argc, argv));
}
