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

void fill_address(CLI::App& address, Arguments& arguments, Run& run) {
  AddressOptions& options = arguments.address;
  address.add_option(
      "--chain", options.chain,
      "Chain; that of the network or address, else " + std::string(families().front().name));
  address.add_option("--network", options.network, network_help());
  address.add_option("--type", options.type, "Type of address: " + type_names());
  address.add_option("--account", options.account, "Account number")
      ->check(CLI::Range(0u, 0x7FFFFFFFu));
  address.add_option("--from", options.from, "First index")->check(CLI::Range(0u, 0x7FFF0000u));
  address.add_option("--count", options.count, "How many")->check(CLI::Range(1u, 10'000u));
  address.add_flag("--change", options.change, "Change addresses instead");
  address.add_option("--check", options.check, "Is this address mine?")->type_name("ADDRESS");
  address.add_flag("--json", options.json, "One JSON object on standard output");
  add_key_options(address, arguments.keys);
  address.callback([&] { run = [&] { return cli::address(options, arguments.keys); }; });
}

}  // namespace

std::string network_names(const Family& family) {
  std::string out;
  for (const Network& network : family.networks) {
    add_name(out, network.name);
  }
  return out;
}

void add_address(CLI::App& app, Arguments& arguments, Run& run) {
  add_command(app, "address", "Show or check a receive address",
              [&](CLI::App& address) { fill_address(address, arguments, run); });
}

}  // namespace coldquill::cli
