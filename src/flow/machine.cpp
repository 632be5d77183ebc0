#include <coldquill/base/text.h>
#include <coldquill/flow/machine.h>
#include <coldquill/scan/scan.h>

#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

namespace coldquill {
namespace {

constexpr std::string_view offline_rule = ": a signing machine should never be online";

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream in(line);
  return {std::istream_iterator<std::string>(in), {}};
}

template <class Each>
bool each_line(const std::string& path, Each each) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) each(line);
  return file.eof();
}

// What proc(5) says in /proc/net. Routes are asked for as well as addresses, since each can be
// there without the other; of addresses those of all routing tables are listed, and no others are
// missed.
class Networks {
 public:
  explicit Networks(const std::string& folder) {
    each_line(folder + "/route", [&](const std::string& line) { route(words_of(line)); });
    each_line(folder + "/if_inet6", [&](const std::string& line) { inet6(words_of(line)); });
    each_line(folder + "/fib_trie", [&](const std::string& line) { fib_trie(words_of(line)); });
    const bool known =
        each_line(folder + "/igmp", [&](const std::string& line) { listener(line); });
    if (known && !listening_) addresses_.clear();
    readable_ = each_line(folder + "/dev", [&](const std::string& line) { device(line); });
  }

  [[nodiscard]] std::vector<std::string> sentences() const {
    std::vector<std::string> out;
    for (const std::string& name : up_) {
      out.push_back("the network interface " + escape_text(name) + " is up");
    }
    for (const std::string& name : used_) {
      if (up_.contains(name)) continue;
      out.push_back("the network interface " + escape_text(name) +
                    " has been in use since the machine was started");
    }
    // An address belongs to an interface that was named already, where there is one.
    for (const std::string& address : addresses_) {
      if (out.empty()) out.push_back("this machine has the network address " + address);
    }
    if (!readable_) out.emplace_back("whether a network is up cannot be told without /proc/net");
    return out;
  }

 private:
  void route(const std::vector<std::string>& words) {
    if (!words.empty() && words.front() != "Iface" && words.front() != "lo") {
      up_.insert(words.front());
    }
  }

  void inet6(const std::vector<std::string>& words) {
    if (!words.empty() && words.back() != "lo") up_.insert(words.back());
  }

  // "|-- 192.0.2.1", and below it "/32 host LOCAL".
  void fib_trie(const std::vector<std::string>& words) {
    if (words.size() == 2 && words[0] == "|--") node_ = words[1];
    const bool local = words.size() == 3 && words[2] == "LOCAL";
    if (local && !node_.starts_with("127.")) addresses_.insert(escape_text(node_));
  }

  // "2  eth0 : 1 V3": every interface that is switched on listens for multicast. One that is not
  // may have an address all the same.
  void listener(const std::string& line) {
    const auto words = words_of(line.substr(0, line.rfind(':')));
    const bool heads = line.starts_with("Idx") || line.starts_with('\t');
    if (!heads && words.size() == 2 && words[1] != "lo") listening_ = true;
  }

  // "eth0: received and seven more, sent ..."
  void device(const std::string& line) {
    constexpr std::size_t sent_at = 8;
    const auto colon = line.rfind(':');
    if (colon == line.npos) return;  // the heads of the columns
    const auto name = words_of(line.substr(0, colon));
    const auto counts = words_of(line.substr(colon + 1));
    if (name.empty() || name.front() == "lo" || counts.size() <= sent_at) return;
    if (counts.front() != "0" || counts[sent_at] != "0") used_.insert(name.front());
  }

  bool readable_ = false;
  bool listening_ = false;
  std::string node_;
  std::set<std::string> up_;         // interfaces with a route or an address
  std::set<std::string> used_;       // that bytes went through
  std::set<std::string> addresses_;  // of IPv4, ours and not 127.0.0.0/8
};

}  // namespace

std::vector<MachineWarning> sandbox_warnings() {
  const auto program = scanner_program();
  if (!program) return {{"E_SANDBOX_INCOMPLETE", program.error().what()}};
  const auto scanner = Scanner::start(*program);
  if (!scanner) return {{"E_SANDBOX_INCOMPLETE", scanner.error().what()}};
  if (scanner->missing_layers().empty()) return {};
  return {{"E_SANDBOX_INCOMPLETE", "the scanner's sandbox lacks " + scanner->missing_layers()}};
}

std::vector<MachineWarning> network_warnings(const std::string& folder) {
  std::vector<MachineWarning> out;
  for (const std::string& sentence : Networks(folder).sentences()) {
    out.push_back({"E_NETWORK_UP", sentence + std::string(offline_rule)});
  }
  return out;
}

}  // namespace coldquill
