#include "arguments.h"

#include <coldquill/families/families.h>

namespace coldquill::cli {
namespace {

using WalletCommand = Result<int> (*)(const WalletOptions&, const KeyOptions&);
using Fill = void (*)(Command& command, Arguments& arguments);

// more: the options that the command has for itself.
Command wallet_command(const char* name, const char* help, Arguments& arguments,
                       WalletCommand command, Fill more) {
  return {name, help, [&arguments, command, more](Command& filled) {
            add_wallet_options(filled, arguments.keys);
            add_json_option(filled, arguments.wallet.json);
            filled.run = [&arguments, command] {
              return command(arguments.wallet, arguments.keys);
            };
            more(filled, arguments);
          }};
}

void add_new_key_options(Command& command, Arguments& arguments) {
  WalletOptions& options = arguments.wallet;
  command.take({
      {"--name", &options.name, "What to call the key"},
      {"--public", &options.public_readable, "Let reviews read account keys without the password"},
  });
  add_passphrase_options(command, arguments.keys);
}

void fill_create(Command& create, Arguments& arguments) {
  add_new_key_options(create, arguments);
  create.take(
      {{"--words", &arguments.wallet.word_count, "12 or 24 words", {.choices = {"12", "24"}}}});
}

void fill_restore(Command& restore, Arguments& arguments) {
  add_new_key_options(restore, arguments);
  add_words_options(restore, arguments.keys);
}

void fill_list(Command& /*list*/, Arguments& /*arguments*/) {}

void fill_show(Command& show, Arguments& arguments) {
  show.take({{"NAME", &arguments.keys.name, "Which key"}});
  add_entry_option(show, arguments.keys);
  show.take({{"--words", &arguments.wallet.show_words, "Show the secret words on the terminal"}});
}

void fill_rename(Command& rename, Arguments& arguments) {
  rename.take({
      {"NAME", &arguments.wallet.name, "Which key", {.required = true}},
      {"NEW", &arguments.wallet.new_name, "Its new name", {.required = true}},
  });
}

void fill_remove(Command& remove, Arguments& arguments) {
  remove.take({
      {"NAME", &arguments.wallet.name, "Which key", {.required = true}},
      {"--confirm",
       &arguments.wallet.confirm,
       "Its name again, which is asked for otherwise",
       {.type = "NAME"}},
  });
}

std::string known_apps() {
  std::string out;
  for (const Family& family : families()) {
    for (const PairingApp& known : family.facets.pairing_apps) {
      add_name(out, known.name);
    }
  }
  return out;
}

void fill_pair(Command& pair, Arguments& arguments) {
  WalletOptions& options = arguments.wallet;
  pair.take({
      {"--for", &options.app, "Online wallet: " + known_apps(), {.type = "APP", .required = true}},
      {"--network", &options.network, "Network; the main one by default"},
      {"--account", &options.account, "Account number", {.range = Range(0u, 0x7FFFFFFFu)}},
      {"--type", &options.type, "Type of address"},
      {"--name", &options.name, "What to call the wallet there"},
      {"-o", &options.out, "Where to write the file", {.type = "PLACE"}},
  });
  add_entry_option(pair, arguments.keys);
  add_words_options(pair, arguments.keys);
  add_passphrase_options(pair, arguments.keys);
  add_qr_options(pair, options.qr, true);
}

void fill_wallet(Command& wallet, Arguments& arguments) {
  struct Row {
    const char* name;
    const char* help;
    WalletCommand command;
    Fill more;
  };
  static constexpr Row rows[] = {
      {"create", "Make a new key", wallet_create, fill_create},
      {"restore", "Put existing words in", wallet_restore, fill_restore},
      {"list", "List the keys", wallet_list, fill_list},
      {"show", "Show fingerprint and account keys", wallet_show, fill_show},
      {"rename", "Rename a key", wallet_rename, fill_rename},
      {"remove", "Remove a key", wallet_remove, fill_remove},
      {"pair", "Export for watching by an online wallet", wallet_pair, fill_pair},
  };
  for (const Row& row : rows) {
    wallet.commands.push_back(wallet_command(row.name, row.help, arguments, row.command, row.more));
  }
}

}  // namespace

void add_wallet(Command& root, Arguments& arguments) {
  root.commands.push_back({"wallet", "Keys in an encrypted wallet file",
                           [&](Command& wallet) { fill_wallet(wallet, arguments); }});
}

}  // namespace coldquill::cli
