// What /proc/net says of a network that is up.
#include <coldquill/base/file.h>
#include <coldquill/flow/machine.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

namespace coldquill {
namespace {

const std::string dev_heads =
    "Inter-|   Receive                                                |  Transmit\n"
    " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop "
    "fifo colls carrier compressed\n"
    "    lo:    3267      29    0    0    0     0          0         0     3267      29    0    0  "
    "  "
    "0     0       0          0\n";
const std::string idle =
    "  eth0:       0       0    0    0    0     0          0         0        0 "
    "      0    0    0    0     0       0          0\n";
const std::string receiving =
    "  tun0:      84       1    0    0    0     0          0         0        0       0    0    0  "
    "  "
    "0     0       0          0\n";
const std::string sending =
    "  a:b:0       0    0    0    0     0          0         0       84       "
    "1    0    0    0     0       0          0\n";
const std::string loopback_trie =
    "Local:\n  +-- 127.0.0.0/8 2 0 2\n     +-- 127.0.0.0/31 1 0 0\n        |-- 127.0.0.0\n"
    "           /8 host LOCAL\n        |-- 127.0.0.1\n           /32 host LOCAL\n";
const std::string address_trie =
    loopback_trie +
    "     |-- 192.0.2.0\n        /24 link UNICAST\n     |-- 192.0.2.2\n"
    "        /32 host LOCAL\n";
const std::string offline = ": a signing machine should never be online";

class Machine : public ::testing::Test {
 protected:
  Machine() : folder_(::testing::TempDir() + "coldquill-net-" + std::to_string(::getpid())) {
    std::filesystem::create_directories(folder_);
  }
  ~Machine() override { std::filesystem::remove_all(folder_); }

  // Sentences without their common end.
  std::vector<std::string> told(const std::map<std::string, std::string>& files) {
    for (const auto& [name, content] : files) {
      EXPECT_TRUE(write_file(folder_ + "/" + name, view_of(content), 0600, Existing::replace).ok());
    }
    std::vector<std::string> out;
    for (const MachineWarning& warning : network_warnings(folder_)) {
      EXPECT_EQ(warning.reason, "E_NETWORK_UP");
      EXPECT_TRUE(warning.text.ends_with(offline));
      out.push_back(warning.text.substr(0, warning.text.size() - offline.size()));
    }
    return out;
  }

  std::string folder_;
};

using Told = std::vector<std::string>;

TEST_F(Machine, LoopbackAndIdleInterfacesAreNoNetwork) {
  EXPECT_EQ(told({{"dev", dev_heads + idle},
                  {"route", "Iface\tDestination\tGateway\n"},
                  {"if_inet6", "00000000000000000000000000000001 01 80 10 80       lo\n"},
                  {"fib_trie", loopback_trie}}),
            Told{});
}

TEST_F(Machine, ARouteOrAnAddressOfIPv6) {
  EXPECT_EQ(told({{"dev", dev_heads + idle},
                  {"route", "Iface\tDestination\neth0\t00000000\n"},
                  {"if_inet6", "fe8000000000000000fc00fffe000001 04 40 20 80     wlan0\n"},
                  {"fib_trie", address_trie}}),
            (Told{"the network interface eth0 is up", "the network interface wlan0 is up"}));
}

// As with a VPN: the routes are in another table than the main one.
TEST_F(Machine, AnAddressAlone) {
  EXPECT_EQ(told({{"dev", dev_heads + idle}, {"fib_trie", address_trie}}),
            Told{"this machine has the network address 192.0.2.2"});
}

TEST_F(Machine, AnAddressOfAnInterfaceThatIsSwitchedOff) {
  const std::string heads = "Idx\tDevice    : Count Querier\tGroup    Users Timer\tReporter\n";
  const std::string group = "\t\t\t\t010000E0     1 0:00000000\t\t0\n";
  const std::string lo = "1\tlo        :     1      V3\n" + group;
  EXPECT_EQ(told({{"dev", dev_heads + idle}, {"fib_trie", address_trie}, {"igmp", heads + lo}}),
            Told{});
  const std::string on = heads + lo + "3\tlongname0a:     1      V3\n" + group;
  EXPECT_EQ(told({{"dev", dev_heads + idle}, {"fib_trie", address_trie}, {"igmp", on}}),
            Told{"this machine has the network address 192.0.2.2"});
}

TEST_F(Machine, BytesThatWentThrough) {
  EXPECT_EQ(told({{"dev", dev_heads + idle + receiving + sending}, {"fib_trie", loopback_trie}}),
            (Told{"the network interface a:b has been in use since the machine was started",
                  "the network interface tun0 has been in use since the machine was started"}));
}

TEST_F(Machine, NothingToReadIsNoGoodNews) {
  EXPECT_EQ(told({}), Told{"whether a network is up cannot be told without /proc/net"});
}

}  // namespace
}  // namespace coldquill
