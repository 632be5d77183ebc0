#include <coldquill/base/text.h>
#include <coldquill/flow/machine.h>
#include <coldquill/scan/scan.h>

#include <fstream>
#include <set>
#include <sstream>

namespace coldquill {
namespace {

// proc(5): the first word of a line of route, the last one of if_inet6.
void collect(const char* path, bool first_word, std::set<std::string>& names) {
  std::ifstream file(path);
  std::string line;
  while (std::getline(file, line)) {
    std::istringstream words(line);
    std::string word;
    std::string name;
    while (words >> word) {
      name = word;
      if (first_word) break;
    }
    if (!name.empty() && name != "Iface" && name != "lo") names.insert(name);
  }
}

}  // namespace

std::vector<MachineWarning> sandbox_warnings() {
  const auto program = scanner_program();
  if (!program) return {{"E_SANDBOX_INCOMPLETE", program.error().what()}};
  const auto scanner = Scanner::start(*program);
  if (!scanner) return {{"E_SANDBOX_INCOMPLETE", scanner.error().what()}};
  if (scanner->missing_layers().empty()) return {};
  return {{"E_SANDBOX_INCOMPLETE", "the scanner's sandbox lacks " + scanner->missing_layers()}};
}

std::vector<MachineWarning> network_warnings() {
  std::set<std::string> names;
  collect("/proc/net/route", true, names);
  collect("/proc/net/if_inet6", false, names);
  std::vector<MachineWarning> out;
  for (const std::string& name : names) {
    out.push_back({"E_NETWORK_UP", "the network interface " + escape_text(name) +
                                       " is up: a signing machine should never be online"});
  }
  return out;
}

}  // namespace coldquill
