// What the words of a command line become: values that the commands take. One function for each
// group of commands.
#pragma once

#include "commands.h"
#include "option_groups.h"

namespace coldquill::cli {

// One set of values for all commands: options are bound to these.
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

// Each gives its command, or commands, to the root. The arguments outlive it.
void add_request_commands(Command& root, Arguments& arguments);  // review, sign, scan, combine
void add_address(Command& root, Arguments& arguments);
void add_build(Command& root, Arguments& arguments);
void add_wallet(Command& root, Arguments& arguments);
void add_qr(Command& root, Arguments& arguments);

// "mainnet, testnet", of a chain.
std::string network_names(const Family& family);

}  // namespace coldquill::cli
