#include <coldquill/base/file.h>
#include <coldquill/base/moment.h>
#include <coldquill/base/text.h>
#include <coldquill/vault/mnemonic.h>
#include <coldquill/vault/secret_input.h>

#include <filesystem>

#include "commands.h"
#include "consent.h"
#include "keys.h"
#include "print.h"
#include "say.h"
#include "terminal.h"

namespace coldquill::cli {
namespace {

namespace fs = std::filesystem;

bool exists(const std::string& path) {
  std::error_code failure;
  return fs::exists(fs::symlink_status(path, failure));
}

// A new wallet file, or one more key in the one that is there.
Result<WalletFile> open_or_create(const WalletOptions& options, const KeyOptions& keys) {
  const std::string path = wallet_path(keys);
  if (exists(path)) return open_wallet(keys);
  std::error_code failure;
  const fs::path folder = fs::path(path).parent_path();
  if (!folder.empty()) fs::create_directories(folder, failure);
  if (failure) return Error(E_CANNOT_WRITE, failure.message(), escape_text(folder.string()));
  CQ_TRY(secret, password(keys, true));
  CreateOptions how;
  how.public_readable = options.public_readable;
  if (keys.paranoid) how.cost = paranoid_cost;
  return WalletFile::create(path, std::move(secret), how);
}

std::string xpub_of(const AccountKey& account) {
  const bool test = account.path.size() > 1 && account.path[1] == hardened(1);
  return account.key.text(test ? KeyVersion::tpub : KeyVersion::xpub);
}

Json entry_json(const WalletEntry& entry) {
  Json accounts = Json::array();
  for (const AccountKey& account : entry.accounts) {
    accounts.push_back({{"path", to_string(account.path)}, {"xpub", xpub_of(account)}});
  }
  return {{"name", entry.name},
          {"fingerprint", entry.fingerprint.text()},
          {"created", entry.created},
          {"accounts", accounts}};
}

std::string name_for(const WalletOptions& options) {
  return options.name.empty() ? "main" : options.name;
}

// Until what was written down is what was shown, three times at most.
Result<void> hand_over(const SecretBytes& words) {
  constexpr int most_tries = 3;
  for (int tries = 1;; ++tries) {
    CQ_CHECK(show_words(words));
    auto confirmed = confirm_words(words);
    if (confirmed || confirmed.error().reason() != E_WORDS_DIFFER.id || tries == most_tries) {
      return confirmed;
    }
    say("That is another word than the one that was shown. Here they are once more: compare what\n"
        "you wrote down with the screen, word by word.");
  }
}

// What was typed twice cannot be a slip.
Result<void> confirm_removal(const WalletOptions& options) {
  std::string again = options.confirm;
  if (again.empty()) {
    CQ_TRY(typed, ask_line("Only its words on paper, and its passphrase if it has one, can bring a "
                           "removed key back. To remove it, type "
                           "its name again: "));
    again = std::move(typed);
  }
  if (again == options.name) return {};
  return Error(E_DECLINED, "the name was not typed again");
}

Result<int> added(WalletFile& wallet, const WalletOptions& options, const KeyOptions& keys,
                  const SecretBytes& typed, const std::optional<SecretBytes>& extra) {
  CQ_CHECK(wallet.add(name_for(options), typed, extra ? &*extra : nullptr));
  CQ_CHECK(wallet.save());
  const WalletEntry& entry = wallet.entries().back();
  if (options.json) {
    put(printed(Json{{"wallet", escape_text(wallet_path(keys))},
                     {"generation", wallet.generation()},
                     {"key", entry_json(entry)}}));
  } else {
    put("Key \"" + escape_text(entry.name) + "\", master fingerprint " + entry.fingerprint.text() +
        ", is in " + escape_text(wallet_path(keys)) + "\n");
    say("Next: coldquill wallet pair --for APP lets an online wallet watch its addresses.");
  }
  return 0;
}

int changed(const WalletFile& wallet, const WalletOptions& options, const KeyOptions& keys,
            const std::string& what) {
  say(what);
  if (options.json) {
    put(printed(
        Json{{"wallet", escape_text(wallet_path(keys))}, {"generation", wallet.generation()}}));
  }
  return 0;
}

}  // namespace

Result<int> wallet_create(const WalletOptions& options, const KeyOptions& keys) {
  CQ_TRY(wallet, open_or_create(options, keys));
  // Whatever can go wrong does so before anybody writes words down.
  CQ_CHECK(wallet.check_new_name(name_for(options)));
  CQ_TRY(extra, passphrase(keys, true));
  const SecretBytes words = create_mnemonic(options.word_count == 12 ? 128 : 256);
  say("Write the words down on paper, in order. Whoever has them has everything; without them a\n"
      "broken disk loses everything.");
  CQ_CHECK(hand_over(words));
  return added(wallet, options, keys, words, extra);
}

Result<int> wallet_restore(const WalletOptions& options, const KeyOptions& keys) {
  CQ_TRY(typed, words(keys));
  CQ_TRY(normal, normal_words(typed));
  if (is_well_known(normal)) {
    say("E_WELL_KNOWN_WORDS: everybody knows these words: whatever is sent to them can be taken.");
  }
  CQ_TRY(wallet, open_or_create(options, keys));
  CQ_TRY(extra, passphrase(keys, true));
  return added(wallet, options, keys, normal, extra);
}

Result<int> wallet_list(const WalletOptions& options, const KeyOptions& keys) {
  CQ_TRY(wallet, open_wallet(keys));
  if (options.json) {
    Json list = Json::array();
    for (const WalletEntry& entry : wallet.entries()) list.push_back(entry_json(entry));
    put(printed(Json{{"wallet", escape_text(wallet_path(keys))},
                     {"generation", wallet.generation()},
                     {"last_saved", wallet.last_saved()},
                     {"keys", list}}));
    return 0;
  }
  for (const WalletEntry& entry : wallet.entries()) {
    put(entry.fingerprint.text() + "  " + utc_text(entry.created) + "  " + escape_text(entry.name) +
        "\n");
  }
  return 0;
}

Result<int> wallet_show(const WalletOptions& options, const KeyOptions& keys) {
  CQ_TRY(wallet, open_wallet(keys));
  CQ_TRY(name, chosen_entry(wallet.entries(), keys));
  if (options.show_words) {
    CQ_TRY(secret, wallet.words(name));
    CQ_CHECK(show_words(secret));
    if (options.json) put(printed(Json{{"name", name}, {"words_shown", true}}));
    return 0;
  }
  for (const WalletEntry& entry : wallet.entries()) {
    if (entry.name != name) continue;
    if (options.json) {
      put(printed(entry_json(entry)));
      return 0;
    }
    put(escape_text(entry.name) + "\nmaster fingerprint  " + entry.fingerprint.text() +
        "\ncreated             " + utc_text(entry.created) + "\n");
    for (const AccountKey& account : entry.accounts) {
      put(to_string(account.path) + "  " + xpub_of(account) + "\n");
    }
    return 0;
  }
  return Error(E_WALLET_NAME, "there is no key of that name");
}

Result<int> wallet_rename(const WalletOptions& options, const KeyOptions& keys) {
  CQ_TRY(wallet, open_wallet(keys));
  CQ_CHECK(wallet.rename(options.name, options.new_name));
  CQ_CHECK(wallet.save());
  return changed(wallet, options, keys, "Renamed.");
}

Result<int> wallet_remove(const WalletOptions& options, const KeyOptions& keys) {
  CQ_TRY(wallet, open_wallet(keys));
  CQ_CHECK(wallet.remove(options.name));
  CQ_CHECK(confirm_removal(options));
  CQ_CHECK(wallet.save());
  return changed(wallet, options, keys,
                 "Removed. The previous generation still holds it: " +
                     escape_text(wallet_path(keys)) + ".bak");
}

}  // namespace coldquill::cli
