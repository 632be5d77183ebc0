#include "arguments.h"

#include <coldquill/families/families.h>

namespace coldquill::cli {
namespace {

std::string type_names() {
  std::string out;
  for (const Family& family : families()) {
    for (const AddressType& type : family.address_types) {
      add_name(out, type.name);
    }
  }
  return out;
}

// Of all chains, a line each.
std::string network_help() {
  std::string out = "Network";
  for (const Family& family : families()) {
    if (family.networks.empty()) continue;
    out += "; of " + std::string(family.name) + ": " + network_names(family);
  }
  return out;
}

void fill_address(Command& command, Arguments& arguments) {
  AddressOptions& options = arguments.address;
  command.take({
      {"--chain", &options.chain,
       "Chain; that of the network or address, else " + std::string(families().front().name)},
      {"--network", &options.network, network_help()},
      {"--type", &options.type, "Type of address: " + type_names()},
      {"--account", &options.account, "Account number", {.range = Range(0u, 0x7FFFFFFFu)}},
      {"--from", &options.from, "First index", {.range = Range(0u, 0x7FFF0000u)}},
      {"--count", &options.count, "How many", {.range = Range(1u, 10'000u)}},
      {"--change", &options.change, "Change addresses instead"},
      {"--check", &options.check, "Is this address mine?", {.type = "ADDRESS"}},
  });
  add_json_option(command, options.json);
  add_key_options(command, arguments.keys);
  command.run = [&] { return cli::address(options, arguments.keys); };
}

}  // namespace

std::string network_names(const Family& family) {
  std::string out;
  for (const Network& network : family.networks) {
    add_name(out, network.name);
  }
  return out;
}

void add_address(Command& root, Arguments& arguments) {
  root.commands.push_back({"address", "Show or check a receive address",
                           [&](Command& address) { fill_address(address, arguments); }});
}

}  // namespace coldquill::cli
