// The commands. Each prints what it has to say and gives the exit status (docs/cli.md).
#pragma once

#include "options.h"

namespace coldquill::cli {

Result<int> review(const ReviewOptions& options, const KeyOptions& keys);
Result<int> sign(const ReviewOptions& options, const KeyOptions& keys, const SignOptions& how);
Result<int> list_cameras(bool json);
Result<int> combine(const ReviewOptions& options, const SignOptions& how);

struct AddressOptions {
  std::string chain;
  std::string network;
  std::string type;
  std::uint32_t account = 0;
  std::uint32_t from = 0;
  std::uint32_t count = 1;
  bool change = false;
  std::optional<std::string> check;
  bool json = false;
};
Result<int> address(const AddressOptions& options, const KeyOptions& keys);

struct BuildOptions {
  const Family* family = nullptr;
  std::map<std::string, std::vector<std::string>> given;  // by option name
  std::string network;
  std::string out;
  std::string format;
  bool json = false;
  QrOptions qr;
};
Result<int> build(const BuildOptions& options, const KeyOptions& keys);

struct WalletOptions {
  std::string name;
  std::string new_name;
  int word_count = 24;
  bool public_readable = false;
  bool show_words = false;
  std::string confirm;  // the name again, of what is removed
  bool json = false;
  // pair
  std::string app;
  std::string network;
  std::string type;
  std::uint32_t account = 0;
  std::string out;
  QrOptions qr;
};
Result<int> wallet_create(const WalletOptions& options, const KeyOptions& keys);
Result<int> wallet_restore(const WalletOptions& options, const KeyOptions& keys);
Result<int> wallet_list(const WalletOptions& options, const KeyOptions& keys);
Result<int> wallet_show(const WalletOptions& options, const KeyOptions& keys);
Result<int> wallet_rename(const WalletOptions& options, const KeyOptions& keys);
Result<int> wallet_remove(const WalletOptions& options, const KeyOptions& keys);
Result<int> wallet_pair(const WalletOptions& options, const KeyOptions& keys);

struct QrReadOptions {
  std::vector<std::string> sources;
  std::optional<std::string> camera;
  std::string out;
  std::string keep;  // --keep: where an unfinished scan is kept
  bool json = false;
};
Result<int> qr_show(const std::string& file, const QrOptions& options);
Result<int> qr_read(const QrReadOptions& options);

struct QrMissingOptions {
  std::vector<std::string> sources;
  bool json = false;
  QrOptions qr;
};
Result<int> qr_missing(const QrMissingOptions& options);

// Without a command: what is here, and what can be done.
Result<int> overview(const std::vector<MachineWarning>& found);

}  // namespace coldquill::cli
