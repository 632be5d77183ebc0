#include "keys.h"

#include <coldquill/base/text.h>
#include <coldquill/flow/words_picture.h>
#include <coldquill/vault/harden.h>
#include <coldquill/vault/mnemonic.h>
#include <coldquill/vault/secret_input.h>
#include <unistd.h>

#include <cstdlib>

#include "say.h"

namespace coldquill::cli {
namespace {

constexpr int most_passwords = 3;  // that a person may try

bool exists(const std::string& path) {
  return ::access(path.c_str(), F_OK) == 0;
}

bool names_words(const KeyOptions& options) {
  return options.words_fd >= 0 || options.stateless || !options.words_qr.empty();
}

void warn_if_well_known(const SecretBytes& typed) {
  if (is_well_known(typed)) {
    say("E_WELL_KNOWN_WORDS: everybody knows these words: whatever is sent to them can be taken.");
  }
}

Result<KeyStore> from_words(const KeyOptions& options) {
  CQ_TRY(typed, words(options));
  CQ_TRY(extra, passphrase(options));
  warn_if_well_known(typed);
  CQ_TRY(vault, Vault::from_words(typed, extra ? &*extra : nullptr));
  return KeyStore(std::move(vault));
}

Result<KeyStore> from_wallet(const KeyOptions& options) {
  CQ_TRY(wallet, open_wallet(options));
  CQ_TRY(name, chosen_entry(wallet.entries(), options));
  CQ_TRY(extra, passphrase(options));
  CQ_TRY(vault, wallet.vault(name, extra ? &*extra : nullptr));
  return KeyStore(std::move(vault));
}

// Secrets come in: nothing is started any more.
void close_the_door() {
  if (start_no_more_programs()) return;
  say("E_HARDENING: not in place: starting no more programs, while secrets are in memory; use a "
      "kernel with seccomp");
}

}  // namespace

std::string default_wallet() {
  const char* data = std::getenv("XDG_DATA_HOME");
  if (data != nullptr && *data == '/') return std::string(data) + "/coldquill/wallet.cq";
  const char* home = std::getenv("HOME");
  return std::string(home == nullptr ? "" : home) + "/.local/share/coldquill/wallet.cq";
}

std::string wallet_path(const KeyOptions& options) {
  return options.wallet.empty() ? default_wallet() : options.wallet;
}

Result<SecretBytes> password(const KeyOptions& options, bool fresh) {
  close_the_door();
  if (options.password_fd >= 0) return read_secret(options.password_fd);
  if (fresh) return ask_new_password("New password for the wallet file: ");
  return ask_secret("Password of the wallet file: ");
}

Result<SecretBytes> words(const KeyOptions& options) {
  if (!options.words_qr.empty()) {
    say("E_PICTURE_OF_WORDS: whoever finds this picture has your coins: destroy it, and every copy "
        "of it.");
    auto found = words_in_picture(options.words_qr);
    close_the_door();
    return found;
  }
  close_the_door();
  if (options.words_fd >= 0) return read_secret(options.words_fd);
  return ask_secret("Your secret words, in order, with spaces between (they do not appear): ");
}

Result<std::optional<SecretBytes>> passphrase(const KeyOptions& options, bool fresh) {
  if (options.passphrase_fd < 0 && !options.ask_passphrase) return std::optional<SecretBytes>();
  const std::string prompt = "BIP-39 passphrase: ";
  CQ_TRY(secret, options.passphrase_fd >= 0 ? read_secret(options.passphrase_fd)
                 : fresh                    ? ask_new_secret(prompt)
                                            : ask_secret(prompt));
  return std::optional<SecretBytes>(std::move(secret));
}

Result<WalletFile> open_wallet(const KeyOptions& options) {
  const std::string path = wallet_path(options);
  if (!exists(path)) return Error(E_NO_WALLET, "there is no wallet file", escape_text(path));
  // What a descriptor gives does not get better the second time.
  const int tries = options.password_fd >= 0 ? 1 : most_passwords;
  for (int left = tries - 1; left >= 0; --left) {
    CQ_TRY(secret, password(options, false));
    auto wallet = WalletFile::open(path, std::move(secret), {options.paranoid});
    if (!wallet && wallet.error().reason() == E_WALLET_PASSWORD.id && left > 0) {
      say("That password does not open it. " + std::to_string(left) +
          (left == 1 ? " try is left." : " tries are left."));
      continue;
    }
    if (wallet) {
      say("Wallet file, save number " + std::to_string(wallet->generation()) +
          ". A smaller number than last time means that it is an older copy.");
    }
    return wallet;
  }
  COLDQUILL_ASSERT(false);
}

Result<std::string> chosen_entry(const std::vector<WalletEntry>& entries,
                                 const KeyOptions& options) {
  if (!options.name.empty()) return options.name;
  if (entries.size() == 1) return entries.front().name;
  if (entries.empty()) return Error(E_NO_WALLET, "the wallet file holds no keys yet");
  return Error(E_WHICH_KEY, "the wallet file holds several keys");
}

Result<KeyStore> open_keys(const KeyOptions& options) {
  return names_words(options) ? from_words(options) : from_wallet(options);
}

Result<KeyStore> keys_to_review(const KeyOptions& options) {
  const bool keys_named = names_words(options) || !options.wallet.empty() ||
                          !options.name.empty() || options.password_fd >= 0 ||
                          options.passphrase_fd >= 0 || options.ask_passphrase;
  if (keys_named) return open_keys(options);
  if (!exists(default_wallet())) return KeyStore();
  const auto wallet = WalletFile::read_public(default_wallet());
  if (wallet && wallet->entries.size() == 1) {
    say("Recognised with what the wallet file shows without its password, which only the password "
        "can prove.");
    return KeyStore(wallet->entries.front());
  }
  say("The wallet file is left closed: reviewing without keys. With --wallet " +
      escape_text(default_wallet()) + " it is opened, and what is yours is recognised.");
  return KeyStore();
}

}  // namespace coldquill::cli
