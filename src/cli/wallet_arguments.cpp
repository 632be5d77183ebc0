#include "arguments.h"

#include <coldquill/families/families.h>

namespace coldquill::cli {
namespace {

using WalletCommand = Result<int> (*)(const WalletOptions&, const KeyOptions&);

CLI::App* add_wallet_command(CLI::App& wallet, const char* name, const char* help,
                             Arguments& arguments, Run& run, WalletCommand command) {
  auto* app = wallet.add_subcommand(name, help);
  add_wallet_options(*app, arguments.keys);
  app->add_flag("--json", arguments.wallet.json, "One JSON object on standard output");
  app->callback([&arguments, &run, command] {
    run = [&arguments, command] { return command(arguments.wallet, arguments.keys); };
  });
  return app;
}

void add_new_key_options(CLI::App& app, Arguments& arguments) {
  WalletOptions& options = arguments.wallet;
  app.add_option("--name", options.name, "What to call the key");
  app.add_flag("--public", options.public_readable,
               "Let reviews read account keys without the password");
  add_passphrase_options(app, arguments.keys);
}

void add_wallet_making(CLI::App& wallet, Arguments& arguments, Run& run) {
  auto* create =
      add_wallet_command(wallet, "create", "Make a new key", arguments, run, wallet_create);
  add_new_key_options(*create, arguments);
  create->add_option("--words", arguments.wallet.word_count, "12 or 24 words")
      ->check(CLI::IsMember({12, 24}));
  auto* restore = add_wallet_command(wallet, "restore", "Put existing words in", arguments, run,
                                     wallet_restore);
  add_new_key_options(*restore, arguments);
  add_words_options(*restore, arguments.keys);
}

void add_wallet_keeping(CLI::App& wallet, Arguments& arguments, Run& run) {
  WalletOptions& options = arguments.wallet;
  add_wallet_command(wallet, "list", "List the keys", arguments, run, wallet_list);
  auto* show = add_wallet_command(wallet, "show", "Show fingerprint and account keys", arguments,
                                  run, wallet_show);
  show->add_option("NAME", arguments.keys.name, "Which key");
  add_entry_option(*show, arguments.keys);
  show->add_flag("--words", options.show_words, "Show the secret words on the terminal");
  auto* rename =
      add_wallet_command(wallet, "rename", "Rename a key", arguments, run, wallet_rename);
  rename->add_option("NAME", options.name, "Which key")->required();
  rename->add_option("NEW", options.new_name, "Its new name")->required();
  auto* remove =
      add_wallet_command(wallet, "remove", "Remove a key", arguments, run, wallet_remove);
  remove->add_option("NAME", options.name, "Which key")->required();
  remove->add_option("--confirm", options.confirm, "Its name again, which is asked for otherwise")
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

void add_pairing(CLI::App& wallet, Arguments& arguments, Run& run) {
  WalletOptions& options = arguments.wallet;
  auto* pair = add_wallet_command(wallet, "pair", "Export for watching by an online wallet",
                                  arguments, run, wallet_pair);
  pair->add_option("--for", options.app, "Online wallet: " + known_apps())
      ->required()
      ->type_name("APP");
  pair->add_option("--network", options.network, "Network; the main one by default");
  pair->add_option("--account", options.account, "Account number")
      ->check(CLI::Range(0u, 0x7FFFFFFFu));
  pair->add_option("--type", options.type, "Type of address");
  pair->add_option("--name", options.name, "What to call the wallet there");
  pair->add_option("-o", options.out, "Where to write the file")->type_name("PLACE");
  add_entry_option(*pair, arguments.keys);
  add_words_options(*pair, arguments.keys);
  add_passphrase_options(*pair, arguments.keys);
  add_qr_options(*pair, options.qr, true);
}

}  // namespace

void add_wallet(CLI::App& app, Arguments& arguments, Run& run) {
  auto* wallet = app.add_subcommand("wallet", "Keys in an encrypted wallet file");
  wallet->require_subcommand(1);
  add_wallet_making(*wallet, arguments, run);
  add_wallet_keeping(*wallet, arguments, run);
  add_pairing(*wallet, arguments, run);
}

}  // namespace coldquill::cli
