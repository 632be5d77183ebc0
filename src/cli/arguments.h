// What the words of a command line become: values that the commands take. One function for each
// group of commands; whichever is asked for puts itself into run.
#pragma once

#include <functional>

#include "commands.h"
#include "option_groups.h"

namespace coldquill::cli {

// One set of values for all commands: CLI11 binds options to these.
struct Arguments {
  bool list_cameras = false;
  KeyOptions keys;
  ReviewOptions review;
  SignOptions sign;
  AddressOptions address;
  WalletOptions wallet;
  QrReadOptions qr_read;
  QrMissingOptions qr_missing;
  std::string qr_file;
  std::string qr_only;
  BuildOptions build;
};

using Run = std::function<Result<int>()>;

void add_request_commands(CLI::App& app, Arguments& arguments,
                          Run& run);  // review, sign, scan, combine
void add_address(CLI::App& app, Arguments& arguments, Run& run);
void add_build(CLI::App& app, Arguments& arguments, Run& run);
void add_wallet(CLI::App& app, Arguments& arguments, Run& run);
void add_qr(CLI::App& app, Arguments& arguments, Run& run);

// "mainnet, testnet", of a chain.
std::string network_names(const Family& family);

}  // namespace coldquill::cli
