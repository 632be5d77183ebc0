#include "arguments.h"

#include <coldquill/families/families.h>

namespace coldquill::cli {
namespace {

using WalletCommand = Result<int> (*)(const WalletOptions&, const KeyOptions&);
using Fill = void (*)(CLI::App& app, Arguments& arguments);

// more: the options that the command has for itself.
void add_wallet_command(CLI::App& wallet, const char* name, const char* help, Arguments& arguments,
                        Run& run, WalletCommand command, Fill more) {
  add_command(wallet, name, help, [&arguments, &run, command, more](CLI::App& app) {
    add_wallet_options(app, arguments.keys);
    app.add_flag("--json", arguments.wallet.json, "One JSON object on standard output");
    app.callback([&arguments, &run, command] {
      run = [&arguments, command] { return command(arguments.wallet, arguments.keys); };
    });
    more(app, arguments);
  });
}

void add_new_key_options(CLI::App& app, Arguments& arguments) {
  WalletOptions& options = arguments.wallet;
  app.add_option("--name", options.name, "What to call the key");
  app.add_flag("--public", options.public_readable,
               "Let reviews read account keys without the password");
  add_passphrase_options(app, arguments.keys);
}

void fill_create(CLI::App& create, Arguments& arguments) {
  add_new_key_options(create, arguments);
  create.add_option("--words", arguments.wallet.word_count, "12 or 24 words")
      ->check(CLI::IsMember({12, 24}));
}

void fill_restore(CLI::App& restore, Arguments& arguments) {
  add_new_key_options(restore, arguments);
  add_words_options(restore, arguments.keys);
}

void fill_list(CLI::App& /*list*/, Arguments& /*arguments*/) {}

void fill_show(CLI::App& show, Arguments& arguments) {
  show.add_option("NAME", arguments.keys.name, "Which key");
  add_entry_option(show, arguments.keys);
  show.add_flag("--words", arguments.wallet.show_words, "Show the secret words on the terminal");
}

void fill_rename(CLI::App& rename, Arguments& arguments) {
  rename.add_option("NAME", arguments.wallet.name, "Which key")->required();
  rename.add_option("NEW", arguments.wallet.new_name, "Its new name")->required();
}

void fill_remove(CLI::App& remove, Arguments& arguments) {
  remove.add_option("NAME", arguments.wallet.name, "Which key")->required();
  remove
      .add_option("--confirm", arguments.wallet.confirm,
                  "Its name again, which is asked for otherwise")
      ->type_name("NAME");
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

void fill_pair(CLI::App& pair, Arguments& arguments) {
  WalletOptions& options = arguments.wallet;
  pair.add_option("--for", options.app, "Online wallet: " + known_apps())
      ->required()
      ->type_name("APP");
  pair.add_option("--network", options.network, "Network; the main one by default");
  pair.add_option("--account", options.account, "Account number")
      ->check(CLI::Range(0u, 0x7FFFFFFFu));
  pair.add_option("--type", options.type, "Type of address");
  pair.add_option("--name", options.name, "What to call the wallet there");
  pair.add_option("-o", options.out, "Where to write the file")->type_name("PLACE");
  add_entry_option(pair, arguments.keys);
  add_words_options(pair, arguments.keys);
  add_passphrase_options(pair, arguments.keys);
  add_qr_options(pair, options.qr, true);
}

void fill_wallet(CLI::App& wallet, Arguments& arguments, Run& run) {
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
  wallet.require_subcommand(1);
  for (const Row& row : rows) {
    add_wallet_command(wallet, row.name, row.help, arguments, run, row.command, row.more);
  }
}

}  // namespace

void add_wallet(CLI::App& app, Arguments& arguments, Run& run) {
  add_command(app, "wallet", "Keys in an encrypted wallet file",
              [&](CLI::App& wallet) { fill_wallet(wallet, arguments, run); });
}

}  // namespace coldquill::cli
